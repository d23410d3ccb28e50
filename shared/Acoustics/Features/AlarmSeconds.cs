namespace Solutions.Edge.Acoustics.Features;

/// <summary>Levels of the last seconds, by the number of the second since listening began.</summary>
internal sealed class AlarmSeconds
{
    private const int BeforeSeconds = 30;
    private const int Length = 40;

    private readonly (double? LAeq, double? LAFmax)[] ring = new (double?, double?)[Length];

    /// <summary>Seconds so far: the end of the newest on the axis of time.</summary>
    public long Count { get; private set; }

    public void Add(SecondLevels second) => ring[Count++ % Length] = (second.LAeq, second.LAFmax);

    /// <summary>LAeq of up to 30 whole seconds that ended by <paramref name="time"/>, in dB; null = there is none with a level.</summary>
    public double? LAeqBefore(double time)
    {
        var end = (long)Math.Floor(time);
        var levels = new List<double>(BeforeSeconds);
        for (var second = Math.Max(Math.Max(0, Count - Length), end - BeforeSeconds); second < end; second++)
            if (ring[second % Length].LAeq is { } level)
                levels.Add(level);
        return Energy.MeanDb(levels);
    }

    /// <summary>Greatest LAF in dB of the seconds that ended after <paramref name="time"/>.</summary>
    public double LAFmaxSince(double time)
    {
        var greatest = double.NegativeInfinity;
        for (var second = Math.Max(Math.Max(0, Count - Length), (long)Math.Floor(time)); second < Count; second++)
            greatest = Math.Max(greatest, ring[second % Length].LAFmax ?? double.NegativeInfinity);
        return greatest;
    }

    public void Clear() => Count = 0;
}
