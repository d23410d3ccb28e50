using System.Text;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.WalkTests;

/// <summary>A sheet and when it arrived.</summary>
internal sealed record ReceivedSheet(DateTimeOffset Received, WalkTestSheet Sheet);

/// <summary>The walk tests of devices, as long as a device has no more than <see cref="MostOfDevice"/>.</summary>
internal sealed class WalkTestSheets(IDbContextFactory<ControlRoomDb> databases, TimeProvider time)
{
    /// <summary>One a week for years; beyond it the oldest go.</summary>
    public const int MostOfDevice = 200;

    /// <summary>Stores a sheet.</summary>
    /// <returns>False: it is there already, and stays as it is.</returns>
    public async Task<bool> TakeAsync(WalkTestSheet sheet, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await IsThereAsync(db, sheet, cancellationToken))
            return false;
        db.Add(new WalkTestRow
        {
            Device = sheet.Device,
            Id = sheet.Id,
            AtMs = sheet.At.ToUnixTimeMilliseconds(),
            ReceivedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Sheet = Encoding.UTF8.GetString(sheet.Write()),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Sent twice at once: the other one was first.
            if (await IsThereAsync(db, sheet, cancellationToken))
                return false;
            throw;
        }
        var over = await db.Set<WalkTestRow>().Where(w => w.Device == sheet.Device).OrderByDescending(w => w.ReceivedMs).ThenBy(w => w.Id)
            .Skip(MostOfDevice).Select(w => w.Id).ToListAsync(cancellationToken);
        if (over.Count > 0)
            await db.Set<WalkTestRow>().Where(w => w.Device == sheet.Device && over.Contains(w.Id)).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    /// <summary>Those of a device, the one that arrived last first: its clock may have been wrong.</summary>
    public async Task<IReadOnlyList<ReceivedSheet>> OfAsync(string device, int most, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<WalkTestRow>().AsNoTracking().Where(w => w.Device == device).OrderByDescending(w => w.ReceivedMs).ThenByDescending(w => w.Id)
            .Take(most).ToListAsync(cancellationToken);
        return [.. rows.Select(w => new ReceivedSheet(
            DateTimeOffset.FromUnixTimeMilliseconds(w.ReceivedMs), WalkTestSheet.Read(Encoding.UTF8.GetBytes(w.Sheet))))];
    }

    private static Task<bool> IsThereAsync(ControlRoomDb db, WalkTestSheet sheet, CancellationToken cancellationToken) =>
        db.Set<WalkTestRow>().AsNoTracking().AnyAsync(w => w.Device == sheet.Device && w.Id == sheet.Id, cancellationToken);
}
