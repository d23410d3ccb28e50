namespace Solutions.Edge.Acoustics;

/// <summary>
/// An integrating sound level meter after IEC 61672-1:2013. Samples go in by <see cref="Add"/> in blocks of any size; whoever owns
/// the clock ends a second with <see cref="EndSecond"/>. How the samples were cut into blocks changes no bit of a result.
/// </summary>
/// <remarks>Not thread-safe. Nothing is allocated per block. Filters and detectors run through from one second to the next.</remarks>
public sealed class SoundLevelMeter
{
    /// <summary>The sample rate it takes, in Hz.</summary>
    public const int SampleRate = 48_000;

    /// <summary>Samples between two values of <see cref="SecondLevels.Steps"/>: 10 ms.</summary>
    public const int TraceSamples = SampleRate / 100;

    private readonly BandFilter[] bands = [.. Enumerable.Range(StepTrace.FirstBand, ThirdOctave.Count - StepTrace.FirstBand).Select(i => new BandFilter(i, SampleRate))];

    private readonly float[] pending = new float[TraceSamples];
    private readonly double[] step = new double[TraceSamples];
    private readonly List<double> lafDb = new(101), stepEnergy = new(101);
    private readonly List<float> stepBands = [];
    private readonly double[] bandSums = new double[ThirdOctave.Count];
    private WeightingFilter weighting = new();
    private ExponentialDetector fast = new(TimeWeighting.FastSeconds, SampleRate);
    private ExponentialDetector slow = new(TimeWeighting.SlowSeconds, SampleRate);
    private Interval interval = new();
    private int filled;
    private bool settled;

    /// <summary>A meter at rest, as after <see cref="Restart"/>.</summary>
    /// <param name="sampleRate">Sample rate in Hz.</param>
    /// <param name="range">Of the microphone; null = without bounds.</param>
    /// <exception cref="NotSupportedException">The sample rate is not 48000 Hz.</exception>
    public SoundLevelMeter(int sampleRate = SampleRate, MeasuringRange? range = null)
    {
        _ = range;
        if (sampleRate != SampleRate)
            throw new NotSupportedException($"The sound is at {sampleRate} Hz; the meter takes {SampleRate} Hz.");
    }

    /// <summary>Takes in the next samples.</summary>
    /// <param name="pascal">Sound pressure in pascal at 48 kHz, any number of samples. One that is no finite number voids its second.</param>
    public void Add(ReadOnlySpan<float> pascal)
    {
        while (!pascal.IsEmpty)
        {
            var part = pascal[..Math.Min(pascal.Length, TraceSamples - filled)];
            part.CopyTo(pending.AsSpan(filled));
            pascal = pascal[part.Length..];
            filled += part.Length;
            if (filled == TraceSamples)
                AddStep();
        }
    }

    /// <summary>Ends the interval: its levels, and the next one begins.</summary>
    public SecondLevels EndSecond()
    {
        AddStep();
        var ended = interval;
        interval = new Interval();
        var result = ended.HasSignal ? Levels(ended) : new SecondLevels
        {
            Bands = new double?[ThirdOctave.Count],
            Steps = StepTrace.Empty,
            SampleRate = SampleRate,
            Samples = ended.Samples,
            Flags = [SecondLevels.NoSignal],
        };
        Forget();
        if (ended.HasSignal)
            settled = true;
        else
            Rest();
        return result;
    }

    /// <summary>Forgets everything, as after a gap: the next sample meets filters and detectors at rest.</summary>
    public void Restart()
    {
        Rest();
        Forget();
        interval = new Interval();
        filled = 0;
    }

    private void Rest()
    {
        weighting.Clear();
        fast.Clear();
        slow.Clear();
        foreach (var band in bands)
            band.Clear();
        settled = false;
    }

    private void Forget()
    {
        lafDb.Clear();
        stepEnergy.Clear();
        stepBands.Clear();
        bandSums.AsSpan().Clear();
    }

    private void AddStep()
    {
        ref var sums = ref interval;
        var before = sums.A;
        for (var i = 0; i < filled; i++)
        {
            // The filters must not swallow a NaN: it would never leave them.
            double p = step[i] = sums.Admit(pending[i]);
            var (a, c) = weighting.Step(p);
            var a2 = a * a;
            sums.Add(a2, c * c, p * p, fast.Step(a2), slow.Step(a2));
        }
        var whole = filled == TraceSamples;
        if (whole)
        {
            lafDb.Add(Energy.PressureLevelDb(fast.MeanSquare));
            stepEnergy.Add((sums.A - before) / filled / (Energy.ReferencePascal * Energy.ReferencePascal));
        }
        foreach (var band in bands)
        {
            band.Add(step.AsSpan(0, filled));
            var sum = band.Take();
            bandSums[band.Index] += sum;
            if (whole)
                stepBands.Add((float)(sum / filled / (Energy.ReferencePascal * Energy.ReferencePascal)));
        }
        filled = 0;
    }

    private SecondLevels Levels(in Interval sums)
    {
        var n = sums.Samples;
        var levels = new double?[ThirdOctave.Count];
        foreach (var band in bands)
            levels[band.Index] = Finite(bandSums[band.Index] / n);
        return new SecondLevels
        {
            LAeq = Finite(sums.A / n),
            LCeq = Finite(sums.C / n),
            LZeq = Finite(sums.Z / n),
            LAFmax = Finite(sums.FastMax),
            LAFmin = settled ? Finite(sums.FastMin) : null,
            LASmax = Finite(sums.SlowMax),
            Bands = levels,
            Steps = new StepTrace([.. lafDb], [.. stepEnergy], [.. stepBands]),
            SampleRate = SampleRate,
            Samples = n,
        };
    }

    private static double? Finite(double meanSquare) => meanSquare > 0 ? Energy.PressureLevelDb(meanSquare) : null;

    private struct Interval()
    {
        private float firstValue;
        private bool varied, broken;

        public int Samples { get; private set; }

        public double A { get; private set; }

        public double C { get; private set; }

        public double Z { get; private set; }

        public double FastMax { get; private set; }

        public double FastMin { get; private set; } = double.PositiveInfinity;

        public double SlowMax { get; private set; }

        public readonly bool HasSignal => varied && !broken;

        public float Admit(float sample)
        {
            if (!float.IsFinite(sample))
            {
                broken = true;
                sample = 0;
            }
            if (Samples++ == 0)
                firstValue = sample;
            varied |= sample != firstValue;
            return sample;
        }

        public void Add(double a2, double c2, double z2, double fast, double slow)
        {
            A += a2;
            C += c2;
            Z += z2;
            FastMax = Math.Max(FastMax, fast);
            FastMin = Math.Min(FastMin, fast);
            SlowMax = Math.Max(SlowMax, slow);
        }
    }
}
