using System.Runtime.CompilerServices;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>What of a device's seals belongs with its rows where they leave this machine.</summary>
/// <param name="Device">The device.</param>
/// <param name="Seals">Its seals, in time.</param>
/// <param name="Keys">Every key that it ever had, with certificate, validity and revocation.</param>
/// <param name="Authorities">The roots that vouched for those, PEM.</param>
internal sealed record DeviceSeals(string Device, IReadOnlyList<SealRecord> Seals, IReadOnlyList<SealKey> Keys, string Authorities);

/// <summary>Seals of devices, and the check of what is stored against them, over either store.</summary>
internal sealed class SealBook(IReadingStore store, SealKeyRing keys, ReadingsSettings kept, RetentionClock clock)
{
    /// <summary>A row that came late is in the seal of a later minute, at most so far on; one of an event is of its beginning.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(20), After = TimeSpan.FromMinutes(2);

    /// <summary>What is checked at once.</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromDays(1);

    /// <summary>The seals before and after a time are looked for within so far.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromDays(2);

    /// <summary>The seals of minutes with from ≤ t &lt; to, with all that is needed to check them elsewhere (<see cref="SealCheck"/>).</summary>
    public async Task<DeviceSeals> OfAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var seals = await SealsAsync(device, from, to, cancellationToken).ToListAsync(cancellationToken);
        return new(device, seals, await keys.OfAsync(device, seals, cancellationToken), await keys.AuthoritiesAsync(cancellationToken));
    }

    /// <summary>By stream from when on its rows are kept now.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> KeptSince()
    {
        var now = clock.Now();
        return ReadingTable.All.ToDictionary(t => t.Stream, t => kept.Since(t, now));
    }

    /// <summary>Every row of a device with from ≤ t &lt; to that is kept in a stream, in time.</summary>
    public IAsyncEnumerable<UpRecord> RowsAsync(string stream, string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.RecordsAsync(stream, device, from, to, cancellationToken);

    /// <summary>Checks seals and rows with from ≤ t &lt; to.</summary>
    public async Task<SealReport> VerifyAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var stated = new Dictionary<string, SealRecord>();
        // Of each kind the last before: what a demonstration seeds is a chain of its own.
        var before = (await SealsAsync(device, Later(from, -Near), from, cancellationToken).ToListAsync(cancellationToken))
            .GroupBy(s => SealKeyRing.IsSeeded(s.Boot)).Select(kind => kind.Last()).ToList();
        before.ForEach(seal => stated.TryAdd(seal.Key, seal));
        await foreach (var seal in SealsAsync(device, from, Later(to, After), cancellationToken))
            stated.TryAdd(seal.Key, seal);
        var scope = new SealScope(from, to) { KeptSince = KeptSince() };
        var check = new SealCheck(device, await keys.OfAsync(device, stated.Values, cancellationToken), scope);
        before.ForEach(check.Follow);
        DateTimeOffset? read = null;
        var piece = new List<SealRecord>();
        await foreach (var seal in SealsAsync(device, from, Later(to, After), cancellationToken))
        {
            if (piece.Count > 0 && seal.T >= piece[0].T + Piece)
                await CheckAsync(piece[^1].T.AddMinutes(1));
            piece.Add(seal);
        }
        // Rows of a device that seals nothing are held against nothing.
        if (piece.Count > 0)
            await CheckAsync(Earlier(to, Later(piece[^1].T, Piece)));
        if (await SealsAsync(device, Later(to, After), Later(to, Near), cancellationToken)
            .FirstOrDefaultAsync(s => !SealKeyRing.IsSeeded(s.Boot), cancellationToken) is { } next)
            check.Precede(next);
        return check.Report();

        async Task CheckAsync(DateTimeOffset end)
        {
            // From one piece to the next: each row is read once. What is older than the first seal of all is held against nothing either.
            var start = read ?? Later(before.Count == 0 && piece[0].T - from > Before ? piece[0].T : from, -Before);
            read = Later(end, 2 * After);
            check.Add(piece, await RowsAsync(device, start, read.Value, cancellationToken).ToListAsync(cancellationToken));
            piece.Clear();
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>Within what a record's time can be.</summary>
    private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) => new(
        Math.Clamp(at.UtcTicks + by.Ticks, DateTimeOffset.UnixEpoch.UtcTicks, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks), TimeSpan.Zero);

    private async IAsyncEnumerable<SealRecord> SealsAsync(string device, DateTimeOffset from, DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in store.RecordsAsync(Streams.Seal, device, from, to, cancellationToken))
            yield return (SealRecord)record;
    }

    private async IAsyncEnumerable<UpRecord> RowsAsync(string device, DateTimeOffset from, DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (from >= to)
            yield break;
        foreach (var table in ReadingTable.All.Where(t => t.Stream != Streams.Seal))
        {
            await foreach (var row in store.RecordsAsync(table.Stream, device, from, to, cancellationToken))
                yield return row;
        }
    }
}
