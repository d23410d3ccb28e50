using System.Text;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Calibrations;

/// <summary>A sheet and when it arrived.</summary>
internal sealed record ReceivedCalibration(DateTimeOffset Received, CalibrationSheet Sheet);

/// <summary>The calibrations of devices: each is kept as it came, for ever. The audit has the time of its arrival.</summary>
internal sealed class CalibrationBook(IDbContextFactory<ControlRoomDb> databases, AuditLog audit, TimeProvider time)
{
    /// <summary>Stores a sheet.</summary>
    /// <returns>False: it is there already, and stays as it is.</returns>
    public async Task<bool> TakeAsync(CalibrationSheet sheet, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await IsThereAsync(db, sheet, cancellationToken))
            return false;
        db.Add(new CalibrationRow
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
        await audit.WriteAsync($"device {sheet.Device}", "calibration stored", sheet.Device, $"{sheet.Id}: {CalibrationWords.Read(sheet)}");
        return true;
    }

    /// <summary>Those of a device, in the order in which they were made by its clock.</summary>
    public async Task<IReadOnlyList<ReceivedCalibration>> OfAsync(string device, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<CalibrationRow>().AsNoTracking().Where(c => c.Device == device).OrderBy(c => c.AtMs).ThenBy(c => c.ReceivedMs)
            .ThenBy(c => c.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(c => new ReceivedCalibration(
            DateTimeOffset.FromUnixTimeMilliseconds(c.ReceivedMs), CalibrationSheet.Read(Encoding.UTF8.GetBytes(c.Sheet))))];
    }

    private static Task<bool> IsThereAsync(ControlRoomDb db, CalibrationSheet sheet, CancellationToken cancellationToken) =>
        db.Set<CalibrationRow>().AsNoTracking().AnyAsync(c => c.Device == sheet.Device && c.Id == sheet.Id, cancellationToken);
}
