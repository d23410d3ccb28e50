using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Calibrations;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>A check of a microphone by a calibrator: one that its device delivered, or one that was noted in the case.</summary>
/// <param name="Device">The microphone's device.</param>
/// <param name="Point">What it shows, as spans are made of it.</param>
/// <param name="StatedDb">The level that the calibrator states.</param>
/// <param name="ReadDb">The level that was read, before any adjustment.</param>
/// <param name="Calibrator">In words.</param>
/// <param name="CalibratorClass">Of IEC 60942; null = not known.</param>
/// <param name="From">Where it is known from.</param>
internal sealed record MicrophoneCheck(
    string Device, CalibrationPoint Point, double StatedDb, double ReadDb, string Calibrator, int? CalibratorClass, string From)
{
    /// <summary>Notes are of one instrument that nobody adjusted; with a device's own checks they are not compared.</summary>
    private const string Noted = "noted in the case";

    public DateTimeOffset At => Point.At;

    /// <summary>By how much it read too high, to 0.01 dB.</summary>
    public double OffDb => Math.Round(ReadDb - StatedDb, 2);

    public bool IsNoted => Point.Microphone == Noted;

    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {ReadDb:0.00} dB read of {StatedDb:0.##} dB, {Calibrator}");

    public static MicrophoneCheck Of(CalibrationSheet sheet) => new(sheet.Device, sheet.Point(), sheet.LevelDb, sheet.MeasuredDb,
        CalibrationWords.Calibrator(sheet), sheet.CalibratorClass, sheet.Role is { } role ? $"the device's ledger, by {role}" : "the device's ledger");

    public static MicrophoneCheck Of(CalibrationNote note) =>
        new(note.Device, new(note.At, Noted, note.OffDb, CheckTime.Between), note.StatedDb, note.ReadDb, note.Calibrator, null, Noted);
}
