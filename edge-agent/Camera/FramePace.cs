namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Which frame is due, by the wall clock: frame n of a segment is captured n / fps after the UTC second it began at. Of several that
/// are due only the newest is asked for. When frames and clock part by more than two seconds, a segment begins at the next UTC second.
/// </summary>
internal sealed class FramePace(double framesPerSecond)
{
    public const double MostFramesPerSecond = 120;

    /// <summary>Longer than a late frame on a busy machine, shorter than anything a viewer would call live.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private long next;
    private bool begun;

    /// <summary>The UTC second the segment begins at.</summary>
    public DateTimeOffset SegmentStart { get; private set; }

    /// <summary>When the next frame is captured.</summary>
    public DateTimeOffset Due => TimeOf(next);

    /// <summary>True: a segment has to begin at <see cref="SegmentStart"/>, the first one or after a stall or a step of the clock.</summary>
    public bool Begins(DateTimeOffset now)
    {
        if (begun && now - Due <= Tolerance && Due - now <= Tolerance)
            return false;
        (begun, next) = (true, 0);
        SegmentStart = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1);
        return true;
    }

    /// <summary>Takes the newest frame that lies in the past: when it was captured, and how many before it are left out. Null: none does.</summary>
    public (DateTimeOffset At, long Skip)? Take(DateTimeOffset now)
    {
        if (now < Due)
            return null;
        var newest = Math.Max(next, (long)((now - SegmentStart).TotalSeconds * framesPerSecond));
        var taken = (TimeOf(newest), newest - next);
        next = newest + 1;
        return taken;
    }

    /// <summary>Gives up the segment: the next step begins one.</summary>
    public void Abandon() => begun = false;

    private DateTimeOffset TimeOf(long frame) => SegmentStart.AddSeconds(frame / framesPerSecond);
}
