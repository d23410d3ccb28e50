namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>What the deliveries of a window showed.</summary>
internal enum SampleDrift
{
    /// <summary>The window goes on, or all is as expected.</summary>
    None,

    /// <summary>Samples are missing that nothing reported: <see cref="SampleClock.ErrorSeconds"/> of them.</summary>
    Lost,

    /// <summary>More samples came than a crystal of this rate gives.</summary>
    TooMany,
}

/// <summary>
/// Which sample of a microphone was captured when. Its crystal runs some ten parts in a million fast or slow; what it delivers arrives late by as much as
/// the card gathers before it delivers. The least late delivery of some seconds is compared with what was expected, and phase and rate are steered by the
/// difference: a second has as many samples as the crystal gave it, and nothing is resampled. Times are those of a clock that nobody sets.
/// </summary>
/// <param name="nominalRate">In Hz.</param>
internal sealed class SampleClock(int nominalRate)
{
    /// <summary>A crystal that is further off is none: it is another rate. In parts of one.</summary>
    private const double MostOff = 1000e-6;

    private const double PhaseGain = 0.5, RateGain = 0.15;

    /// <summary>No crystal parts by so much within a window, in seconds.</summary>
    private const double Jump = 0.02;

    /// <summary>Long enough for some deliveries of the slowest card, short enough for a crystal that warms up.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4), FirstWindow = TimeSpan.FromSeconds(1);

    private TimeSpan zero, windowEnd;
    private long zeroIndex;
    private double rate = nominalRate;
    private double? least;
    private bool begun;

    /// <summary>How far the crystal is off, in parts per million of its nominal rate; positive is fast.</summary>
    public double PartsPerMillion => (rate / nominalRate - 1) * 1e6;

    /// <summary>How much later than expected the least late delivery of the last window was, in seconds.</summary>
    public double ErrorSeconds { get; private set; }

    /// <summary>True once the phase is known.</summary>
    public bool IsSettled { get; private set; }

    /// <param name="index">So many samples had been captured by now.</param>
    /// <param name="now">When.</param>
    public SampleDrift Observe(long index, TimeSpan now)
    {
        if (!begun)
            (begun, zeroIndex, zero, windowEnd) = (true, index, now, now + FirstWindow);
        var late = (now - TimeOf(index)).TotalSeconds;
        least = least is { } so ? Math.Min(so, late) : late;
        if (now < windowEnd)
            return SampleDrift.None;
        var drift = Math.Abs(least.Value) <= Jump || !IsSettled ? SampleDrift.None : least > 0 ? SampleDrift.Lost : SampleDrift.TooMany;
        ErrorSeconds = least.Value;
        if (drift == SampleDrift.None)
            Steer(least.Value, index);
        (least, windowEnd) = (null, now + Window);
        return drift;
    }

    /// <summary>Capture began anew: its first deliveries show the phase; the crystal's rate is as it was.</summary>
    public void Settle(TimeSpan now) => (IsSettled, least, windowEnd) = (false, null, now + FirstWindow);

    /// <summary>The first sample that was captured at or after this time.</summary>
    public long IndexAt(TimeSpan time) => zeroIndex + (long)Math.Ceiling((time - zero).TotalSeconds * rate - 1e-3);

    private TimeSpan TimeOf(long index) => zero + TimeSpan.FromSeconds((index - zeroIndex) / rate);

    /// <summary>The zero is moved to this sample first: a rate that turns about one of long ago moves the phase.</summary>
    private void Steer(double late, long index)
    {
        (zero, zeroIndex) = (TimeOf(index) + TimeSpan.FromSeconds((IsSettled ? PhaseGain : 1) * late), index);
        if (IsSettled)
            rate = nominalRate * (1 + Math.Clamp(rate / nominalRate - 1 - RateGain * late / Window.TotalSeconds, -MostOff, MostOff));
        IsSettled = true;
    }
}
