using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices.Calibrations;

/// <summary>A calibration in words.</summary>
internal static class CalibrationWords
{
    /// <summary>What was read of the calibrator.</summary>
    public static string Read(CalibrationSheet sheet) => string.Create(CultureInfo.InvariantCulture,
        $"{sheet.MeasuredDb:0.00} dB read of {sheet.LevelDb:0.##} dB ({sheet.OffDb:+0.00;-0.00;0.00} dB)");

    /// <summary>By which calibrator.</summary>
    public static string Calibrator(CalibrationSheet sheet) => string.Join(", ",
        sheet.Calibrator ?? "serial not given",
        sheet.CalibratorClass is { } given ? string.Create(CultureInfo.InvariantCulture, $"class {given}") : "class not given",
        sheet.Certificate ?? "certificate not given");

    public static string Time(CalibrationTime time) => time switch
    {
        CalibrationTime.Before => "before",
        CalibrationTime.After => "after",
        _ => "amid",
    };

    /// <summary>What two checks show of the time between them.</summary>
    public static string Drift(CalibrationSpan span) => span.DriftDb is not { } drift ? "not known yet" : string.Create(CultureInfo.InvariantCulture,
        $"{drift:+0.00;-0.00;0.00} dB") + span.Verdict switch
        {
            SpanVerdict.Failed => ", over 1 dB: what was measured between is not to be relied on",
            SpanVerdict.Doubtful => ", over 0.5 dB: what was measured between is in doubt",
            _ => "",
        };

    /// <summary>As spans are made of it.</summary>
    public static CalibrationPoint Point(this CalibrationSheet sheet) => new(sheet.At, sheet.Microphone, sheet.SensitivityDbfs, sheet.Time switch
    {
        CalibrationTime.Before => CheckTime.Before,
        CalibrationTime.After => CheckTime.After,
        _ => CheckTime.Between,
    });

    /// <summary>What the device's file states of the microphone.</summary>
    public static string Microphone(CalibrationSheet sheet) => string.Join(", ", sheet.Microphone,
        sheet.MicrophoneClass is { } given ? string.Create(CultureInfo.InvariantCulture, $"class {given}") : "no class",
        sheet.SelfNoiseDba is { } noise ? string.Create(CultureInfo.InvariantCulture, $"self-noise {noise:0.#} dB(A)") : "self-noise not stated");
}
