namespace Solutions.Edge.Acoustics;

/// <summary>The levels between which a microphone measures. What lies outside keeps its value and is flagged as a bound.</summary>
/// <param name="OverloadPascal">A sample whose magnitude reaches this sound pressure in pascal is cut off: an overload (IEC 61672-1:2013, 5.11).</param>
/// <param name="LowestDb">An LAeq under this level in dB(A) is the microphone's own noise more than the sound's: under range (5.12).</param>
/// <param name="DeadDb">An LAeq under this level in dB(A) is less than the microphone's own noise can be: nothing is connected.</param>
public sealed record MeasuringRange(double OverloadPascal, double LowestDb, double DeadDb)
{
    /// <summary>How far over its self-noise a microphone's range begins, in dB.</summary>
    public const double AboveSelfNoiseDb = 5;

    /// <summary>How far under its self-noise no microphone gets that is connected: data sheets are met within a few dB.</summary>
    public const double BelowSelfNoiseDb = 10;

    /// <summary>The step of 16 bits, the coarsest scale that is measured, as a share of full scale.</summary>
    internal const double StepOf16Bits = 1.0 / 32768;

    /// <summary>The step of 8 bits, the coarsest scale that sound may have had before it came here.</summary>
    internal const double StepOf8Bits = 1.0 / 128;

    /// <summary>Full scale less one step of 16 bits: the largest positive sample falls short of full scale by that much.</summary>
    private const double TopOfScale = 1 - 1.5 * StepOf16Bits;

    /// <summary>No bounds: nothing is ever flagged.</summary>
    public static MeasuringRange Unlimited { get; } = new(double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>The range of a microphone and its converter.</summary>
    /// <param name="sensitivityDbfs">dBFS of a 94 dB, 1 kHz tone (see <see cref="Sensitivity"/>).</param>
    /// <param name="selfNoiseDb">Self-noise in dB(A) as data sheets give it (94 dB less the signal-to-noise ratio); null = not known, nothing is
    /// under range.</param>
    public static MeasuringRange Of(double sensitivityDbfs, double? selfNoiseDb) =>
        new(Sensitivity.PascalPerFullScale(sensitivityDbfs) * TopOfScale,
            selfNoiseDb + AboveSelfNoiseDb ?? double.NegativeInfinity, selfNoiseDb - BelowSelfNoiseDb ?? double.NegativeInfinity);
}
