using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom;

/// <summary>Seals what a demonstration is seeded with as a device would, by a key that nothing vouches for; checks show it as seeded.</summary>
internal static class SeededSeals
{
    /// <summary>A run of its own a piece: it begins with 24 zeros, which no device's does but by chance.</summary>
    public static string Boot(DateTimeOffset start) => FormattableString.Invariant($"{new string('0', 24)}{start.ToUnixTimeSeconds():x8}");

    /// <summary>The rows of one run, and a seal of each minute of theirs.</summary>
    public static IReadOnlyList<StoredRecord> With(IReadOnlyList<StoredRecord> rows)
    {
        if (rows.Count == 0)
            return rows;
        using var key = DeviceKey.New();
        var device = rows[0].Device;
        return [.. rows, .. Of(rows, new SealSigner(device, key, isVouchedFor: false), SealRecord.None).Select(s => new StoredRecord(device, s))];
    }

    /// <summary>A seal of each minute; more where the rows' numbers have gaps.</summary>
    public static IEnumerable<SealRecord> Of(IReadOnlyList<StoredRecord> rows, SealSigner signer, string previous)
    {
        var (open, seq) = (new OpenRows(), 0L);
        foreach (var minute in rows.GroupBy(r => r.Record.T.ToUnixTimeSeconds() / 60).OrderBy(m => m.Key))
        {
            foreach (var row in minute.OrderBy(r => r.Record.Seq))
                open.Add(RowLayout.StreamOf(row.Record), row.Record);
            var start = DateTimeOffset.FromUnixTimeSeconds(minute.Key * 60);
            while (open.Take(start.AddMinutes(1)) is { Count: > 0 } taken)
            {
                var run = rows[0].Record;
                var seal = signer.Sign(run.Boot, run.Bn, ++seq, start, previous, taken);
                previous = SealHead.DigestOf(signer.Device, seal);
                yield return seal;
            }
        }
    }
}
