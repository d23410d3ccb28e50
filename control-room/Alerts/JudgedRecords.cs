using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Which records of one device's boot a site's rules have judged, as stored with its alerts.</summary>
internal sealed class JudgedBoot
{
    public required string Site { get; init; }

    public required string Device { get; init; }

    public required string Boot { get; init; }

    /// <summary>By stream, in JSON: ranges of sequence numbers, both ends inclusive.</summary>
    public required string Ranges { get; set; }

    /// <summary>When the last of them was stored, Unix ms.</summary>
    public long AtMs { get; set; }
}

/// <summary>
/// What a site's rules have judged, by record, whatever becomes of the spool: a disk may lose its end, and another control room that takes
/// over has one of its own. Devices then send again what was not acknowledged, and no alarm may ring twice for it.
/// </summary>
internal sealed partial class JudgedRecords
{
    /// <summary>Beside the streams, of the gate's: the openings that rang. No stream's name has a slash.</summary>
    private const string Openings = "gate/rang";

    /// <summary>Of one boot, the latest. What a device sends again is younger.</summary>
    private const int OpeningsKept = 200;

    private readonly Dictionary<(string Device, string Boot), Dictionary<string, SequenceRanges>> boots = [];
    private readonly HashSet<(string Device, string Boot)> stored = [];
    private readonly HashSet<(string Device, string Boot)> changed = [];

    public JudgedRecords(IEnumerable<JudgedBoot> rows)
    {
        foreach (var row in rows)
        {
            boots[(row.Device, row.Boot)] = JsonSerializer.Deserialize(row.Ranges, RangesJson.Default.DictionaryStringInt64ArrayArray)!
                .ToDictionary(s => s.Key, s => new SequenceRanges(s.Value.Select(r => (r[0], r[1]))));
            stored.Add((row.Device, row.Boot));
        }
    }

    /// <summary>Records of gates that stand for openings which have rung.</summary>
    public IEnumerable<(string Device, string Boot, long Seq)> OpeningsRung =>
        from boot in boots
        from range in boot.Value.GetValueOrDefault(Openings)?.Ranges ?? []
        from number in Enumerable.Range(0, (int)(range.To - range.From + 1))
        select (boot.Key.Device, boot.Key.Boot, range.From + number);

    public bool Contains(string device, string boot, string stream, long seq) =>
        boots.TryGetValue((device, boot), out var streams) && streams.TryGetValue(stream, out var ranges) && ranges.Contains(seq);

    /// <returns>False: it was there already.</returns>
    public bool Add(string device, string boot, string stream, long seq)
    {
        if (!boots.TryGetValue((device, boot), out var streams))
            boots[(device, boot)] = streams = [];
        if (!streams.TryGetValue(stream, out var ranges))
            streams[stream] = ranges = new([]);
        if (!ranges.Add(seq))
            return false;
        changed.Add((device, boot));
        return true;
    }

    /// <summary>These of the gate's records stand for its openings that have rung, and no others.</summary>
    public void Rang(string gate, IReadOnlyCollection<(string Boot, long Seq)> openings)
    {
        foreach (var (key, streams) in boots.Where(b => b.Key.Device == gate))
        {
            var rang = new SequenceRanges([]);
            foreach (var (_, seq) in openings.Where(o => o.Boot == key.Boot).OrderByDescending(o => o.Seq).Take(OpeningsKept))
                rang.Add(seq);
            if (rang.Ranges.SequenceEqual(streams.GetValueOrDefault(Openings)?.Ranges ?? []))
                continue;
            streams[Openings] = rang;
            changed.Add(key);
        }
    }

    /// <summary>The rows that are no longer as they were taken last, and which of them are new.</summary>
    public IReadOnlyList<(JudgedBoot Row, bool IsNew)> TakeChanges(string site, long nowMs)
    {
        var rows = changed.Select(key => (new JudgedBoot
        {
            Site = site,
            Device = key.Device,
            Boot = key.Boot,
            AtMs = nowMs,
            Ranges = JsonSerializer.Serialize(
                boots[key].ToDictionary(s => s.Key, s => s.Value.Ranges.Select(r => new[] { r.From, r.To }).ToArray()),
                    RangesJson.Default.DictionaryStringInt64ArrayArray),
        }, stored.Add(key))).ToList();
        changed.Clear();
        return rows;
    }

    [JsonSerializable(typeof(Dictionary<string, long[][]>))]
    private sealed partial class RangesJson : JsonSerializerContext;
}
