using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>One stream in a reading store, beside its device: a column for every field of its record, so that the record comes back as it was.</summary>
/// <param name="stream">One of <see cref="Streams"/>.</param>
/// <param name="isSeconds">Whether it is of single seconds, which are kept for days, or of what is kept for years.</param>
internal sealed class ReadingTable(string stream, bool isSeconds)
{
    public static readonly ReadingTable Noise = new(Streams.Noise, true), NoiseMinute = new(Streams.NoiseMinute, false), Sound = new(Streams.Sound, false),
        Motion = new(Streams.Motion, true), Gate = new(Streams.Gate, false), Heartbeat = new(Streams.Heartbeat, true), Seal = new(Streams.Seal, false);

    private readonly RowLayout layout = RowLayout.Find(stream)!;

    public static IReadOnlyList<ReadingTable> All { get; } =
    [
        Noise,
        NoiseMinute,
        Sound,
        Motion,
        new(Streams.Camera, false),
        Gate,
        Heartbeat,
        new(Streams.Environment, false),
        Seal,
    ];

    public string Stream => stream;

    public bool IsSeconds => isSeconds;

    /// <summary>A later version adds to their end.</summary>
    public IReadOnlyList<RowField> Columns => layout.Fields;

    /// <summary>Its name in a database.</summary>
    public string Name => Stream.Replace('-', '_');

    /// <exception cref="ArgumentException">That kind of record is in no table.</exception>
    public static ReadingTable Of(UpRecord record) => Of(RowLayout.StreamOf(record));

    public static ReadingTable Of(string stream) => All.First(t => t.Stream == stream);

    /// <inheritdoc cref="RowLayout.Values"/>
    public IEnumerable<object?> Values(UpRecord record) => layout.Values(record);

    /// <summary>The start of the UTC minute that begins nearest to an instant.</summary>
    public static DateTimeOffset NearestMinute(DateTimeOffset at) =>
        new((at.UtcTicks + TimeSpan.TicksPerMinute / 2) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The record whose fields are <paramref name="values"/>, as <see cref="Values"/> gives them.</summary>
    /// <exception cref="RecordException">What is stored is no such record.</exception>
    public UpRecord Record(IReadOnlyList<object?> values) => layout.Record([.. values.Select((value, i) => value is null ? null : Mended(i, value))]);

    /// <summary>An earlier version stored minutes of devices without a clock by their arrival: they are of the minute that had just ended.</summary>
    private object Mended(int column, object value) => this == NoiseMinute && Columns[column].Name == "t" && value is long unixMs && unixMs % 60_000 != 0
        ? NearestMinute(DateTimeOffset.FromUnixTimeMilliseconds(unixMs).AddMinutes(-1)).ToUnixTimeMilliseconds() : value;
}
