using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// Which records have been received: where duplicates are removed, once. Checkpointed with the spool offset it is true
/// for; what the spool holds beyond is added again at start. Not thread-safe: the spool's lock guards it.
/// </summary>
internal sealed partial class ReceivedLedger
{
    private readonly Dictionary<string, Dictionary<(string Boot, string Stream), SequenceRanges>> byDevice = [];

    public bool Add(string device, string boot, string stream, long seq)
    {
        if (!byDevice.TryGetValue(device, out var streams))
            byDevice[device] = streams = [];
        if (!streams.TryGetValue((boot, stream), out var ranges))
            streams[(boot, stream)] = ranges = new([]);
        return ranges.Add(seq);
    }

    public bool Contains(string device, string boot, string stream, long seq) =>
        byDevice.TryGetValue(device, out var streams) && streams.TryGetValue((boot, stream), out var ranges) && ranges.Contains(seq);

    /// <summary>What has been received of every (boot, stream) of the device.</summary>
    public IReadOnlyList<Acknowledgement> Of(string device) => !byDevice.TryGetValue(device, out var streams) ? [] :
        [.. streams.Select(s => s.Value.Acknowledgement(s.Key.Boot, s.Key.Stream))];

    /// <summary>Writes the checkpoint whole or not at all.</summary>
    /// <param name="file">Where.</param>
    /// <param name="offset">Up to where it is true.</param>
    /// <param name="closed">Nothing more is written until it is saved again.</param>
    public void Save(string file, long offset, bool closed = false)
    {
        var checkpoint = new Checkpoint(offset, closed, byDevice.ToDictionary(d => d.Key, d => d.Value
            .Select(s => new StreamRanges(s.Key.Boot, s.Key.Stream, [.. s.Value.Ranges.Select(r => new[] { r.From, r.To })])).ToList()));
        var partial = file + ".part";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, checkpoint, LedgerJson.Default.Checkpoint);
            stream.Flush(flushToDisk: true);
        }
        File.Move(partial, file, overwrite: true);
    }

    /// <summary>The ledger of a checkpoint, the offset from which the spool must be read again, and whether that is its end; empty from 0 if there is none that reads.</summary>
    public static (ReceivedLedger Ledger, long Offset, bool Closed) Load(string file)
    {
        var ledger = new ReceivedLedger();
        if (!File.Exists(file) || Read(file) is not { } checkpoint)
            return (ledger, 0, false);
        foreach (var (device, streams) in checkpoint.Devices)
            ledger.byDevice[device] = streams.ToDictionary(s => (s.Boot, s.Stream), s => new SequenceRanges(s.Ranges.Select(r => (r[0], r[1]))));
        return (ledger, checkpoint.Offset, checkpoint.Closed);
    }

    private static Checkpoint? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, LedgerJson.Default.Checkpoint);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record Checkpoint(long Offset, bool Closed, Dictionary<string, List<StreamRanges>> Devices);

    internal sealed record StreamRanges(string Boot, string Stream, List<long[]> Ranges);

    [JsonSerializable(typeof(Checkpoint))]
    internal sealed partial class LedgerJson : JsonSerializerContext;
}
