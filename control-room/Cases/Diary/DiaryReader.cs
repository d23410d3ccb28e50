using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Cases.Diary;

/// <summary>How far the diary's reader has read a spool.</summary>
internal sealed class DiaryPosition
{
    public required string Spool { get; init; }

    public long Position { get; set; }
}

/// <summary>The table of the diary's reader.</summary>
internal sealed class DiaryModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<DiaryPosition>().ToTable("diary_positions").HasKey(p => p.Spool);
}

/// <summary>The spool's reader that carries each press of a home's night button into the diary of the home's case.</summary>
/// <remarks>A press stands in the diary once: its entry names its record, so the position may be behind.</remarks>
internal sealed partial class DiaryReader(RecordSpool spool, SpoolReaders readers, SiteCatalog sites, CaseBook book, CaseJournal journal, IReadingStore store,
    IDbContextFactory<ControlRoomDb> databases, TimeProvider time, ILogger<DiaryReader> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Bytes after which the position is stored: so much is read again after a crash.</summary>
    private const long StoreEvery = 16 * 1024 * 1024;

    private static readonly TimeSpan HeartbeatWithin = TimeSpan.FromMinutes(2);

    /// <summary>Devices whose button is down.</summary>
    private readonly HashSet<string> down = [];

    private long position, stored;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readers.Register("diary", () => Interlocked.Read(ref position));
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
                ReadingFailed(log, e.Message);
                await Task.Delay(Again, time, stoppingToken);
            }
        }
    }

    private async Task CarryAsync(IReadOnlyList<SpoolRecord> batch, CancellationToken stopping)
    {
        var tapped = false;
        foreach (var spooled in batch.Where(r => r.Stream == Streams.Gate && sites.SiteOf(r.Device) is { Type: SiteType.HOME }))
            tapped |= await CarryAsync(spooled, stopping);
        var end = batch[^1].Next;
        if (tapped || end - stored >= StoreEvery)
            await StoreAsync(end, stopping);
        Interlocked.Exchange(ref position, end);
    }

    private async Task<bool> CarryAsync(SpoolRecord spooled, CancellationToken stopping)
    {
        var isDown = false;
        try
        {
            isDown = spooled.Decode() is GateRecord { Button: true };
        }
        catch (RecordException)
        {
            // The reader of readings names it.
        }
        if (!isDown)
        {
            down.Remove(spooled.Device);
            return false;
        }
        // A button that stays down is sent again every minute.
        if (!down.Add(spooled.Device))
            return false;
        var device = sites.Device(spooled.Device)!;
        if (await book.OfSiteAsync(sites.SiteOf(spooled.Device)!.Id, stopping) is not { } file)
        {
            NoCase(log, spooled.Device);
            return false;
        }
        var record = string.Create(CultureInfo.InvariantCulture, $"{spooled.Boot} {spooled.Seq}");
        if ((await journal.ReadAsync<DiaryTap>(file.Id, stopping)).Any(e => e.Body is DiaryTap tap && tap.Record == record))
            return false;
        var (clock, errorMs) = spooled.Time.IsOwn ? ("by the device's clock, which was set", await ClockErrorAsync(spooled, stopping))
            : ("by the time of arrival, the device's clock was not set", null);
        await journal.AddAsync(file.Id, new DiaryTap(device.Name, errorMs, clock, record), spooled.Time.At, $"device {spooled.Device}", stopping);
        return true;
    }

    /// <summary>What the device's heartbeat before the press states of its clock, in ms; null = none has come, or the reading store is away.</summary>
    private async Task<long?> ClockErrorAsync(SpoolRecord spooled, CancellationToken stopping)
    {
        try
        {
            var at = spooled.Time.At;
            var last = await store.RecordsAsync(ReadingTable.Heartbeat, at - HeartbeatWithin, at, new HashSet<string> { spooled.Device }, stopping)
                .LastOrDefaultAsync(stopping);
            return last?.Record is HeartbeatRecord { ClockErrorMs: { } error } ? (long)Math.Ceiling(Math.Abs(error)) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<long> StoredAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return (await db.Set<DiaryPosition>().AsNoTracking().SingleOrDefaultAsync(p => p.Spool == spool.Id, stopping))?.Position ?? 0;
    }

    private async Task StoreAsync(long end, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if (await db.Set<DiaryPosition>().SingleOrDefaultAsync(p => p.Spool == spool.Id, stopping) is { } row)
            row.Position = end;
        else
            db.Add(new DiaryPosition { Spool = spool.Id, Position = end });
        await db.SaveChangesAsync(stopping);
        stored = end;
    }

    [LoggerMessage(1101, LogLevel.Error, "Presses of night buttons cannot be read or stored ({Reason}); trying again")]
    private static partial void ReadingFailed(ILogger log, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "The night button of device {Device} was pressed, and its home has no open case: the press stands in no diary")]
    private static partial void NoCase(ILogger log, string device);
}
