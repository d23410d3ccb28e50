using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access.Installation;

/// <summary>Keeps what was chosen for the installation.</summary>
internal sealed class InstallationStore(IDbContextFactory<ControlRoomDb> databases)
{
    /// <summary>Before anything was chosen: what is usual.</summary>
    public async Task<InstallationRow> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<InstallationRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new();
    }

    public async Task WriteAsync(InstallationRow chosen, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<InstallationRow>().AnyAsync(cancellationToken))
            db.Update(chosen);
        else
            db.Add(chosen);
        await db.SaveChangesAsync(cancellationToken);
    }
}
