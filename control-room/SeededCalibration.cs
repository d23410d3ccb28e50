using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom;

/// <summary>A check of a microphone that a demonstration begins with, as the device of it would have delivered it.</summary>
internal static class SeededCalibration
{
    private const double CalibratorDb = 94;

    /// <param name="device">The microphone's.</param>
    /// <param name="at">When.</param>
    /// <param name="from">The sensitivity that held until then, in dBFS at 94 dB.</param>
    /// <param name="read">What was read of the calibrator, in dB.</param>
    /// <param name="when">Before, after or amid.</param>
    public static CalibrationSheet Of(string device, DateTimeOffset at, double from, double read, CalibrationTime when) => new()
    {
        Id = "seeded-" + at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        Device = device,
        At = at,
        Time = when,
        Microphone = device,
        Calibrator = "DEMO-1",
        CalibratorClass = 1,
        Certificate = "none: made for a demonstration",
        Role = "engineer",
        LevelDb = CalibratorDb,
        MeasuredDb = read,
        Hertz = 1000,
        FluctuationDb = 0.02,
        Seconds = 10,
        FromDbfs = from,
        SensitivityDbfs = Math.Round(from + read - CalibratorDb, 3),
    };
}
