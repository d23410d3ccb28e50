using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.Faults;

/// <summary>What the reading store has, beside the spool up to the position that the store states it has.</summary>
/// <param name="Lost">Records before that position that are in no row.</param>
/// <param name="Doubled">Rows beyond the first of a record, of those that stayed in the spool.</param>
internal sealed record StoreContents(int Lost, int Doubled)
{
    /// <param name="rig">Whose control room has stopped.</param>
    /// <param name="spooled">What its spool holds.</param>
    public static async Task<StoreContents> OfAsync(Rig rig, IReadOnlyList<SpoolRecord> spooled)
    {
        var (position, stored) = rig.Store is { } outside ? await OfInfluxDbAsync(outside) : await OfDuckDbAsync(Path.Combine(rig.Data, "readings"));
        var once = stored.ToHashSet();
        return new(spooled.Where(s => s.Position < position && ReadingTable.All.Any(t => t.Stream == s.Stream)).Count(s =>
            !once.Contains((s.Device, s.Boot, s.Stream, s.Seq))),
            stored.GroupBy(s => s).Where(g => !rig.Destroyed.Contains(g.Key)).Sum(g => g.Count() - 1));
    }

    private static async Task<(long Position, List<(string Device, string Boot, string Stream, long Seq)> Rows)> OfDuckDbAsync(string folder)
    {
        using var store = new DuckDbReadingStore(folder);
        var rows = new List<(string, string, string, long)>();
        IReadingStore whole = store;
        await foreach (var (device, record) in whole.ExportAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, devices: null, CancellationToken.None))
            rows.Add((device, record.Boot, ReadingTable.Of(record).Stream, record.Seq));
        return (await store.OffsetAsync(CancellationToken.None), rows);
    }

    private static async Task<(long Position, List<(string Device, string Boot, string Stream, long Seq)> Rows)> OfInfluxDbAsync(OutsideStore store)
    {
        var rows = new List<(string, string, string, long)>();
        foreach (var table in ReadingTable.All)
            rows.AddRange((await store.SelectAsync("seq, boot, device", table.Name)).Select(r =>
                (r[3].GetString()!, r[2].GetString()!, table.Stream, r[1].GetInt64())));
        return (await store.PositionAsync(), rows);
    }
}
