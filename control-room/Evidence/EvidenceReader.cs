using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>The spool's third durable reader: carries what devices report of stills and clips to their captures, and checks it.</summary>
/// <remarks>To report the same twice changes nothing, so the position is stored after the captures, and may be behind.</remarks>
internal sealed class EvidenceReader(
    RecordSpool spool, SpoolReaders readers, Captures captures, IDbContextFactory<ControlRoomDb> databases, TimeProvider time, ILogger<EvidenceReader> log)
        : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of other records after which the position is stored too: so much is read again after a crash.</summary>
    private const long StoreEvery = 64 * 1024 * 1024;

    private long position, stored, differing;

    /// <summary>Captures since the start whose bytes are not those that their device states it sent.</summary>
    public long Differing => Interlocked.Read(ref differing);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readers.Register(SpoolReaders.Evidence, () => Interlocked.Read(ref position));
        for (var begun = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                if (!begun)
                    Interlocked.Exchange(ref position, stored = await StoredAsync(stoppingToken));
                begun = true;
                await foreach (var batch in spool.FollowAsync(position, stoppingToken))
                    await CarryAsync(batch, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                EvidenceLog.ReadingFailed(log, e.Message);
                await Task.Delay(Again, time, stoppingToken);
            }
        }
    }

    private async Task CarryAsync(IReadOnlyList<SpoolRecord> batch, CancellationToken stopping)
    {
        var of = batch.Where(r => r.Stream == Streams.Evidence).ToList();
        foreach (var spooled in of)
        {
            try
            {
                if (spooled.Decode() is EvidenceRecord said && await captures.ReportAsync(spooled.Device, said, stopping) is { Check: CaptureCheck.Differs })
                {
                    Interlocked.Increment(ref differing);
                    EvidenceLog.Differs(log, said.Kind, said.Id, spooled.Device);
                }
            }
            catch (RecordException e)
            {
                EvidenceLog.Unreadable(log, spooled.Device, e.Message);
            }
        }
        var end = batch[^1].Next;
        if (of.Count > 0 || end - stored >= StoreEvery)
            await StoreAsync(end, stopping);
        Interlocked.Exchange(ref position, end);
    }

    private async Task<long> StoredAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return (await db.Set<EvidencePosition>().AsNoTracking().SingleOrDefaultAsync(p => p.Spool == spool.Id, stopping))?.Position ?? 0;
    }

    private async Task StoreAsync(long end, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if (await db.Set<EvidencePosition>().SingleOrDefaultAsync(p => p.Spool == spool.Id, stopping) is { } row)
            row.Position = end;
        else
            db.Add(new EvidencePosition { Spool = spool.Id, Position = end });
        await db.SaveChangesAsync(stopping);
        stored = end;
    }
}
