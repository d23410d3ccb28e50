using OpenCvSharp;
using Solutions.Edge.Agent.Scenes.Effects;
using Solutions.Edge.Agent.Scenes.Things;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The people and things of one repetition. One that leaves after <see cref="Scene.Length"/> goes on in the next.</summary>
internal sealed record Cast(IReadOnlyList<Actor> Actors, IReadOnlyList<Thing> Things);

/// <summary>What is seen in a story.</summary>
/// <param name="Backdrop">The place with nobody in it, 640 x 360.</param>
/// <param name="Assemble">The people and things that come, from a repetition's seed.</param>
internal sealed record PictureScore(Mat Backdrop, Func<int, Cast> Assemble)
{
    /// <summary>Whether the alley's gate stands in the picture.</summary>
    public bool HasGate { get; init; }

    /// <summary>Whether people darken the ground they stand on.</summary>
    public bool HasShadows { get; init; }

    /// <summary>What stands at the roadside in the wind.</summary>
    public Tree? Tree { get; init; }

    /// <summary>What befalls the picture, in the order of the light's way from the street to the sensor.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];
}
