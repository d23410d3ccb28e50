using System.Globalization;

namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>
/// What a calibrator's tone shows of a microphone's sensitivity. Only a tone that passes every gate shows anything: so no sound of
/// a street, however pure, can be taken for a calibration.
/// </summary>
/// <remarks>The gates are those of a calibrator by IEC 60942:2017, but for the share and the level, which ask whether it sits tight and is set right.</remarks>
public sealed record CalibrationCheck
{
    /// <summary>Frequency of the tone in Hz.</summary>
    public const double ToneHertz = 1000;

    /// <summary>How far LAF may go from its mean, in dB: short-term level fluctuation of a class 1 calibrator.</summary>
    public const double LargestFluctuationDb = 0.07;

    /// <summary>How much of the unweighted energy must be in the 1 kHz band.</summary>
    public const double LeastToneShare = 0.9;

    /// <summary>How far the reading may be from the calibrator's level, in dB.</summary>
    public const double LargestDeviationDb = 3;

    /// <summary>
    /// How far the frequency may be from <see cref="ToneHertz"/>: what a class 2 calibrator is allowed. Class 1 keeps within
    /// <see cref="Class1FrequencyError"/>; a tone between the two is accepted with a remark, for A weighting differs by 0.1 dB there at most.
    /// </summary>
    public const double LargestFrequencyError = 0.017;

    /// <summary>Frequency error of a class 1 calibrator.</summary>
    public const double Class1FrequencyError = 0.007;

    /// <summary>Levels of calibrators in dB: 1 Pa, and 20 dB over it.</summary>
    public static IReadOnlyList<double> NominalLevels { get; } = [94, 114];

    /// <summary>Level of the calibrator in dB.</summary>
    public required double NominalDb { get; init; }

    /// <summary>Sensitivity the microphone was read by, in dBFS at 94 dB (see <see cref="Sensitivity"/>).</summary>
    public required double SensitivityDbfs { get; init; }

    /// <summary>How many seconds were judged.</summary>
    public required int Seconds { get; init; }

    /// <summary>What the tone reads, in dB; null = there was none.</summary>
    public double? MeasuredDb { get; init; }

    /// <summary>Frequency in Hz, of the second that is furthest off; null = there was no tone.</summary>
    public double? Hertz { get; init; }

    /// <summary>Greatest distance of LAF from its mean in dB; null = there was no tone.</summary>
    public double? FluctuationDb { get; init; }

    /// <summary>Share of the unweighted energy in the 1 kHz band; null = there was no tone.</summary>
    public double? ToneShare { get; init; }

    /// <summary>Why it is refused: a sentence for every gate not passed, with the value and what would be right. Empty = accepted.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>What is worth noting and no reason to refuse.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>True: every gate was passed.</summary>
    public bool IsAccepted => Faults.Count == 0;

    /// <summary>How much too high the microphone reads, in dB; null = there was no tone.</summary>
    public double? DeviationDb => MeasuredDb - NominalDb;

    /// <summary>
    /// The sensitivity by which the tone reads the calibrator's level; null if refused. A reading that is 0.7 dB too low lowers it by 0.7 dB.
    /// </summary>
    public double? NewSensitivityDbfs => IsAccepted ? SensitivityDbfs + DeviationDb : null;

    /// <summary>Judges what was captured.</summary>
    /// <param name="capture">After its end.</param>
    /// <param name="sensitivityDbfs">Sensitivity by which the samples became pascal.</param>
    public static CalibrationCheck Judge(CalibrationCapture capture, double sensitivityDbfs)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var tones = capture.Captured;
        if (tones.Count == 0)
            return new() { NominalDb = capture.NominalDb, SensitivityDbfs = sensitivityDbfs, Seconds = 0, Faults = [NoTone(capture)] };
        var tone = Energy.MeanDb(tones.Select(s => s.ToneDb))!.Value;
        var mean = Energy.MeanDb(tones.Select(s => s.FastMeanDb))!.Value;
        var check = new CalibrationCheck
        {
            NominalDb = capture.NominalDb,
            SensitivityDbfs = sensitivityDbfs,
            Seconds = tones.Count,
            MeasuredDb = tone,
            Hertz = tones.Select(s => s.Hertz).MaxBy(f => Math.Abs(f - ToneHertz)),
            FluctuationDb = Math.Max(tones.Max(s => s.FastMaxDb) - mean, mean - tones.Min(s => s.FastMinDb)),
            ToneShare = Math.Min(1, Energy.Of(tone - Energy.MeanDb(tones.Select(s => s.TotalDb))!.Value)),
            Faults = [],
        };
        return check with { Faults = [.. check.FindFaults(tones.Count(s => s.Overload))], Remarks = [.. check.FindRemarks()] };
    }

    private static string NoTone(CalibrationCapture capture) =>
        capture.LoudestDb is { } loudest && loudest >= capture.NominalDb - CalibrationCapture.NearDb
            ? Say($"the tone was over before it had settled; it must last at least {CalibrationCapture.SettlingSeconds + CalibrationCapture.Seconds} s")
            : Say($"nothing within {CalibrationCapture.NearDb} dB of {capture.NominalDb} dB was heard")
            + (capture.LoudestDb is { } db
                ? Say($"; the loudest second had {db:0.0} dB. Is the calibrator on, tight, and set to {capture.NominalDb} dB?")
                : "; there was no signal at all");

    private IEnumerable<string> FindFaults(int overloaded)
    {
        if (Seconds < CalibrationCapture.Seconds)
            yield return Say(
                $"the settled tone lasted {Seconds} s; it must last {CalibrationCapture.Seconds} s, {CalibrationCapture.SettlingSeconds} s after it began");
        if (overloaded > 0)
            yield return Say($"the converter was at its end in {overloaded} of {Seconds} s; the microphone cannot hear {NominalDb} dB");
        if (!(Math.Abs(DeviationDb!.Value) <= LargestDeviationDb))
            yield return Say($"it reads {MeasuredDb:0.00} dB; it must read within {LargestDeviationDb} dB of {NominalDb} dB");
        if (!(FluctuationDb <= LargestFluctuationDb))
            yield return Say($"its level moves by {FluctuationDb:0.00} dB about its mean; it must keep within {LargestFluctuationDb} dB");
        if (!(ToneShare >= LeastToneShare))
            yield return Say($"{100 * ToneShare:0} % of the sound is in the 1 kHz band; it must be at least {100 * LeastToneShare:0} %");
        if (!(FrequencyError <= LargestFrequencyError))
            yield return Say($"the tone is at {Hertz:0.0} Hz; it must be within {100 * LargestFrequencyError:0.0} % of {ToneHertz} Hz");
    }

    private IEnumerable<string> FindRemarks()
    {
        if (FrequencyError is > Class1FrequencyError and <= LargestFrequencyError)
            yield return Say($"the tone is at {Hertz:0.0} Hz; a class 1 calibrator keeps within {100 * Class1FrequencyError:0.0} % of {ToneHertz} Hz");
    }

    private double FrequencyError => Math.Abs(Hertz!.Value / ToneHertz - 1);

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
