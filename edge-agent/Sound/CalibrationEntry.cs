using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>An accepted check, as it stands in the device's ledger. Levels in dB, sensitivities in dBFS at 94 dB.</summary>
internal sealed record CalibrationEntry
{
    /// <summary>Layout of this line.</summary>
    public const int Version = 1;

    private const double Rounding = 0.0015;

    public required int V { get; init; }

    /// <summary>When, by the device's clock.</summary>
    public required DateTimeOffset T { get; init; }

    public required string Device { get; init; }

    /// <summary>Serial of the microphone; the device's id where none was given.</summary>
    public required string Microphone { get; init; }

    /// <summary>Serial of the calibrator; null = not given.</summary>
    public string? Calibrator { get; init; }

    /// <summary>Its class by IEC 60942; null = not given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CalibratorClass { get; init; }

    /// <summary>Its certificate; null = not given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Certificate { get; init; }

    /// <summary>As what the person that made it was there; null = not given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    /// <summary>Class of the microphone as the device's file gave it; null = it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MicrophoneClass { get; init; }

    /// <summary>Self-noise of the microphone as the device's file gave it; null = not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SelfNoiseDba { get; init; }

    public required CheckTime Time { get; init; }

    /// <summary>What the calibrator gives.</summary>
    public required double LevelDb { get; init; }

    /// <summary>What it read.</summary>
    public required double MeasuredDb { get; init; }

    public required double Hertz { get; init; }

    public required double FluctuationDb { get; init; }

    public required double ToneShare { get; init; }

    public required int Seconds { get; init; }

    /// <summary>The sensitivity it was read by.</summary>
    public required double FromDbfs { get; init; }

    /// <summary>The sensitivity that holds from now on.</summary>
    public required double SensitivityDbfs { get; init; }

    [JsonIgnore]
    public CalibrationPoint Point => new(T, Microphone, SensitivityDbfs, Time);

    /// <param name="check">An accepted one.</param>
    public static CalibrationEntry Of(CalibrationCheck check, DateTimeOffset now, string device, string? microphone, string? calibrator, CheckTime time)
    {
        var (from, measured) = (Math.Round(check.SensitivityDbfs, 3), Math.Round(check.MeasuredDb!.Value, 3));
        return new()
        {
            V = Version,
            T = now,
            Device = device,
            Microphone = microphone ?? device,
            Calibrator = calibrator,
            Time = time,
            LevelDb = check.NominalDb,
            MeasuredDb = measured,
            Hertz = Math.Round(check.Hertz!.Value, 2),
            FluctuationDb = Math.Round(check.FluctuationDb!.Value, 3),
            ToneShare = Math.Round(check.ToneShare!.Value, 4),
            Seconds = check.Seconds,
            FromDbfs = from,
            SensitivityDbfs = Math.Round(from + measured - check.NominalDb, 3),
        };
    }

    /// <summary>As it is delivered. Its id is made of its line, so that a line is the same sheet at every start.</summary>
    public CalibrationSheet ToSheet() => new()
    {
        Id = T.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-"
            + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, CalibrationJson.Default.CalibrationEntry)))[..8],
        Device = Device,
        At = T,
        Time = Time switch
        {
            CheckTime.Before => CalibrationTime.Before,
            CheckTime.After => CalibrationTime.After,
            _ => CalibrationTime.Between,
        },
        Microphone = Microphone,
        MicrophoneClass = MicrophoneClass,
        SelfNoiseDba = SelfNoiseDba,
        Calibrator = Calibrator,
        CalibratorClass = CalibratorClass,
        Certificate = Certificate,
        Role = Role,
        LevelDb = LevelDb,
        MeasuredDb = MeasuredDb,
        Hertz = Hertz,
        FluctuationDb = FluctuationDb,
        Seconds = Seconds,
        FromDbfs = FromDbfs,
        SensitivityDbfs = SensitivityDbfs,
    };

    /// <summary>What is wrong with it; null = nothing. The sensitivity must follow from what stands beside it: so a damaged digit is seen.</summary>
    public string? FindFault(string device) =>
        V != Version ? $"v is {V}; it must be {Version}"
        : Device != device ? $"device is '{Device}'; it must be '{device}'"
        : !(Math.Abs(MeasuredDb - LevelDb) <= CalibrationCheck.LargestDeviationDb + Rounding)
            ? $"measuredDb is {MeasuredDb}; it must be within {CalibrationCheck.LargestDeviationDb} dB of levelDb, {LevelDb}"
        : !(Math.Abs(FromDbfs + MeasuredDb - LevelDb - SensitivityDbfs) <= Rounding)
            ? $"sensitivityDbfs is {SensitivityDbfs}; what stands beside it gives {Math.Round(FromDbfs + MeasuredDb - LevelDb, 3)}"
        : null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter), typeof(WordConverter<CheckTime>)])]
[JsonSerializable(typeof(CalibrationEntry))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
