using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Contracts;

/// <summary>Source-generated JSON of all that travels. Names are lower camel case but for the standard symbols of acoustics.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(InstantConverter), typeof(WordConverter<TimeQuality>), typeof(WordConverter<ContactState>),
        typeof(WordConverter<BoltState>), typeof(WordConverter<FindingState>), typeof(WordConverter<CrowdBand>), typeof(WordConverter<AlertState>),
        typeof(JsonStringEnumConverter<SiteType>), typeof(WordConverter<ZoneKind>), typeof(WordConverter<StepResult>), typeof(WordConverter<PowerSource>),
        typeof(WordConverter<SealKeyKind>), typeof(WordConverter<CalibrationTime>)])]
[JsonSerializable(typeof(RecordHead))]
[JsonSerializable(typeof(NoiseRecord))]
[JsonSerializable(typeof(NoiseMinuteRecord))]
[JsonSerializable(typeof(SoundRecord))]
[JsonSerializable(typeof(MotionRecord))]
[JsonSerializable(typeof(CameraRecord))]
[JsonSerializable(typeof(GateRecord))]
[JsonSerializable(typeof(EnvironmentRecord))]
[JsonSerializable(typeof(HeartbeatRecord))]
[JsonSerializable(typeof(EvidenceRecord))]
[JsonSerializable(typeof(SealRecord))]
[JsonSerializable(typeof(SealKey))]
[JsonSerializable(typeof(SealAnchor))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(Acknowledgement[]))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(PlaceConfiguration))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(EnrolmentRequest))]
[JsonSerializable(typeof(EnrolmentAnswer))]
[JsonSerializable(typeof(VisitRequest))]
[JsonSerializable(typeof(VisitAnswer))]
[JsonSerializable(typeof(WalkTestSheet))]
[JsonSerializable(typeof(CalibrationSheet))]
[JsonSerializable(typeof(ExaminationReport))]
public sealed partial class ContractsJson : JsonSerializerContext;

/// <summary>Instants on the wire: ISO 8601, UTC, milliseconds, <c>Z</c>. A reader takes any offset and refuses a time without one.</summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>How an instant stands on the wire.</summary>
    internal const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>An instant as it stands on the wire.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads an instant of any offset.</summary>
    /// <param name="text">In ISO 8601.</param>
    /// <param name="instant">In UTC.</param>
    /// <returns>False if it is none, or has no offset.</returns>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        var end = text.AsSpan(Math.Min(text.Length, 10));
        instant = default;
        return (text.EndsWith('Z') || end.Contains('+') || end.Contains('-'))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return TryRead(text, out var instant) ? instant : throw new JsonException($"'{text}' is no instant; it must be like 2026-11-23T23:04:05.000Z");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Write(value));
}

/// <summary>An enumeration as a lower-case word with hyphens (<c>returned-unacknowledged</c>); numbers are refused.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
