namespace Solutions.Edge.Agent.Setup;

/// <summary>How often each level was there, in steps of 0.01 dB: as much memory for a second as for a week.</summary>
internal sealed class LevelCounts
{
    private const int StepsPerDb = 100, LowestDb = -100, HighestDb = 220;

    private readonly long[] counts = new long[(HighestDb - LowestDb) * StepsPerDb + 1];
    private long total;

    /// <param name="db">What lies outside counts as the lowest or the highest level.</param>
    public void Add(double db)
    {
        counts[(int)Math.Round((Math.Clamp(db, LowestDb, HighestDb) - LowestDb) * StepsPerDb)]++;
        total++;
    }

    /// <summary>The highest level that so many per cent of all reach or exceed; null of none.</summary>
    public double? Exceeded(double percent)
    {
        var over = 0L;
        for (var i = counts.Length - 1; i >= 0; i--)
            if ((over += counts[i]) > 0 && over >= total * percent / 100)
                return LowestDb + (double)i / StepsPerDb;
        return null;
    }
}
