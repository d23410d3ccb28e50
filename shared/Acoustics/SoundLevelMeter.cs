namespace Solutions.Edge.Acoustics;

/// <summary>
/// An integrating sound level meter after IEC 61672-1:2013 with one-third-octave bands after IEC 61260-1:2014. Samples go in by
/// <see cref="Add(ReadOnlySpan{float})"/> in blocks of any size; the caller, by its clock, ends a second with <see cref="EndSecond"/>. How the samples were cut
/// into blocks changes no bit of a result.
/// </summary>
/// <remarks>
/// Not thread-safe. Nothing is allocated per block. Filters and detectors run through from one second to the next. Its DSP keeps the
/// limits of class 1 (<c>solutions-agent certify</c> shows it); an instrument of class 1 it is not without a microphone that is.
/// </remarks>
public sealed class SoundLevelMeter
{
    /// <summary>The sample rate at which this system captures, in Hz.</summary>
    public const int SampleRate = 48_000;

    /// <summary>What stands under this level is the arithmetic's, not a microphone's: it counts as not known.</summary>
    private const double LowestTellableDb = -100;

    /// <summary>F is within 0.01 dB after six of its time constants.</summary>
    private const double SettlesSeconds = 0.75;

    private const double ReferenceSquare = Energy.ReferencePascal * Energy.ReferencePascal;

    private readonly int sampleRate;
    private readonly MeasuringRange range;
    private readonly Intake intake;
    private readonly WeightingFilter weighting;
    private readonly LevelSums sums;
    private readonly PeakDetector peak;
    private readonly FilterBank bank;
    private readonly double[] a, c;
    private readonly float[] stepBands = new float[ThirdOctave.Count - StepTrace.FirstBand];
    private readonly List<double> lafDb = new(101), aEnergy = new(101);
    private readonly List<float> bandEnergy = [];

    /// <summary>Samples measured since the meter was at rest, in the intervals before this one.</summary>
    private long measured;

    /// <summary>A meter at rest, as after <see cref="Restart"/>.</summary>
    /// <param name="sampleRate">Sample rate in Hz: one of <see cref="SampleRates"/>.</param>
    /// <param name="range">Of the microphone; null = without bounds.</param>
    /// <exception cref="NotSupportedException">It does not take this sample rate.</exception>
    public SoundLevelMeter(int sampleRate = SampleRate, MeasuringRange? range = null)
    {
        if (!SampleRates.Contains(sampleRate))
            throw new NotSupportedException($"The sound is at {sampleRate} Hz; the meter takes {string.Join(", ", SampleRates)} Hz.");
        (this.sampleRate, this.range) = (sampleRate, range ?? MeasuringRange.Unlimited);
        (intake, weighting, sums) = (new(sampleRate, this.range), new(sampleRate), new(sampleRate));
        var step = intake.StepSamples;
        (peak, bank, a, c) = (new(step), new(sampleRate, step), new double[step], new double[step]);
    }

    /// <summary>
    /// The sample rates it takes, in Hz. 20 kHz is within reach from 48000 up, 16 kHz from 44100, 12.5 kHz at 32000; at 16000 everything
    /// over 6.3 kHz is missing, and every interval states it (<see cref="SecondLevels.BandLimited"/>).
    /// </summary>
    public static IReadOnlyList<int> SampleRates { get; } = [16_000, 32_000, 44_100, 48_000, 96_000];

    /// <summary>Takes in the next samples.</summary>
    /// <param name="pascal">Sound pressure in pascal, any number of samples. One that is no finite number, or over 1 MPa, voids its second.</param>
    public void Add(ReadOnlySpan<float> pascal)
    {
        while (!pascal.IsEmpty)
            Measure(intake.Add(ref pascal));
    }

    /// <summary>Takes in the next samples of sound that was resampled. A meter takes either such sound or the other.</summary>
    /// <param name="pascal">Sound pressure in pascal.</param>
    /// <param name="faults">As many: what <see cref="SourceSearch"/> found before. The meter itself looks for nothing.</param>
    public void Add(ReadOnlySpan<float> pascal, ReadOnlySpan<SampleFault> faults)
    {
        while (!pascal.IsEmpty)
            Measure(intake.Add(ref pascal, ref faults));
    }

