using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>What one frame shows that the background does not.</summary>
internal sealed record DetectedMotion
{
    /// <summary>Cause of a frame that is mostly foreground: light, a moved or covered camera, never people.</summary>
    public const string SceneChange = "scene-change";

    /// <summary>Moving things in source pixels; empty while <see cref="WarmingUp"/> or <see cref="Suppressed"/>.</summary>
    public IReadOnlyList<Rect> Regions { get; init; } = [];

    /// <summary>Share of the picture that the regions cover, in %; null while warming up or suppressed.</summary>
    public double? Occupied { get; init; }

    /// <summary>Share of pixels that changed since the frame before, in %; null for the first.</summary>
    public double? Changed { get; init; }

    /// <summary>Why nothing is reported; null = it is reported.</summary>
    public string? Suppressed { get; init; }

    /// <summary>The background is not known yet.</summary>
    public bool WarmingUp { get; init; }
}
