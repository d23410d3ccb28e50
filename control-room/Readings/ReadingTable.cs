using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>How a store keeps a field.</summary>
internal enum ColumnFormat
{
    /// <summary>A level: whole hundredths of a decibel.</summary>
    Level,

    /// <summary>A list of levels with gaps.</summary>
    Levels,

    /// <summary>A histogram of LAF: its first bin, then its counts.</summary>
    Histogram,

    /// <summary>An instant: Unix ms.</summary>
    Instant,

    Whole,
    Number,
    Truth,
    Text,

    /// <summary>A list or a dictionary, as its JSON.</summary>
    Json,
}

/// <summary>A field of a record.</summary>
/// <param name="Name">As on the wire.</param>
/// <param name="Format">How it is stored.</param>
internal sealed record ReadingColumn(string Name, ColumnFormat Format);

/// <summary>One stream in a reading store, beside its device: a column for every field of its record, so that the record comes back as it was.</summary>
/// <param name="stream">One of <see cref="Streams"/>.</param>
/// <param name="isSeconds">Whether it is of single seconds, which are kept for days, or of what is kept for years.</param>
/// <param name="columns">A later version adds to their end.</param>
internal sealed class ReadingTable(string stream, bool isSeconds, IReadOnlyList<ReadingColumn> columns)
{
    public static readonly ReadingTable Noise = new(Streams.Noise, true,
        [.. Common, .. Each(ColumnFormat.Level, "LAeq", "LCeq", "LZeq", "LAFmax", "LAFmin", "LASmax", "LCpeak"),
        new("bands", ColumnFormat.Levels), new("n", ColumnFormat.Whole), new("flags", ColumnFormat.Json)]);

    public static readonly ReadingTable NoiseMinute = new(Streams.NoiseMinute, false,
        [.. Common, .. Each(ColumnFormat.Level, "LAeq", "LCeq", "LAFmax", "LCpeak"),
        new("histogram", ColumnFormat.Histogram), new("bands", ColumnFormat.Levels),
        .. Each(ColumnFormat.Whole, "overloadSeconds", "underRangeSeconds"), new("capture", ColumnFormat.Number)]);

    public static readonly ReadingTable Sound = new(Streams.Sound, false, [.. Common, new("kind", ColumnFormat.Text),
        .. Each(ColumnFormat.Number, "duration", "level", "rise", "share", "highShare", "riseTime", "prominence", "hertz", "hertzTo", "modulation"),
        new("ongoing", ColumnFormat.Truth)]);

    public static IReadOnlyList<ReadingTable> All { get; } =
    [
        Noise,
        NoiseMinute,
        Sound,
        new(Streams.Motion, true, [.. Common, .. Each(ColumnFormat.Number, "occupied", "changed", "speed", "spread"),
            .. Each(ColumnFormat.Json, "zones", "activity", "tracks", "suppressed", "flags"),
            new("crowd", ColumnFormat.Text), new("skipped", ColumnFormat.Whole), new("dispersal", ColumnFormat.Number)]),
        new(Streams.Camera, false, [.. Common, .. Each(ColumnFormat.Text, "kind", "state"), new("since", ColumnFormat.Instant),
            .. Each(ColumnFormat.Number, "luminance", "edges", "sharpness", "shift"),
            new("thing", ColumnFormat.Whole), new("zone", ColumnFormat.Text), new("box", ColumnFormat.Json), new("share", ColumnFormat.Number)]),
        new(Streams.Gate, false, [.. Common, .. Each(ColumnFormat.Text, "contact", "bolt", "enclosure"), .. Each(ColumnFormat.Truth, "unlock", "button"),
            .. Each(ColumnFormat.Number, "shock", "wind", "rain"), new("opening", ColumnFormat.Whole)]),
        new(Streams.Heartbeat, true, [.. Common, .. Each(ColumnFormat.Whole, "queue", "dropped", "refused", "damaged"),
            new("droppedByStream", ColumnFormat.Json), .. Each(ColumnFormat.Text, "storageFault", "version"),
            .. Each(ColumnFormat.Number, "clockErrorMs", "cpu", "memoryMb", "temperature", "diskFree"), new("upZero", ColumnFormat.Instant),
            new("upZeroBoundMs", ColumnFormat.Number), .. Each(ColumnFormat.Json, "microphone", "faults", "supply", "power")]),
        new(Streams.Environment, false, [.. Common, .. Each(ColumnFormat.Number, "temperature", "humidity", "pressure")]),
    ];

    public static ReadingTable Gate => Named(Streams.Gate);

    public static ReadingTable Heartbeat => Named(Streams.Heartbeat);

    /// <summary>Of the columns, once a record has been seen.</summary>
    private IReadOnlyList<JsonPropertyInfo>? fields;

    private static IEnumerable<ReadingColumn> Common =>
        [new("t", ColumnFormat.Instant), .. Each(ColumnFormat.Text, "boot", "tq"), .. Each(ColumnFormat.Whole, "seq", "v", "bn", "up")];

