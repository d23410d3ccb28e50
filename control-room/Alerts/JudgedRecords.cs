using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.ControlRoom.Alerts.Rules;
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
    /// <summary>Of one boot, of the moments that rang, the latest. What a device sends again is younger.</summary>
    private const int MomentsKept = 200;

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

    /// <summary>The moments that rang, which stand beside the streams by their kind. No stream's name has a slash.</summary>
    public IEnumerable<(string Device, MomentKey Key)> Moments =>
        from boot in boots
        from kind in boot.Value
        where kind.Key.Contains('/')
        from range in kind.Value.Ranges
        from number in Enumerable.Range(0, (int)(range.To - range.From + 1))
        select (boot.Key.Device, new MomentKey(boot.Key.Boot, kind.Key, range.From + number));

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

    /// <summary>These moments of a device have rung, and no others.</summary>
    public void Rang(string device, IReadOnlyCollection<MomentKey> moments)
    {
        foreach (var (key, streams) in boots.Where(b => b.Key.Device == device))
        {
            var numbers = moments.Where(m => m.Boot == key.Boot).ToLookup(m => m.Kind, m => m.Number);
            foreach (var kind in streams.Keys.Where(k => k.Contains('/')).Union(numbers.Select(n => n.Key)).ToList())
            {
                var rang = new SequenceRanges([]);
                foreach (var number in numbers[kind].OrderDescending().Take(MomentsKept))
                    rang.Add(number);
                if (rang.Ranges.SequenceEqual(streams.GetValueOrDefault(kind)?.Ranges ?? []))
                    continue;
                streams[kind] = rang;
                changed.Add(key);
            }
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
