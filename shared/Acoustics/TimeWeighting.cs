namespace Solutions.Edge.Acoustics;

/// <summary>Time constants of IEC 61672-1:2013, 5.8.</summary>
public static class TimeWeighting
{
    /// <summary>F: 0.125 s.</summary>
    public const double FastSeconds = 0.125;

    /// <summary>S: 1 s.</summary>
    public const double SlowSeconds = 1;

    /// <summary>How fast F falls after a sound has ended, in dB/s: 10·lg(e)/0.125 s = 34.7 (5.8.2).</summary>
    public const double FastDecayDbPerSecond = 4.3429448190325183 / FastSeconds;
}
