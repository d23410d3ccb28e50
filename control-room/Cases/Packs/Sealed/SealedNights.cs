using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>Numbers that a device sealed and the control room never received.</summary>
/// <param name="Stream">Of rows of which stream; <c>seal</c> = of seals, <see cref="Chain"/> = a run before this seal, <see cref="Run"/> = all seals of
/// the run.</param>
/// <param name="Boot">The run.</param>
/// <param name="From">The first number.</param>
/// <param name="Count">How many.</param>
internal sealed record AbsentRows(string Stream, string Boot, long From, long Count)
{
    public const string Chain = "chain", Run = "run";

    public bool Has(string stream, string boot, long seq) => Stream == stream && Boot == boot && seq >= From && seq < From + Count;
}

/// <summary>How the tables of a night and the device's seals belong together.</summary>
/// <param name="Folder">Its parts' names begin so.</param>
/// <param name="Device">The device.</param>
/// <param name="From">The first instant whose rows are all in the pack, if they were received.</param>
/// <param name="To">The end, not in it.</param>
/// <param name="Runs">The device's runs; column run of the seconds counts them from 1.</param>
/// <param name="Streams">The streams whose rows are in the pack.</param>
/// <param name="KeptSince">By stream: what is older may have been erased on schedule.</param>
/// <param name="Absent">What was sealed and never received.</param>
internal sealed record SealedNight(string Folder, string Device, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Runs,
    IReadOnlyList<string> Streams, IReadOnlyDictionary<string, DateTimeOffset> KeptSince, IReadOnlyList<AbsentRows> Absent)
{
    [JsonIgnore]
    public string Seconds => $"{Folder}-seconds.csv";

    [JsonIgnore]
    public string Bands => $"{Folder}-bands.bin";

    [JsonIgnore]
    public string Minutes => $"{Folder}-minutes.csv";

    [JsonIgnore]
    public string Seals => $"{Folder}-seals.ndjson";
}

/// <summary>Those of a pack, as its part <see cref="FileName"/> has them.</summary>
internal static class SealedNights
{
    public const string FileName = "sealed.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<SealedNight> nights) => JsonSerializer.Serialize(nights, Form) + "\n";

    /// <summary>Null: they do not read.</summary>
    public static IReadOnlyList<SealedNight>? Read(Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<SealedNight>>(json, Form) is { } read
                && read.All(n => n is { Folder: not null, Device: not null, Runs: not null, Streams: not null, KeptSince: not null, Absent: not null })
                ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
