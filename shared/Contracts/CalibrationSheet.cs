using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>When a check of a microphone was made.</summary>
public enum CalibrationTime
{
    /// <summary>During a measurement that goes on.</summary>
    Between,

    /// <summary>Before a measurement.</summary>
    Before,

    /// <summary>After a measurement.</summary>
    After,
}

/// <summary>
/// An accepted check of a microphone by a calibrator. It stands in the device's ledger, and the device delivers it by HTTP. Levels in dB, sensitivities in
/// dBFS at 94 dB.
/// </summary>
public sealed record CalibrationSheet
{
    /// <summary>Most bytes of a sheet, and most characters of a text in it.</summary>
    public const int MostBytes = 8 * 1024, LongestText = 200;

    /// <summary>A calibrator's level and what was read of it may lie so far apart, and so may a level and what follows from two others.</summary>
    private const double LargestDeviationDb = 3, Rounding = 0.0015;

    /// <summary>Its id, unique on its device: 1 to 64 letters, digits, - or _. One that arrives twice is stored once.</summary>
    [JsonRequired]
    public string Id { get; init; } = "";

    /// <summary>The device.</summary>
    [JsonRequired]
    public string Device { get; init; } = "";

    /// <summary>When, UTC by the device's clock.</summary>
    [JsonRequired]
    public DateTimeOffset At { get; init; }

    /// <summary>Before, after or amid a measurement.</summary>
    [JsonRequired]
    public CalibrationTime Time { get; init; }

    /// <summary>Serial of the microphone, or the device's id: checks of two microphones show nothing of each other.</summary>
    [JsonRequired]
    public string Microphone { get; init; } = "";

    /// <summary>Its class by IEC 61672-1, 1 or 2, as the device's file states it; null = it has none.</summary>
    public int? MicrophoneClass { get; init; }

    /// <summary>Its self-noise in dB(A), as the device's file states it; null = not known.</summary>
    public double? SelfNoiseDba { get; init; }

    /// <summary>Serial of the calibrator; null = not given.</summary>
    public string? Calibrator { get; init; }

    /// <summary>Its class by IEC 60942, 1 or 2; null = not given.</summary>
    public int? CalibratorClass { get; init; }

    /// <summary>Its certificate, such as the laboratory, number and date; null = not given.</summary>
    public string? Certificate { get; init; }

    /// <summary>As what the person that made it was there, such as engineer; null = not given.</summary>
    public string? Role { get; init; }

    /// <summary>What the calibrator gives.</summary>
    [JsonRequired]
    public double LevelDb { get; init; }

    /// <summary>What was read of it, by the sensitivity that held until then.</summary>
    [JsonRequired]
    public double MeasuredDb { get; init; }

    /// <summary>Frequency of the tone.</summary>
    public double Hertz { get; init; }

    /// <summary>How far LAF went from its mean, in dB.</summary>
    public double FluctuationDb { get; init; }

    /// <summary>How long was listened, in seconds.</summary>
    public int Seconds { get; init; }

    /// <summary>The sensitivity that held until then.</summary>
    [JsonRequired]
    public double FromDbfs { get; init; }

    /// <summary>The sensitivity that holds from then on: by it the calibrator reads its level.</summary>
    [JsonRequired]
    public double SensitivityDbfs { get; init; }

    /// <summary>By how much it read too high, in dB, to 0.01.</summary>
    [JsonIgnore]
    public double OffDb => Math.Round(MeasuredDb - LevelDb, 2);

    /// <summary>The sheet as UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.CalibrationSheet);

    /// <summary>Reads a sheet.</summary>
    /// <exception cref="RecordException">It is too long, does not read, or holds something that cannot be; the sentence names what.</exception>
    public static CalibrationSheet Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MostBytes)
            throw new RecordException($"the sheet has {utf8.Length} bytes; it must have 1 to {MostBytes}");
        var read = JsonFault.Read(utf8, ContractsJson.Default.CalibrationSheet, "sheet");
        return read.FindFault() is { } fault ? throw new RecordException(fault.ToString()) : read;
    }

    private Fault? FindFault() => this switch
    {
        _ when !Ids.IsValid(Id) => new("id", Id, "1 to 64 letters, digits, - or _"),
        _ when !Ids.IsValid(Device) => new("device", Device, "1 to 64 letters, digits, - or _"),
        _ when FindLongText() is { } fault => fault,
        { MicrophoneClass: not (null or 1 or 2) } => new("microphoneClass", MicrophoneClass, "1 or 2, or null"),
        { CalibratorClass: not (null or 1 or 2) } => new("calibratorClass", CalibratorClass, "1 or 2, or null"),
        { SelfNoiseDba: not (null or (>= -20 and <= 100)) } => new("selfNoiseDba", SelfNoiseDba, "-20 to 100 dB(A), or null"),
        { LevelDb: not (>= 80 and <= 130) } => new("levelDb", LevelDb, "80 to 130 dB"),
        _ when !(Math.Abs(MeasuredDb - LevelDb) <= LargestDeviationDb + Rounding) =>
            new("measuredDb", MeasuredDb, FormattableString.Invariant($"within {LargestDeviationDb} dB of levelDb, {LevelDb}")),
        { FromDbfs: not (>= -130 and <= 30) } => new("fromDbfs", FromDbfs, "-130 to 30 dBFS at 94 dB"),
        _ when !(Math.Abs(FromDbfs + MeasuredDb - LevelDb - SensitivityDbfs) <= Rounding) =>
            new("sensitivityDbfs", SensitivityDbfs, FormattableString.Invariant($"fromDbfs + measuredDb - levelDb, {FromDbfs + MeasuredDb - LevelDb:0.###}")),
        { Hertz: not (>= 0 and <= 24_000) } => new("hertz", Hertz, "0 to 24000"),
        { FluctuationDb: not (>= 0 and <= 10) } => new("fluctuationDb", FluctuationDb, "0 to 10 dB"),
        { Seconds: not (>= 0 and <= 3600) } => new("seconds", Seconds, "0 to 3600"),
        _ => null,
    };

    private Fault? FindLongText()
    {
        foreach (var (name, text) in new[]
        {
            ("microphone", Microphone), ("calibrator", Calibrator), ("certificate", Certificate), ("role", Role),
        })
        {
            if (text?.Length is 0 or > LongestText)
                return new(name, text, $"1 to {LongestText} characters");
        }
        return null;
    }
}
