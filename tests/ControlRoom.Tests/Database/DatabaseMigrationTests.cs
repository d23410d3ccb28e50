using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Tests.Database;

public sealed class MigrationOnSqliteTests() : DatabaseMigrationTests(new SqliteEngine())
{
    [Fact]
    public async Task Stills_of_the_version_before_clips_are_kept()
    {
        using var database = await new SqliteEngine().CreateAsync();
        await using var db = await database.Databases.CreateDbContextAsync();
        await db.Database.MigrateAsync("Initial");
        await db.Database.ExecuteSqlRawAsync("INSERT INTO stills (Id, Device, Site, AtMs, Why, ArrivedMs, Sha256) "
            + "VALUES ('a1', 'lamp', 'street', 1, 'DISORDER', 2, 'ab'), ('a2', 'lamp', 'street', 1, 'DISORDER', NULL, NULL)");
        await database.MigrateAsync();
        var captures = await db.Set<Capture>().OrderBy(c => c.Id).ToListAsync();
        Assert.Equal([("a1", EvidenceRecord.Still, "ab", 2L), ("a2", EvidenceRecord.Still, "", null)],
            captures.Select(c => (c.Id, c.Kind, string.Join(' ', c.Sha256), c.ArrivedMs)));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(database.Folder, "backup")));
    }

    [Fact]
    public async Task Every_commit_is_on_disk_before_it_returns()
    {
        using var database = await new SqliteEngine().CreateAsync();
        await using var db = await database.Databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync()).Single());
        Assert.Equal(2, (await db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync()).Single());
    }
}

public sealed class MigrationOnPostgresTests(PostgresEngine engine) : DatabaseMigrationTests(engine);

public abstract class DatabaseMigrationTests(DatabaseEngine engine)
{
    [Fact]
    public async Task A_store_written_by_a_newer_version_refuses_to_start_and_names_what_is_newer()
    {
        using var database = await engine.CreateAsync();
        await using (var db = await database.Databases.CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99')");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.MigrateAsync);
        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_this_version_starts_again_as_it_is()
    {
        using var database = await engine.CreateAsync();
        await database.MigrateAsync();
        Assert.False(Directory.Exists(Path.Combine(database.Folder, "backup")));
    }

    /// <summary>A change of a slice's tables needs a migration for each engine.</summary>
    [Fact]
    public async Task The_migrations_lead_to_the_tables_that_the_slices_ask_for()
    {
        using var database = await engine.CreateAsync();
        await using var db = await database.Databases.CreateDbContextAsync();
        Assert.False(db.Database.HasPendingModelChanges());
    }
}
