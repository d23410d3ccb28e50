namespace Solutions.Edge.Agent.Sound;

/// <summary>What the worker does next.</summary>
internal enum PaceStep
{
    /// <summary>Wait until <see cref="SamplePace.Due"/>, then ask again.</summary>
    Wait,

    /// <summary>Begin a segment at <see cref="SamplePace.SegmentStart"/>: the first one, or after a stall or a step of the clock.</summary>
    Begin,

    /// <summary>A block of a tenth of a second lies in the past: read it.</summary>
    Read,

    /// <summary>A block lies in the past, and with it a UTC second: read it and end the second.</summary>
    ReadAndEndSecond,
}

/// <summary>
/// Which samples are due, by the wall clock, in blocks of a tenth of a second: block n of a segment is complete (n+1)/10 s after the UTC second it
/// began at. When the clock steps by more than half a second, what lies between is given up and a segment begins at the next UTC second. A process
/// that was only kept waiting catches up: the samples have come meanwhile.
/// </summary>
internal sealed class SamplePace
{
    /// <summary>Ten: every sample rate that the meter takes is a multiple of it.</summary>
    public const int BlocksPerSecond = 10;

    public static readonly TimeSpan Block = TimeSpan.FromSeconds(1) / BlocksPerSecond;

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.5);

    /// <summary>How long samples are kept for a process that does not come to take them.</summary>
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(10);

    private long blocks;
    private TimeSpan offset;
    private bool begun;

    /// <summary>The UTC second the segment begins at.</summary>
    public DateTimeOffset SegmentStart { get; private set; }

    /// <summary>The UTC second that samples read next belong to.</summary>
    public DateTimeOffset Second => SegmentStart.AddSeconds(blocks / BlocksPerSecond);

    /// <summary>The end of the block that was due last.</summary>
    public DateTimeOffset BlockEnd => SegmentStart + blocks * Block;

    /// <summary>When the next block lies in the past.</summary>
    public DateTimeOffset Due => SegmentStart + (blocks + 1) * Block;

    /// <param name="now">The wall clock.</param>
    /// <param name="monotonic">A clock that nobody sets, read at the same moment.</param>
    public PaceStep Next(DateTimeOffset now, TimeSpan monotonic)
    {
        var late = now - Due;
        var stepped = (now - DateTimeOffset.UnixEpoch - monotonic - offset).Duration() > Tolerance;
        if (!begun || stepped || late > LongestStall)
            return Begin(now, monotonic);
        if (late < TimeSpan.Zero)
            return PaceStep.Wait;
        blocks++;
        return blocks % BlocksPerSecond == 0 ? PaceStep.ReadAndEndSecond : PaceStep.Read;
    }

    /// <summary>Gives up the segment: the next step begins one.</summary>
    public void Abandon() => begun = false;

    private PaceStep Begin(DateTimeOffset now, TimeSpan monotonic)
    {
        (begun, blocks, offset) = (true, 0, now - DateTimeOffset.UnixEpoch - monotonic);
        SegmentStart = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1);
        return PaceStep.Begin;
    }
}
