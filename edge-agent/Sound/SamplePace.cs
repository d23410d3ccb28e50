using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>What the worker does next.</summary>
internal enum PaceStep
{
    /// <summary>Wait until <see cref="SamplePace.Due"/>, then ask again.</summary>
    Wait,

    /// <summary>Begin a segment at <see cref="SamplePace.SegmentStart"/>: the first one, or after a stall or a step of the clock.</summary>
    Begin,

    /// <summary>A block of <see cref="SamplePace.BlockSamples"/> lies in the past: read it.</summary>
    Read,

    /// <summary>A block lies in the past, and with it a UTC second: read it and end the second.</summary>
    ReadAndEndSecond,
}

/// <summary>
/// Which samples are due, by the wall clock: sample n of a segment is heard n/48000 s after the UTC second it began at. When samples
/// and clock part by more than half a second, what lies between is given up and a segment begins at the next UTC second.
/// </summary>
internal sealed class SamplePace
{
    private const int SampleRate = SoundLevelMeter.SampleRate;

    /// <summary>A tenth of a second.</summary>
    public const int BlockSamples = SampleRate / 10;

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.5);

    private long read;
    private bool begun;

    /// <summary>The UTC second the segment begins at.</summary>
    public DateTimeOffset SegmentStart { get; private set; }

    /// <summary>The UTC second that samples read next belong to.</summary>
    public DateTimeOffset Second => SegmentStart.AddSeconds(read / SampleRate);

    /// <summary>When the next block lies in the past.</summary>
    public DateTimeOffset Due => SegmentStart + TimeSpan.FromSeconds((double)(read + BlockSamples) / SampleRate);

    public PaceStep Next(DateTimeOffset now)
    {
        var late = now - Due;
        if (!begun || late > Tolerance || -late > LongestWait)
            return Begin(now);
        if (late < TimeSpan.Zero)
            return PaceStep.Wait;
        read += BlockSamples;
        return read % SampleRate == 0 ? PaceStep.ReadAndEndSecond : PaceStep.Read;
    }

    /// <summary>Gives up the segment: the next step begins one.</summary>
    public void Abandon() => begun = false;

    /// <summary>A block, before a segment up to a second more; a wait longer by the tolerance means that the clock went back.</summary>
    private TimeSpan LongestWait => TimeSpan.FromSeconds((double)BlockSamples / SampleRate + (read == 0 ? 1 : 0)) + Tolerance;

    private PaceStep Begin(DateTimeOffset now)
    {
        (begun, read) = (true, 0);
        SegmentStart = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1);
        return PaceStep.Begin;
    }
}
