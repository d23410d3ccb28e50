using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Sites;

/// <summary>A data folder of the version that had no catalogue of its own.</summary>
public class EarlierFolderTests
{
    [Fact]
    public async Task A_folder_of_the_version_before_starts_with_the_sites_of_the_file_and_keeps_its_alerts()
    {
        await using var room = new RunningRoom(new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "gate", Name = "Gate", Gate = new() }],
        });
        await MakeFolderAsync(room.Data);
        var (sites, board) = (await room.ServiceAsync<SiteCatalog>(), await room.ServiceAsync<AlertBoard>());
        Assert.Equal(("alley", 0L), (sites.SiteOf("gate")!.Id, sites.SinceMs("gate")));
        await Eventually.IsTrueAsync("the alert on the board", () => Task.FromResult(board.All.Any(a => a is { Id: "a1", State: AlertState.Unacknowledged })));
        await using var db = await (await room.ServiceAsync<IDbContextFactory<ControlRoomDb>>()).CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Single(await db.Set<AlertTransition>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(room.Data, "backup")));
    }

    /// <summary>As the version before left it, with a gate's alert open since two minutes ago.</summary>
    private static async Task MakeFolderAsync(string data)
    {
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "DEMONSTRATION"), "", TestContext.Current.CancellationToken);
        var options = new DbContextOptionsBuilder<SqliteControlRoomDb>();
        SqliteControlRoomDb.Configure(options, Path.Combine(data, "control-room.db"));
        await using var db = new SqliteControlRoomDb(options.Options, ModelParts.All);
        await db.GetService<IMigrator>().MigrateAsync("QuietIsKept", TestContext.Current.CancellationToken);
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-2).ToUnixTimeMilliseconds();
        // By the columns of then: the model has others since.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO alerts (Id, Code, Site, Source, Devices, Priority, State, Why, SinceMs, FiredMs, LastMs, Count, Rule, Parameters)
            VALUES ('a1', {GateForcedRule.Id}, 'alley', 'gate', '["gate"]', 1, {nameof(AlertState.Unacknowledged)}, 'Gate: opened while the bolt reads thrown',
                {since}, {since}, {since}, 1, '1', '1')
            """, TestContext.Current.CancellationToken);
        db.Add(new AlertTransition
        {
            Alert = "a1",
            AtMs = since,
            Event = AlertEvent.Raised,
            State = AlertState.Unacknowledged,
            Priority = 1,
            Rings = true,
            Why = "",
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
