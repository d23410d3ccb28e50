using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>
/// The fields of a stream's record as a row: what stores keep of it, what its seal is computed from, and how it comes back. Whatever a row goes through
/// (a store, an export, a table of an exhibit), its values are these.
/// </summary>
public sealed class RowLayout
{
    private static readonly Dictionary<string, RowLayout> ByStream = ((RowLayout[])
    [
        new(Streams.Noise, [.. Common, .. Each(RowFormat.Level, "LAeq", "LCeq", "LZeq", "LAFmax", "LAFmin", "LASmax", "LCpeak"),
            new("bands", RowFormat.Levels), new("n", RowFormat.Whole), new("flags", RowFormat.Json), Stated]),
        new(Streams.NoiseMinute, [.. Common, .. Each(RowFormat.Level, "LAeq", "LCeq", "LAFmax", "LCpeak"),
            new("histogram", RowFormat.Histogram), new("bands", RowFormat.Levels),
            .. Each(RowFormat.Whole, "overloadSeconds", "underRangeSeconds"), new("capture", RowFormat.Number), Stated]),
        new(Streams.Sound, [.. Common, new("kind", RowFormat.Text),
            .. Each(RowFormat.Number, "duration", "level", "rise", "share", "highShare", "riseTime", "prominence", "hertz", "hertzTo", "modulation"),
            new("ongoing", RowFormat.Truth), Stated]),
        new(Streams.Motion, [.. Common, .. Each(RowFormat.Number, "occupied", "changed", "speed", "spread"),
            .. Each(RowFormat.Json, "zones", "activity", "tracks", "suppressed", "flags"),
            new("crowd", RowFormat.Text), new("skipped", RowFormat.Whole), new("dispersal", RowFormat.Number), Stated]),
        new(Streams.Camera, [.. Common, .. Each(RowFormat.Text, "kind", "state"), new("since", RowFormat.Instant),
            .. Each(RowFormat.Number, "luminance", "edges", "sharpness", "shift"),
            new("thing", RowFormat.Whole), new("zone", RowFormat.Text), new("box", RowFormat.Json), new("share", RowFormat.Number), Stated]),
        new(Streams.Gate, [.. Common, .. Each(RowFormat.Text, "contact", "bolt", "enclosure"), .. Each(RowFormat.Truth, "unlock", "button"),
            .. Each(RowFormat.Number, "shock", "wind", "rain"), new("opening", RowFormat.Whole), Stated]),
        new(Streams.Heartbeat, [.. Common, .. Each(RowFormat.Whole, "queue", "dropped", "refused", "damaged"),
            new("droppedByStream", RowFormat.Json), .. Each(RowFormat.Text, "storageFault", "version"),
            .. Each(RowFormat.Number, "clockErrorMs", "cpu", "memoryMb", "temperature", "diskFree"), new("upZero", RowFormat.Instant),
            new("upZeroBoundMs", RowFormat.Number), .. Each(RowFormat.Json, "microphone", "faults", "supply", "power"), Stated]),
        new(Streams.Environment, [.. Common, .. Each(RowFormat.Number, "temperature", "humidity", "pressure"), Stated]),
        new(Streams.Seal, [.. Common, new("layout", RowFormat.Whole), new("previous", RowFormat.Text), new("streams", RowFormat.Json),
            .. Each(RowFormat.Text, "key", "publicKey", "signature"), Stated]),
    ]).ToDictionary(l => l.Stream);

    /// <summary>Of the fields, once a record has been seen.</summary>
    private IReadOnlyList<JsonPropertyInfo>? properties;

    private RowLayout(string stream, IReadOnlyList<RowField> fields) => (Stream, Fields) = (stream, fields);

    /// <summary>Every stream that is kept in rows.</summary>
    public static IReadOnlyCollection<RowLayout> All => ByStream.Values;

    /// <summary>One of <see cref="Streams"/>.</summary>
    public string Stream { get; }

    /// <summary>In their order. A later version adds to their end: a field's place in the list is its number in a seal.</summary>
    public IReadOnlyList<RowField> Fields { get; }

    private static IEnumerable<RowField> Common =>
        [new("t", RowFormat.Instant), .. Each(RowFormat.Text, "boot", "tq"), .. Each(RowFormat.Whole, "seq", "v", "bn", "up")];