    /// <summary>Ends the interval: its levels, and the next one begins.</summary>
    /// <remarks>An interval is meant to last seconds; its steps are kept until it ends.</remarks>
    public SecondLevels EndSecond()
    {
        while (intake.End() is { Whole: > 0 } step)
            Measure(step);
        var alive = intake.HasSignal && Energy.PressureLevelDb(sums.A / intake.Captured) >= range.DeadDb;
        var result = alive ? Levels() : Nothing();
        measured = alive ? measured + intake.Captured : 0;
        if (!alive)
            Rest();
        Begin();
        return result;
    }

    /// <summary>Forgets everything, as after a gap: the next sample meets filters and detectors at rest.</summary>
    public void Restart()
    {
        measured = 0;
        intake.Clear();
        Rest();
        Begin();
    }

    private void Rest()
    {
        intake.Rest();
        weighting.Clear();
        sums.Clear();
        peak.Clear();
        bank.Clear();
    }

    private void Begin()
    {
        intake.Begin();
        sums.Begin();
        lafDb.Clear();
        aEnergy.Clear();
        bandEnergy.Clear();
    }

    /// <summary>Filters and detectors stand still where samples were lost.</summary>
    private void Measure(IntakeStep step)
    {
        if (step.Captured == 0)
            return;
        var n = step.Captured;
        var z = intake.Sound[..n];
        weighting.Process(z, a, c);
        var before = sums.A;
        sums.Add(a.AsSpan(0, n), c.AsSpan(0, n), z);
        peak.Add(c.AsSpan(0, n));
        bank.Process(z, stepBands, StepTrace.FirstBand);
        if (step.Whole == intake.StepSamples)
            Trace((sums.A - before) / n);
    }

    private void Trace(double meanSquare)
    {
        lafDb.Add(Energy.PressureLevelDb(sums.Fast));
        aEnergy.Add(meanSquare / ReferenceSquare);
        foreach (var band in stepBands)
            bandEnergy.Add((float)(band / ReferenceSquare));
    }

    private SecondLevels Levels()
    {
        var n = intake.Captured;
        Span<double> bands = stackalloc double[ThirdOctave.Count];
        bank.Take(bands);
        var bandLevels = new double?[ThirdOctave.Count];
        for (var i = 0; i < bands.Length; i++)
            bandLevels[i] = Level(bands[i]);
        var (laeq, greatest) = (Level(sums.A / n), peak.Take());
        return new SecondLevels
        {
            LAeq = laeq,
            LCeq = Level(sums.C / n),
            LZeq = Level(sums.Z / n),
            LAFmax = Level(sums.FastMax),
            LAFmin = measured > SettlesSeconds * sampleRate ? Level(sums.FastMin) : null,
            LASmax = Level(sums.SlowMax),
            LCpeak = Level(greatest * greatest),
            Bands = bandLevels,
            Steps = new StepTrace([.. lafDb], [.. aEnergy], [.. bandEnergy]),
            SampleRate = sampleRate,
            Samples = intake.Samples,
            Lost = intake.Samples - n,
            Flags = Flags(intake.Overloaded, laeq < range.LowestDb),
        };
    }

    private SecondLevels Nothing() => new()
    {
        Bands = new double?[ThirdOctave.Count],
        Steps = StepTrace.Empty,
        SampleRate = sampleRate,
        Samples = intake.Samples,
        Flags = [SecondLevels.NoSignal],
    };

    private List<string> Flags(bool overload, bool underRange)
    {
        List<string> flags = [];
        if (overload)
            flags.Add(SecondLevels.Overload);
        if (underRange)
            flags.Add(SecondLevels.UnderRange);
        // Beside a loss a sample may have its value by chance.
        if (intake.Samples - intake.Captured > sampleRate / 1000)
            flags.Add(SecondLevels.LostSamples);
        if (sampleRate < SampleRates[1])
            flags.Add(SecondLevels.BandLimited);
        return flags;
    }

    private static double? Level(double meanSquare) => Energy.PressureLevelDb(meanSquare) is var db && db >= LowestTellableDb ? db : null;
}
