using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>Makes anchors of the seals that were received since the last one, and proofs of single minutes.</summary>
/// <param name="store">Where the seals are.</param>
/// <param name="databases">Where it is noted which are in which anchor.</param>
/// <param name="sites">The devices there are.</param>
/// <param name="keys">The keys that they sign with.</param>
/// <param name="folder">Where anchors are written, to be taken off this machine.</param>
/// <param name="time">The clock.</param>
internal sealed class SealAnchors(IReadingStore store, IDbContextFactory<ControlRoomDb> databases, SiteCatalog sites, SealKeyRing keys, string folder,
    TimeProvider time) : IDisposable
{
    /// <summary>A seal that comes later than this behind the last one anchored of its device is in no anchor.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim one = new(1);

    public string Folder => folder;

    /// <summary>Every anchor, the first one first.</summary>
    public async Task<IReadOnlyList<SealAnchor>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return [.. (await db.Set<AnchorRow>().AsNoTracking().OrderBy(a => a.Number).ToListAsync(cancellationToken)).Select(Anchor)];
    }

    /// <summary>An anchor of what was received since the last one, or several where it is much; the last of them, null = that is nothing.</summary>
    /// <exception cref="IOException">The store is away, or the folder takes no file.</exception>
    public async Task<SealAnchor?> MakeAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await keys.KeepRootsAsync(cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var runs = new List<(AnchoredRun Run, DateTimeOffset From, DateTimeOffset To)>();
            foreach (var device in await DevicesAsync(db, cancellationToken))
                runs.AddRange(await NewRunsAsync(db, device, cancellationToken));
            SealAnchor? made = null;
            foreach (var part in runs.Chunk(SealAnchor.MostRuns))
                made = await MakeAsync(db, part, cancellationToken);
            return made;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The proof of a device's minute, and the key that it names; null = no anchor holds a seal of it.</summary>
    public async Task<(SealProof Proof, SealKey? Key)?> ProveAsync(string device, DateTimeOffset minute, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var record in store.RecordsAsync(Streams.Seal, device, minute, minute.AddMinutes(1), cancellationToken))
        {
            var seal = (SealRecord)record;
            var row = await db.Set<AnchoredRunRow>().AsNoTracking().FirstOrDefaultAsync(
                r => r.Device == device && r.Boot == seal.Boot && r.FromSeq <= seal.Seq && r.ToSeq >= seal.Seq, cancellationToken);
            if (row is null)
                continue;
            var seals = (await ReadAsync(device, At(row.FromMs), At(row.ToMs).AddMinutes(1), cancellationToken))
                .Where(s => s.Boot == row.Boot && s.Seq >= row.FromSeq && s.Seq <= row.ToSeq).OrderBy(s => s.Seq).Select(s => SealHead.DigestOf(device, s));
            var leaves = (await db.Set<AnchoredRunRow>().AsNoTracking().Where(r => r.Anchor == row.Anchor).OrderBy(r => r.Place).Select(r => r.Leaf)
                .ToListAsync(cancellationToken)).Select(Convert.FromHexString);
            var run = new AnchoredRun(device, row.Boot, row.FromSeq, [.. seals]);
            if (Convert.ToHexStringLower(run.Leaf) != row.Leaf)
                throw new InvalidDataException($"The seals of device '{device}' around {InstantConverter.Write(minute)} are not those of anchor {row.Anchor}.");
            var key = (await keys.OfAsync(device, [seal], cancellationToken)).FirstOrDefault(k => k.Id == seal.Key);
            return (SealProof.Make(device, seal, row.Anchor, run, [.. leaves], row.Place), key);
        }
        return null;
    }

    /// <summary>What anchors hold of a device's seals with from ≤ t &lt; to. Runs whose seals are not those that were anchored are left out.</summary>
    /// <exception cref="IOException">The store is away.</exception>
    public async Task<IReadOnlyList<HeldRun>> HeldAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, end) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<AnchoredRunRow>().AsNoTracking().Where(r => r.Device == device && r.FromMs < end && r.ToMs >= first)
            .OrderBy(r => r.Anchor).ThenBy(r => r.Place).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return [];
        var numbers = rows.Select(r => r.Anchor).Distinct().ToList();
        var leaves = (await db.Set<AnchoredRunRow>().AsNoTracking().Where(r => numbers.Contains(r.Anchor)).OrderBy(r => r.Place)
            .Select(r => new { r.Anchor, r.Leaf }).ToListAsync(cancellationToken)).ToLookup(r => r.Anchor, r => Convert.FromHexString(r.Leaf));
        var anchors = (await AllAsync(cancellationToken)).ToDictionary(a => a.Number);
        var seals = (await ReadAsync(device, At(rows.Min(r => r.FromMs)), At(rows.Max(r => r.ToMs)).AddMinutes(1), cancellationToken)).ToLookup(s => s.Boot);
        return [.. from row in rows
                   let run = new AnchoredRun(device, row.Boot, row.FromSeq, [.. seals[row.Boot].Where(s => s.Seq >= row.FromSeq && s.Seq <= row.ToSeq)
                       .DistinctBy(s => s.Seq).OrderBy(s => s.Seq).Select(s => SealHead.DigestOf(device, s))])
                   where Convert.ToHexStringLower(run.Leaf) == row.Leaf
                   select HeldRun.Of(anchors[row.Anchor], run, row.Place, [.. leaves[row.Anchor]])];
    }

    public void Dispose() => one.Dispose();

    private async Task<SealAnchor> MakeAsync(
        ControlRoomDb db, (AnchoredRun Run, DateTimeOffset From, DateTimeOffset To)[] runs, CancellationToken cancellationToken)
    {
        var last = await db.Set<AnchorRow>().AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellationToken);
        var number = (last?.Number ?? 0) + 1;
        var rows = runs.Select((r, place) => Row(number, place, r.Run, r.From, r.To)).ToList();
        var anchor = new AnchorRow
        {
            Number = number,
            MadeMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Seals = rows.Sum(r => r.ToSeq - r.FromSeq + 1),
            Runs = rows.Count,
            Root = Convert.ToHexStringLower(MerkleTree.Root([.. rows.Select(r => Convert.FromHexString(r.Leaf))])),
            Previous = last is null ? SealRecord.None : Anchor(last).Digest,
        };
        // The file first: what is noted as anchored has left this database.
        await WriteAsync(Anchor(anchor), cancellationToken);
        db.Add(anchor);
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        return Anchor(anchor);
    }

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);

    private static SealAnchor Anchor(AnchorRow row) => new(row.Number, At(row.MadeMs), row.Seals, row.Runs, row.Root, row.Previous);

    private static AnchoredRunRow Row(long anchor, int place, AnchoredRun run, DateTimeOffset from, DateTimeOffset to) => new()
    {
        Anchor = anchor,
        Place = place,
        Device = run.Device,
        Boot = run.Boot,
        FromSeq = run.From,
        ToSeq = run.From + run.Digests.Count - 1,
        FromMs = from.ToUnixTimeMilliseconds(),
        ToMs = to.ToUnixTimeMilliseconds(),
        Leaf = Convert.ToHexStringLower(run.Leaf),
    };

    /// <summary>Those of the catalogue, and those that are not there any more.</summary>
    private async Task<IEnumerable<string>> DevicesAsync(ControlRoomDb db, CancellationToken cancellationToken)
    {
        var enrolled = await db.Set<DeviceCertificateRow>().Select(c => c.Device).Distinct().ToListAsync(cancellationToken);
        var anchored = await db.Set<AnchoredRunRow>().Select(r => r.Device).Distinct().ToListAsync(cancellationToken);
        return sites.Sites.SelectMany(s => s.Devices).Select(d => d.Id).Concat(enrolled).Concat(anchored).Distinct().Order(StringComparer.Ordinal);
    }

    private async Task<IEnumerable<(AnchoredRun Run, DateTimeOffset From, DateTimeOffset To)>> NewRunsAsync(
        ControlRoomDb db, string device, CancellationToken cancellationToken)
    {
        var known = await db.Set<AnchoredRunRow>().AsNoTracking().Where(r => r.Device == device).ToListAsync(cancellationToken);
        var from = known.Count == 0 ? DateTimeOffset.UnixEpoch : At(known.Max(r => r.ToMs)) - Late;
        var of = known.ToLookup(r => r.Boot);
        return (await ReadAsync(device, from, time.GetUtcNow().AddDays(1), cancellationToken))
            .Where(s => !of[s.Boot].Any(r => r.FromSeq <= s.Seq && r.ToSeq >= s.Seq))
            .GroupBy(s => s.Boot).OrderBy(r => r.Min(s => s.T)).SelectMany(run => Unbroken(run.DistinctBy(s => s.Seq).OrderBy(s => s.Seq)))
            .Select(part => (new AnchoredRun(device, part[0].Boot, part[0].Seq, [.. part.Select(s => SealHead.DigestOf(device, s))]),
                part.Min(s => s.T), part.Max(s => s.T)));
    }

    private static IEnumerable<List<SealRecord>> Unbroken(IEnumerable<SealRecord> seals)
    {
        var part = new List<SealRecord>();
        foreach (var seal in seals)
        {
            if (part.Count == AnchoredRun.MostSeals || (part.Count > 0 && seal.Seq != part[^1].Seq + 1))
            {
                yield return part;
                part = [];
            }
            part.Add(seal);
        }
        if (part.Count > 0)
            yield return part;
    }

    private async Task<List<SealRecord>> ReadAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        await store.RecordsAsync(Streams.Seal, device, from, to, cancellationToken).Select(r => (SealRecord)r).ToListAsync(cancellationToken);

    /// <summary>Whole or not at all.</summary>
    private async Task WriteAsync(SealAnchor anchor, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FormattableString.Invariant($"seal-anchor-{anchor.Number:000000}.json"));
        await File.WriteAllBytesAsync(path + ".part", anchor.Write(), cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }
}
