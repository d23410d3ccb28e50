using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>Brings the relational store to this version's schema at start: never without a backup, never backwards.</summary>
internal static class DatabaseMigration
{
    /// <exception cref="InvalidOperationException">The store was written by a newer version.</exception>
    public static async Task MigrateAsync(IDbContextFactory<ControlRoomDb> databases, string dataFolder, TimeProvider time)
    {
        await using var db = await databases.CreateDbContextAsync();
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        if (applied.Find(m => !known.Contains(m)) is { } newer)
            throw new InvalidOperationException(
                $"{Path.Combine(dataFolder, DatabaseFeature.FileName)} was written by a newer version (its schema has '{newer}'). Run that version, or restore a backup made before the upgrade.");
        if (applied.Count == known.Count)
            return;
        if (applied.Count > 0)
            await BackUpAsync(db, Path.Combine(dataFolder, "backup"), time);
        await db.Database.MigrateAsync();
    }

    private static async Task BackUpAsync(ControlRoomDb db, string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FormattableString.Invariant($"control-room-{time.GetUtcNow():yyyyMMdd-HHmmss}.db"));
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}");
    }
}
