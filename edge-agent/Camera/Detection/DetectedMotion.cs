using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>What one frame shows that the background does not.</summary>
internal sealed record DetectedMotion
{
    /// <summary>Moving things in source pixels; empty while <see cref="WarmingUp"/> or <see cref="Suppressed"/>.</summary>
    public IReadOnlyList<Rect> Regions { get; init; } = [];

    /// <summary>The people seen, each under a number of its own for as long as followed, in source pixels.</summary>
    public IReadOnlyList<(int Id, Rect Box)> People { get; init; } = [];

    /// <summary>Share of the picture that the regions cover, in %; null while warming up or when nothing in the frame is believed.</summary>
    public double? Occupied { get; init; }

    /// <summary>Share of pixels that changed since the frame before, in %; null for the first.</summary>
    public double? Changed { get; init; }

    /// <summary>Why nothing is reported though something triggered: the <see cref="Cause"/> of the largest trigger;
    /// null = it is reported, or nothing triggered.</summary>
    public string? Suppressed { get; init; }

    /// <summary>Triggers of this frame that are not reported, with their <see cref="Cause"/> so far, in source pixels.</summary>
    public IReadOnlyList<(Rect Box, string Cause)> Unreported { get; init; } = [];

    /// <summary>What came and stands still, for 10 s or more.</summary>
    public IReadOnlyList<StillThing> Still { get; init; } = [];

    /// <summary>The <see cref="Cause"/> of every trigger that ended with this frame unreported, each trigger once.</summary>
    public IReadOnlyList<string> Explained { get; init; } = [];

    /// <summary>The background is not known yet.</summary>
    public bool WarmingUp { get; init; }
}
