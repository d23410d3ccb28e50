using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.Agent.Setup;

/// <summary>A whole file out of its seconds. Seconds weigh by their measured samples; one without a signal is a gap in the capture.</summary>
internal sealed class AudioSummary
{
    private const int RisingSteps = 38;

    private readonly LevelStatistics statistics = new();
    private readonly LevelHistogram laf = new();

    /// <summary>LAF while F still rises from nothing, three of its time constants: of a longer file these are the meter's start, not the sound.</summary>
    private readonly List<double> rising = [];
    private readonly List<string> flags = [];
    private double least = double.PositiveInfinity, greatest = double.NegativeInfinity;

    /// <summary>How long the file is, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>How much of it could be measured, in %.</summary>
    public double CapturePercent => statistics.CapturePercent(TimeSpan.FromSeconds(Seconds));

    public double? LAeq => statistics.LAeq?.Db;

    public double? LCeq => statistics.LCeq?.Db;

    /// <summary>Sound exposure level: all of the energy in one second.</summary>
    public double? LAE => statistics.LAE?.Db;

    public double? LAFmax => statistics.LAFmax?.Db;

    public double? LCpeak => statistics.LCpeak?.Db;

    /// <summary>Sentences on how the file was read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Every flag of any second, in the order of their first: an overload anywhere holds for the whole (IEC 61672-1:2013, 5.11).</summary>
    public IReadOnlyList<string> Flags => flags;

    public void Add(SecondLevels second)
    {
        Seconds += (double)second.Samples / second.SampleRate;
        flags.AddRange(second.Flags.Except(flags));
        statistics.Add(second);
        // Before the first sound there is no level.
        foreach (var level in second.Steps.LafDb.Where(double.IsFinite))
        {
            if (rising.Count < RisingSteps)
                rising.Add(level);
            else
                Count(level);
        }
    }

    /// <summary>The level that LAF, taken every 10 ms, exceeds for so many per cent of the time.</summary>
    /// <remarks>A bin of the histogram may reach 0.1 dB past what was there.</remarks>
    public double? Exceeded(double percent)
    {
        // A file has no other beginning.
        if (laf.Count == 0)
            rising.ForEach(Count);
        return laf.ExceededDb(percent) is { } level ? Math.Min(Math.Max(level, least), greatest) : null;
    }

    private void Count(double level)
    {
        laf.Add(level);
        (least, greatest) = (Math.Min(least, level), Math.Max(greatest, level));
    }
}
