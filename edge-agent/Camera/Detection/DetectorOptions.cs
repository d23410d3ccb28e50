namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>The detector's settings. All lengths hold for the picture as the detector sees it, <see cref="Width"/> pixels wide.</summary>
internal sealed record DetectorOptions
{
    /// <summary>Frames a second of the camera. Assumed: 5 to 25; people are followed best from 8.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Pixels the picture is made narrow to; people must then be 16 or more high. Wider costs CPU time by its square.</summary>
    public int Width { get; init; } = 320;

    /// <summary>Squared distance, in variances, over which a pixel is foreground. Lower finds more, and more noise.</summary>
    public double VarianceThreshold { get; init; } = 12;

    /// <summary>Seconds the background remembers: what stands still outside a track for about a tenth of them is background.</summary>
    public double HistorySeconds { get; init; } = 75;

    /// <summary>Seconds before the background is known.</summary>
    public double WarmUpSeconds { get; init; } = 3;

    /// <summary>Smallest trigger that can be a thing, as a share of the picture: 77 pixels of 320 x 240.</summary>
    public double LeastShare { get; init; } = 0.001;

    /// <summary>Seconds a thing must be followed before it is reported. Shorter lets rain and insects through; never fewer than six frames.</summary>
    public double ConfirmSeconds { get; init; } = 0.6;

    /// <summary>Seconds a thing that stands still is kept out of the background.</summary>
    public double HoldSeconds { get; init; } = 900;

    public int ConfirmFrames => Math.Max(6, (int)Math.Round(ConfirmSeconds * FramesPerSecond));
}
