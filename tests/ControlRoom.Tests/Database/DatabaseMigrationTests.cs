using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Tests.Database;

public class DatabaseMigrationTests
{
    [Fact]
    public async Task A_store_written_by_a_newer_version_refuses_to_start_and_names_what_is_newer()
    {
        using var database = await TestDatabase.CreateAsync();
        await using (var db = await database.Databases.CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99')");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(database.MigrateAsync);
        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_commit_is_on_disk_before_it_returns()
    {
        using var database = await TestDatabase.CreateAsync();
        await using var db = await database.Databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync()).Single());
        Assert.Equal(2, (await db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync()).Single());
    }
}
