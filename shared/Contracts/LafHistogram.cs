namespace Solutions.Edge.Contracts;

/// <summary>How often LAF was read in each tenth of a decibel. Adding histograms up count by count is exact.</summary>
/// <param name="From">The first bin, in tenths of a decibel: bin k holds the readings from k/10 − 0.05 dB up to, but not including, k/10 + 0.05 dB.</param>
/// <param name="Counts">Readings in each bin from there up.</param>
public sealed record LafHistogram(int From, int[] Counts)
{
    /// <summary>Most readings of one minute: 6000, and room for a sample clock that runs fast.</summary>
    public const int MostReadings = 10_000;

    private const int LowestBin = -1000, HighestBin = 2200;

    internal Fault? FindFault()
    {
        if (From is < LowestBin or > HighestBin || From + Counts.Length - 1 > HighestBin)
            return new("histogram.from", From, $"a bin from {LowestBin} to {HighestBin}, and so must be the bin of each of the {Counts.Length} counts");
        if (Counts.FirstOrDefault(c => c is < 0 or > MostReadings) is var wrong and not 0)
            return new("histogram.counts", wrong, $"numbers of readings, 0 to {MostReadings}");
        var readings = Counts.Sum(c => (long)c);
        return readings is > 0 and <= MostReadings ? null : new("histogram.counts", readings, $"1 to {MostReadings} readings together");
    }
}
