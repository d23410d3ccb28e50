namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>Listens to a calibrator second by second with the meter itself, so that what is calibrated is what measures.</summary>
/// <param name="sampleRate">Sample rate in Hz.</param>
/// <param name="range">Of the microphone, for overload.</param>
/// <exception cref="NotSupportedException">The meter does not take the sample rate.</exception>
public sealed class ToneListener(int sampleRate, MeasuringRange range)
{
    /// <summary>Index of the 1 kHz band.</summary>
    private const int ToneBand = ThirdOctave.Index500Hz + 3;

    private readonly SoundLevelMeter meter = new(sampleRate, range);

    /// <summary>Takes in the next second.</summary>
    /// <param name="pascal">As many samples as the sample rate.</param>
    /// <returns>Null if there is no signal in it.</returns>
    /// <exception cref="ArgumentException">It is not a second.</exception>
    public ToneSecond? Measure(ReadOnlySpan<float> pascal)
    {
        if (pascal.Length != sampleRate)
            throw new ArgumentException($"There are {pascal.Length} samples; a second at {sampleRate} Hz has {sampleRate}.", nameof(pascal));
        meter.Add(pascal);
        if (meter.EndSecond() is not { LZeq: { } total, Steps: { Count: > 0 } steps } second || second.Bands[ToneBand] is not { } tone)
            return null;
        return new ToneSecond
        {
            ToneDb = tone,
            TotalDb = total,
            Hertz = ToneFrequency.Hertz(pascal, sampleRate),
            FastMaxDb = steps.LafDb.Max(),
            FastMinDb = steps.LafDb.Min(),
            FastMeanDb = Energy.MeanDb(steps.LafDb)!.Value,
            Overload = second.Flags.Contains(SecondLevels.Overload),
        };
    }
}
