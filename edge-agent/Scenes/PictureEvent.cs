using System.Text.Json.Serialization;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>What a detector ought to make of what is seen.</summary>
internal enum PictureRole
{
    /// <summary>Nothing: weather, light and wind are no motion.</summary>
    Nuisance,

    /// <summary>A finding about the camera, and no motion.</summary>
    Sabotage,

    /// <summary>Something that happens in the street.</summary>
    Occurrence,
}

/// <summary>Something seen that begins and ends.</summary>
/// <param name="Kind">What it is, in a word.</param>
/// <param name="Role">What a detector ought to make of it.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="End">When it ends, in seconds; in the next repetition if it is after <see cref="Scene.Length"/>.</param>
internal sealed record PictureEvent([property: JsonPropertyName("picture")] string Kind, PictureRole Role, double Start, double End);