    private static RowField Stated => new("stated", RowFormat.Json);

    /// <summary>The layout of a stream; null = it is not kept in rows.</summary>
    public static RowLayout? Find(string stream) => ByStream.GetValueOrDefault(stream);

    /// <summary>The stream of a record.</summary>
    /// <exception cref="ArgumentException">That kind of record is kept in no rows.</exception>
    public static string StreamOf(UpRecord record) => record switch
    {
        NoiseRecord => Streams.Noise,
        NoiseMinuteRecord => Streams.NoiseMinute,
        SoundRecord => Streams.Sound,
        MotionRecord => Streams.Motion,
        CameraRecord => Streams.Camera,
        GateRecord => Streams.Gate,
        EnvironmentRecord => Streams.Environment,
        HeartbeatRecord => Streams.Heartbeat,
        SealRecord => Streams.Seal,
        _ => throw new ArgumentException($"{record.GetType().Name} is kept in no reading store", nameof(record)),
    };

    /// <summary>A record's fields in their order; null = not known.</summary>
    /// <returns>short of a level, List&lt;short?&gt; of levels, short[] of a histogram, long of an instant or a whole number, double, bool, string.</returns>
    public IEnumerable<object?> Values(UpRecord record)
    {
        properties ??= [.. Fields.Select(f => ContractsJson.Default.GetTypeInfo(record.GetType())!.Properties.Single(p => p.Name == f.Name))];
        return properties.Zip(Fields, (property, field) =>
            property.Get!(record) is { } value ? Value(field.Format, value, property.PropertyType) : null);
    }

    /// <summary>The record whose fields are <paramref name="values"/>, as <see cref="Values"/> gives them.</summary>
    /// <exception cref="RecordException">They are no such record.</exception>
    public UpRecord Record(IReadOnlyList<object?> values)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
                continue;
            json.WritePropertyName(Fields[i].Name);
            Write(json, Fields[i].Format, value);
        }
        json.WriteEndObject();
        json.Flush();
        return RecordJson.Read(Stream, bytes.WrittenSpan);
    }

    private static object Value(RowFormat format, object value, Type type) => (format, value) switch
    {
        (RowFormat.Level, double level) => Hundredths(level),
        (RowFormat.Levels, double?[] levels) => levels.Select(l => l is { } level ? Hundredths(level) : (short?)null).ToList(),
        (RowFormat.Histogram, LafHistogram laf) => (short[])[(short)laf.From, .. laf.Counts.Select(c => (short)c)],
        (RowFormat.Instant, DateTimeOffset instant) => instant.ToUnixTimeMilliseconds(),
        (RowFormat.Whole, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (RowFormat.Number, _) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (RowFormat.Truth or RowFormat.Text, bool or string) => value,
        (RowFormat.Text, _) => JsonSerializer.SerializeToElement(value, ContractsJson.Default.GetTypeInfo(type)!).GetString()!,
        _ => JsonSerializer.Serialize(value, ContractsJson.Default.GetTypeInfo(type)!),
    };

    private static void Write(Utf8JsonWriter json, RowFormat format, object value)
    {
        switch (format, value)
        {
            case (RowFormat.Level, short hundredths):
                json.WriteNumberValue(hundredths / 100m);
                break;
            case (_, IReadOnlyList<short?> levels):
                var numbers = levels.Select(l => l is { } hundredths ? (hundredths / 100m).ToString(CultureInfo.InvariantCulture) : "null");
                json.WriteRawValue($"[{string.Join(',', numbers)}]");
                break;
            case (_, short[] histogram):
                json.WriteRawValue(FormattableString.Invariant($$"""{"from":{{histogram[0]}},"counts":[{{string.Join(',', histogram.Skip(1))}}]}"""));
                break;
            case (RowFormat.Instant, long unixMs):
                json.WriteStringValue(InstantConverter.Write(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)));
                break;
            case (RowFormat.Json, string text):
                json.WriteRawValue(text);
                break;
            default:
                WritePlain(json, value);
                break;
        }
    }

    private static void WritePlain(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static short Hundredths(double level) => (short)Math.Round(level * 100);

    private static IEnumerable<RowField> Each(RowFormat format, params string[] names) => names.Select(n => new RowField(n, format));
}
