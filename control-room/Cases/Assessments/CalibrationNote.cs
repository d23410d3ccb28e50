using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>A check of a microphone by a calibrator, as an officer or engineer noted it.</summary>
/// <param name="Device">The microphone's device.</param>
/// <param name="At">When.</param>
/// <param name="StatedDb">The level that the calibrator states.</param>
/// <param name="ReadDb">The level that was read, before any adjustment.</param>
/// <param name="Calibrator">Its kind, class and serial number.</param>
internal sealed record CalibrationNote(string Device, DateTimeOffset At, double StatedDb, double ReadDb, string Calibrator) : EntryBody
{
    /// <summary>By how much it read too high, to 0.01 dB.</summary>
    public double OffDb => Math.Round(ReadDb - StatedDb, 2);

    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Calibration of {Device}: {ReadDb:0.00} dB read of {StatedDb:0.00} dB, {Calibrator}");
}