    public string Stream => stream;

    public bool IsSeconds => isSeconds;

    public IReadOnlyList<ReadingColumn> Columns => columns;

    /// <summary>Its name in a database.</summary>
    public string Name => Stream.Replace('-', '_');

    /// <exception cref="ArgumentException">That kind of record is in no table.</exception>
    public static ReadingTable Of(UpRecord record) => record switch
    {
        NoiseRecord => Noise,
        NoiseMinuteRecord => NoiseMinute,
        SoundRecord => Sound,
        MotionRecord => Named(Streams.Motion),
        CameraRecord => Named(Streams.Camera),
        GateRecord => Named(Streams.Gate),
        EnvironmentRecord => Named(Streams.Environment),
        HeartbeatRecord => Named(Streams.Heartbeat),
        _ => throw new ArgumentException($"{record.GetType().Name} is kept in no reading store", nameof(record)),
    };

    /// <summary>A record's fields in the order of the columns; null = not known.</summary>
    /// <returns>short of a level, List&lt;short?&gt; of levels, short[] of a histogram, long of an instant or a whole number, double, bool, string.</returns>
    public IEnumerable<object?> Values(UpRecord record)
    {
        fields ??= [.. Columns.Select(c => ContractsJson.Default.GetTypeInfo(record.GetType())!.Properties.Single(p => p.Name == c.Name))];
        return fields.Zip(Columns, (field, column) => field.Get!(record) is { } value ? Value(column.Format, value, field.PropertyType) : null);
    }

    /// <summary>The start of the UTC minute that begins nearest to an instant.</summary>
    public static DateTimeOffset NearestMinute(DateTimeOffset at) =>
        new((at.UtcTicks + TimeSpan.TicksPerMinute / 2) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The record whose fields are <paramref name="values"/>, as <see cref="Values"/> gives them.</summary>
    /// <exception cref="RecordException">What is stored is no such record.</exception>
    public UpRecord Record(IReadOnlyList<object?> values)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
                continue;
            json.WritePropertyName(Columns[i].Name);
            Write(json, Columns[i].Format, Mended(i, value));
        }
        json.WriteEndObject();
        json.Flush();
        return RecordJson.Read(Stream, bytes.WrittenSpan);
    }

    /// <summary>An earlier version stored minutes of devices without a clock by their arrival: they are of the minute that had just ended.</summary>
    private object Mended(int column, object value) => this == NoiseMinute && Columns[column].Name == "t" && value is long unixMs && unixMs % 60_000 != 0
        ? NearestMinute(DateTimeOffset.FromUnixTimeMilliseconds(unixMs).AddMinutes(-1)).ToUnixTimeMilliseconds() : value;

    private static object Value(ColumnFormat format, object value, Type type) => (format, value) switch
    {
        (ColumnFormat.Level, double level) => Hundredths(level),
        (ColumnFormat.Levels, double?[] levels) => levels.Select(l => l is { } level ? Hundredths(level) : (short?)null).ToList(),
        (ColumnFormat.Histogram, LafHistogram laf) => (short[])[(short)laf.From, .. laf.Counts.Select(c => (short)c)],
        (ColumnFormat.Instant, DateTimeOffset instant) => instant.ToUnixTimeMilliseconds(),
        (ColumnFormat.Whole, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (ColumnFormat.Number, _) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (ColumnFormat.Truth or ColumnFormat.Text, bool or string) => value,
        (ColumnFormat.Text, _) => JsonSerializer.SerializeToElement(value, ContractsJson.Default.GetTypeInfo(type)!).GetString()!,
        _ => JsonSerializer.Serialize(value, ContractsJson.Default.GetTypeInfo(type)!),
    };

    private static void Write(Utf8JsonWriter json, ColumnFormat format, object value)
    {
        switch (format, value)
        {
            case (ColumnFormat.Level, short hundredths):
                json.WriteNumberValue(hundredths / 100m);
                break;
            case (_, IReadOnlyList<short?> levels):
                var numbers = levels.Select(l => l is { } hundredths ? (hundredths / 100m).ToString(CultureInfo.InvariantCulture) : "null");
                json.WriteRawValue($"[{string.Join(',', numbers)}]");
                break;
            case (_, short[] histogram):
                json.WriteRawValue(FormattableString.Invariant($$"""{"from":{{histogram[0]}},"counts":[{{string.Join(',', histogram.Skip(1))}}]}"""));
                break;
            case (ColumnFormat.Instant, long unixMs):
                json.WriteStringValue(InstantConverter.Write(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)));
                break;
            case (ColumnFormat.Json, string text):
                json.WriteRawValue(text);
                break;
            default:
                JsonSerializer.Serialize(json, value, value.GetType());
                break;
        }
    }

    private static short Hundredths(double level) => (short)Math.Round(level * 100);

    private static ReadingTable Named(string stream) => All.First(t => t.Stream == stream);

    private static IEnumerable<ReadingColumn> Each(ColumnFormat format, params string[] names) => names.Select(n => new ReadingColumn(n, format));
}
