using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>Brings the relational store to this version's schema at start: never without a backup, never backwards.</summary>
internal static class DatabaseMigration
{
    /// <exception cref="InvalidOperationException">The store was written by a newer version, or refuses; the message states why.</exception>
    public static async Task MigrateAsync(
        IDbContextFactory<ControlRoomDb> databases, string dataFolder, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await db.ReachAsync(time, log, cancellationToken);
            await MigrateAsync(db, Path.Combine(dataFolder, "backup"), time, cancellationToken);
        }
        catch (DbException e)
        {
            throw new InvalidOperationException($"{db.Where} cannot be used: {e.Message} {db.Remedy}", e);
        }
    }

    private static async Task MigrateAsync(ControlRoomDb db, string backupFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Find(m => !known.Contains(m)) is { } newer)
            throw new InvalidOperationException(
                $"{db.Where} was written by a newer version (its schema has '{newer}'). Run that version, or restore a backup made before the upgrade.");
        if (applied.Count == known.Count)
            return;
        if (applied.Count > 0)
            await db.BackUpAsync(backupFolder, time.GetUtcNow());
        await db.Database.MigrateAsync(cancellationToken);
    }
}
