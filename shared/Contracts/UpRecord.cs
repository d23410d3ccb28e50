using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>How far a record's <see cref="UpRecord.T"/> can be trusted.</summary>
public enum TimeQuality
{
    /// <summary>The clock is disciplined by a time server now.</summary>
    Synced,

    /// <summary>The clock was disciplined earlier in this boot and has been free-running since.</summary>
    Holdover,

    /// <summary>The clock has not been set since power came on: <see cref="UpRecord.T"/> means nothing yet.</summary>
    Unset,
}

/// <summary>What every record of every sequenced stream carries. (device, boot, stream, seq) is its key.</summary>
/// <remarks>A slice of the agent sets <see cref="T"/> and its own fields; the outbox stamps the rest.</remarks>
public abstract record UpRecord
{
    /// <summary>Most characters of a name or a word within a record: of a zone, a cause, a flag.</summary>
    public const int LongestName = 64;

    /// <summary>Most names by which a record counts or measures something.</summary>
    public const int MostNames = 64;

    /// <summary>Before a record's own fields: a reader that finds its version at once reads the record once.</summary>
    private const int First = -1;

    /// <summary>The stream's schema version.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public int V { get; init; } = RecordJson.Version;

    /// <summary>128 random bits drawn at the device's start, as 32 lower-case hexadecimal digits.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public string Boot { get; init; } = "";

    /// <summary>The device's persisted boot counter, from 1.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public long Bn { get; init; }

    /// <summary>Number of the record in its stream since boot, from 1, without gaps.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public long Seq { get; init; }

    /// <summary>Start of the interval the record is about, or the instant of the event; UTC, to the millisecond.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public DateTimeOffset T { get; init; }

    /// <summary>Monotonic milliseconds since the device booted, at <see cref="T"/>.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public long Up { get; init; }

    /// <summary>How far <see cref="T"/> can be trusted.</summary>
    [JsonRequired, JsonPropertyOrder(First)]
    public TimeQuality Tq { get; init; }

    /// <summary>Of a stored or exported record whose device had no clock, or one that was not believed: what it stated. A device does not send it; what it
    /// sealed is this.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatedTime? Stated { get; init; }

    /// <summary>The first field that is out of its range, as (name, value, what would be right); null when all are right.</summary>
    public virtual Fault? FindFault() => this switch
    {
        { V: < 1 or > 1000 } => new("v", V, "a schema version, 1 to 1000"),
        _ when !Ids.IsBoot(Boot) => new("boot", Boot, "32 lower-case hexadecimal digits"),
        { Bn: < 0 } => new("bn", Bn, "a boot counter, 0 or more"),
        { Seq: < 1 } => new("seq", Seq, "a sequence number, 1 or more"),
        { T.Year: < 1970 or > 2199 } => new("t", T, "an instant from 1970 to 2199"),
        { Up: < 0 } => new("up", Up, "milliseconds since boot, 0 or more"),
        _ => null,
    };

    /// <summary>A fault if <paramref name="value"/> is given and is no finite number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    protected static Fault? Outside(string name, double? value, double low, double high) =>
        value is { } x && !(x >= low && x <= high) ? new(name, x, $"a number from {low} to {high}, or null") : null;

    /// <summary>A fault if <paramref name="right"/> is false.</summary>
    protected static Fault? Unless(bool right, string name, object? value, string expected) => right ? null : new(name, value, expected);

    /// <summary>A fault if there are too many names or one is empty or overlong.</summary>
    /// <param name="name">The field.</param>
    /// <param name="names">What stands in it.</param>
    /// <param name="what">What the names are of.</param>
    protected static Fault? TooLong(string name, IEnumerable<string> names, string what) =>
        names.FirstOrDefault(n => n is not { Length: > 0 and <= LongestName }) is { } wrong
            ? new(name, wrong, $"of {what} with names of 1 to {LongestName} characters")
            : Unless(names.Count() <= MostNames, name, names.Count(), $"at most {MostNames} {what}");

    /// <summary>A fault if a list of flags or the like is too long or holds an empty or overlong word.</summary>
    protected static Fault? TooLong(string name, IReadOnlyList<string> words) =>
        Unless(words.Count <= 32 && words.All(w => w is { Length: > 0 and <= LongestName }),
            name, words.Count, $"at most 32 words of 1 to {LongestName} characters");
}

/// <summary>A field with a value it cannot have.</summary>
/// <param name="Field">The field's name on the wire.</param>
/// <param name="Value">What stood there.</param>
/// <param name="Expected">What would be right.</param>
public sealed record Fault(string Field, object? Value, string Expected)
{
    private const int ShownCharacters = 80;

    /// <summary>A sentence; of what a stranger has sent it shows no more than the first characters.</summary>
    public override string ToString() => FormattableString.Invariant($"{Shown(Field)} is {Shown(Value ?? "null")}; it must be {Expected}");

    /// <summary>The same of a record whose values are personal data: the field and what would be right, never what stood there.</summary>
    public string WithoutValue => FormattableString.Invariant($"{Shown(Field)} is not shown; it must be {Expected}");

    private static object Shown(object value) => value switch
    {
        string { Length: > ShownCharacters } text => text[..ShownCharacters] + "…",
        DateTimeOffset instant => InstantConverter.Write(instant),
        _ => value,
    };
}
