using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Visits;

/// <summary>The visits of engineers: stored, then in force, over a restart too. They are erased, with their names, once no record of them can come.</summary>
internal sealed class VisitBook(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IDisposable
{
    /// <summary>No device keeps a record for longer.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly SemaphoreSlim oneChange = new(1);
    private volatile IReadOnlyList<Visit> recent = [];

    /// <summary>Those of which records may still come, the first first; another object after every change.</summary>
    public IReadOnlyList<Visit> Recent => recent;

    /// <summary>The visit to a device now; null = there is none.</summary>
    public Visit? Running(string device) => On.LastOrDefault(v => v.Device == device);

    /// <summary>Every visit that is on.</summary>
    public IEnumerable<Visit> On => time.GetUtcNow().ToUnixTimeMilliseconds() is var now ? recent.Where(v => v.Covers(now)) : [];

    /// <summary>The last visit to a device; null = there was none lately.</summary>
    public Visit? Latest(string device) => recent.LastOrDefault(v => v.Device == device);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await EraseOldAsync(db, cancellationToken);
        recent = await db.Set<Visit>().AsNoTracking().OrderBy(v => v.Number).ToListAsync(cancellationToken);
    }

    /// <summary>A visit begins now; one to the same device that was still on ends with it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="request">Whose, and how long; without fault.</param>
    /// <param name="by">By which hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Visit> StartAsync(string device, VisitRequest request, string by, CancellationToken cancellationToken)
    {
        await oneChange.WaitAsync(cancellationToken);
        try
        {
            await EndRunningAsync(device, by, cancellationToken);
            var now = time.GetUtcNow();
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var visit = new Visit
            {
                Device = device,
                Name = request.Name!.Trim(),
                StartedMs = now.ToUnixTimeMilliseconds(),
                EndsMs = now.AddMinutes(request.Minutes ?? VisitRequest.UsualMinutes).ToUnixTimeMilliseconds(),
                StartedBy = by,
            };
            db.Add(visit);
            await db.SaveChangesAsync(cancellationToken);
            var oldest = await EraseOldAsync(db, cancellationToken);
            recent = [.. recent.Where(v => v.EndsMs >= oldest), visit];
            return visit;
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>The visit to a device is over.</summary>
    /// <returns>It, as it is now; null = there is none.</returns>
    public async Task<Visit?> EndAsync(string device, string by, CancellationToken cancellationToken)
    {
        await oneChange.WaitAsync(cancellationToken);
        try
        {
            return await EndRunningAsync(device, by, cancellationToken);
        }
        finally
        {
            oneChange.Release();
        }
    }

    public void Dispose() => oneChange.Dispose();

    /// <returns>Before when, Unix ms, what had ended is gone.</returns>
    private async Task<long> EraseOldAsync(ControlRoomDb db, CancellationToken cancellationToken)
    {
        var oldest = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        await db.Set<Visit>().Where(v => v.EndsMs < oldest).ExecuteDeleteAsync(cancellationToken);
        return oldest;
    }

    private async Task<Visit?> EndRunningAsync(string device, string by, CancellationToken cancellationToken)
    {
        if (Running(device) is not { } visit)
            return null;
        var ended = visit with { EndedMs = time.GetUtcNow().ToUnixTimeMilliseconds(), EndedBy = by };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Update(ended);
        await db.SaveChangesAsync(cancellationToken);
        recent = [.. recent.Select(v => v.Number == visit.Number ? ended : v)];
        return ended;
    }
}
