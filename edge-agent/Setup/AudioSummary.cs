using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Setup;

/// <summary>A whole file out of its seconds. Seconds weigh by their samples; one without a signal is a gap in the capture.</summary>
internal sealed class AudioSummary
{
    private readonly LevelCounts laf = new();
    private readonly List<string> flags = [];
    private double a, c, measured;

    /// <summary>How long the file is, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>How much of it could be measured, in %.</summary>
    public double CapturePercent => 100 * measured / Seconds;

    public double? LAeq => Mean(a);

    public double? LCeq => Mean(c);

    /// <summary>Sound exposure level: all of the energy in one second.</summary>
    public double? LAE => measured > 0 ? Energy.LevelDb(a) : null;

    public double? LAFmax { get; private set; }

    public double? LCpeak { get; private set; }

    /// <summary>Every flag of any second, in the order of their first: an overload anywhere holds for the whole (IEC 61672-1:2013, 5.11).</summary>
    public IReadOnlyList<string> Flags => flags;

    public void Add(SecondLevels second)
    {
        var seconds = (double)second.Samples / second.SampleRate;
        Seconds += seconds;
        flags.AddRange(second.Flags.Except(flags));
        if (second is not { LAeq: { } laeq, LCeq: { } lceq })
            return;
        measured += seconds;
        a += seconds * Energy.Of(laeq);
        c += seconds * Energy.Of(lceq);
        LAFmax = Greater(LAFmax, second.LAFmax);
        LCpeak = Greater(LCpeak, second.LCpeak);
        for (var step = 0; step < second.Steps.Count; step++)
            laf.Add(second.Steps.LafDb[step]);
    }

    /// <summary>The level that LAF, taken every 10 ms, reaches or exceeds for so many per cent of the time.</summary>
    public double? Exceeded(double percent) => laf.Exceeded(percent);

    private double? Mean(double sum) => measured > 0 ? Energy.LevelDb(sum / measured) : null;

    private static double? Greater(double? first, double? second) => first is null || second > first ? second : first;
}
