using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class AlertJournalOnSqliteTests() : AlertJournalTests(new SqliteEngine());

public sealed class AlertJournalOnPostgresTests(PostgresEngine engine) : AlertJournalTests(engine);

public abstract class AlertJournalTests(DatabaseEngine engine)
{
    [Fact]
    public async Task Changes_and_the_position_they_came_from_are_stored_together()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        Assert.Null(await journal.PositionAsync("street"));
        var alert = New("a1");
        await journal.CommitAsync("street", 100, [Change(alert, AlertEvent.Raised)]);
        alert.State = AlertState.Acknowledged;
        await journal.CommitAsync("street", 200, [Change(alert, AlertEvent.Repeated), Change(alert, AlertEvent.Acknowledged)]);
        Assert.Equal(200, await journal.PositionAsync("street"));
        Assert.Equal(AlertState.Acknowledged, Assert.Single(await journal.RecentAsync("street", 0)).State);
        await using var db = await database.Databases.CreateDbContextAsync();
        Assert.Equal([AlertEvent.Raised, AlertEvent.Repeated, AlertEvent.Acknowledged],
            await db.Set<AlertTransition>().OrderBy(t => t.Number).Select(t => t.Event).ToListAsync());
    }

    [Fact]
    public async Task A_position_is_of_the_spool_it_was_read_from()
    {
        using var database = await engine.CreateAsync();
        await new AlertJournal(database.Databases, "lost").CommitAsync("street", 5_000, [Change(New("a1"), AlertEvent.Raised)]);
        var journal = new AlertJournal(database.Databases, "new");
        Assert.Null(await journal.PositionAsync("street"));
        Assert.Single(await journal.RecentAsync("street", 0));
        await journal.CommitAsync("street", 10, []);
        Assert.Equal(10, await journal.PositionAsync("street"));
    }

    [Fact]
    public async Task A_commit_that_fails_stores_neither_alert_nor_position()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        await journal.CommitAsync("street", 100, [Change(New("a1"), AlertEvent.Raised)]);
        await using (var db = await database.Databases.CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE alert_transitions");
        await Assert.ThrowsAsync<DbUpdateException>(() => journal.CommitAsync("street", 200, [Change(New("a2"), AlertEvent.Raised)]));
        Assert.Equal(100, await journal.PositionAsync("street"));
        Assert.Single(await journal.RecentAsync("street", 0));
    }

    [Fact]
    public async Task Sites_that_store_at_the_same_time_are_all_stored_and_one_that_cannot_be_keeps_none_of_the_others_from_it()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        await journal.CommitAsync("refused", 1, [Change(New("taken"), AlertEvent.Raised)]);
        await using (var db = await database.Databases.CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("CREATE UNIQUE INDEX once ON alert_transitions (\"Alert\")");
        var sites = Enumerable.Range(0, 200).Select(n => $"street-{n}").ToList();
        // On threads of their own, as grains are.
        var refused = Task.Run(() => journal.CommitAsync("refused", 2, [Change(New("taken"), AlertEvent.Repeated)]));
        await Task.WhenAll(sites.Select((site, n) => Task.Run(() =>
            journal.CommitAsync(site, n, [Change(New($"of {site}"), AlertEvent.Raised)], [(Judged(site), true)]))));
        await Assert.ThrowsAsync<DbUpdateException>(() => refused);
        Assert.Equal(1, await journal.PositionAsync("refused"));
        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long?)n), await Task.WhenAll(sites.Select(journal.PositionAsync)));
        Assert.Equal(201, (await journal.ListAsync(openOnly: true, 0, 100, null, 1000)).Count);
        Assert.True((await journal.JudgedAsync("street-7", DateTimeOffset.UnixEpoch)).Contains("mic", "boot", "sound", 3));
    }

    /// <summary>A connection that breaks as the store answers: it has the changes, and its answer is lost.</summary>
    [Fact]
    public async Task A_joint_commit_whose_answer_is_lost_is_not_stored_a_second_time()
    {
        var line = new BreakingLine();
        using var database = await engine.CreateAsync(line);
        var journal = new AlertJournal(database.Databases, "spool");
        line.Breaks = true;
        // Held until all are there, so that some are stored together.
        var all = line.Holds = new();
        var commits = Enumerable.Range(0, 20).Select(n => journal.CommitAsync($"street-{n}", n, [Change(New($"a{n}"), AlertEvent.Raised)])).ToList();
        all.SetResult();
        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Contains(commits, c => c.IsFaulted);
        await using var db = await database.Databases.CreateDbContextAsync();
        Assert.Equal(20, await db.Set<AlertTransition>().CountAsync());
        Assert.Equal(20, await db.Set<AlertTransition>().Select(t => t.Alert).Distinct().CountAsync());
    }

    [Fact]
    public async Task Alerts_are_listed_by_start_a_page_at_a_time()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        for (var i = 0; i < 5; i++)
            await journal.CommitAsync("street", i, [Change(New($"a{i}", since: 10 - i), AlertEvent.Raised)]);
        var first = await journal.ListAsync(openOnly: true, 0, 100, null, 3);
        Assert.Equal(["a4", "a3", "a2"], first.Select(a => a.Id));
        Assert.Equal(["a1", "a0"], (await journal.ListAsync(openOnly: true, 0, 100, "a2", 3)).Select(a => a.Id));
    }

    [Fact]
    public async Task Each_time_an_alert_happened_is_known_again_and_neither_its_end_nor_another_codes()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        var alert = New("a1");
        await journal.CommitAsync("street", 1, [Change(alert, AlertEvent.Raised, 100), Change(alert, AlertEvent.Returned, 200),
            Change(alert, AlertEvent.Repeated, 300)]);
        await journal.CommitAsync("street", 2, [Change(New("a2", code: "NOISE-CROWD"), AlertEvent.Raised, 300), Change(alert, AlertEvent.Acknowledged, 400)]);
        Assert.Equal([(new Source("mic"), 100L), (new Source("mic"), 300L)], await journal.OccurrencesAsync("street", "NOISE-SHOUT", 0));
        Assert.Equal([(new Source("mic"), 300L)], await journal.OccurrencesAsync("street", "NOISE-SHOUT", 200));
        Assert.Empty(await journal.OccurrencesAsync("home", "NOISE-SHOUT", 0));
    }

    [Fact]
    public async Task Every_ring_of_an_alert_is_known_again_and_nothing_else_that_happened_to_it()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        var (alert, lifecycle) = (New("a1"), new AlertLifecycle("street", hasCamera: false, RuleParameters.Default));
        lifecycle.Restore([alert]);
        alert.LastMs = 300;
        var rings = Change(alert, AlertEvent.Raised, 300);
        await journal.CommitAsync("street", 1, [Change(alert, AlertEvent.Raised, 100), Change(alert, AlertEvent.Repeated, 200), rings]);
        lifecycle.Do("a1", new(AlertVerb.Acknowledge, "operator"), 400);
        await journal.CommitAsync("street", 2, lifecycle.TakeChanges());
        Assert.Equal([100, 300], (await journal.RangAsync("street", 0)).Select(t => t.AtMs));
        Assert.Equal([300], (await journal.RangAsync("street", 200)).Select(t => t.AtMs));
        Assert.Empty(await journal.RangAsync("home", 0));
    }

    [Fact]
    public async Task What_stayed_quiet_is_stored_with_the_position_it_came_from_and_a_commit_without_it_leaves_it()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        Assert.Null(await journal.QuietAsync("street"));
        await journal.CommitAsync("street", 1, [], quiet: new() { Site = "street", Explanations = "one" });
        await journal.CommitAsync("street", 2, [], quiet: new() { Site = "street", Explanations = "two" });
        await journal.CommitAsync("street", 3, [Change(New("a1"), AlertEvent.Raised)]);
        Assert.Equal("two", (await journal.QuietAsync("street"))!.Explanations);
        Assert.Null(await journal.QuietAsync("home"));
    }

    [Fact]
    public async Task What_is_held_back_is_stored_with_what_it_hid_and_read_until_it_has_ended()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        var (alert, lifecycle) = (New("a1"), new AlertLifecycle("street", hasCamera: false, RuleParameters.Default));
        lifecycle.Restore([alert]);
        Assert.Equal(ActResult.Done, lifecycle.Do("a1", new(AlertVerb.Shelve, "operator") { Minutes = 30, Text = "wind" }, 1000));
        await journal.CommitAsync("street", 1, lifecycle.TakeChanges(), shelves: lifecycle.Shelves.TakeChanges());
        var shelf = Assert.Single(await journal.ShelvesAsync("street"));
        Assert.Equal(("a1", "wind", 1000L, 1_801_000L, 0), (shelf.Alert, shelf.Reason, shelf.SinceMs, shelf.UntilMs, shelf.Hid));
        Assert.True(Assert.Single(await journal.RecentAsync("street", 0)).IsShelved);
        Assert.Empty(await journal.ListAsync(openOnly: true, 0, 100, null, 10));
        lifecycle.Shelves.Hide(New("a2"), lifecycle.Shelves.Open[0]);
        await journal.CommitAsync("street", 2, [], shelves: lifecycle.Shelves.TakeChanges());
        Assert.Equal(1, Assert.Single(await journal.ShelvesAsync("street")).Hid);
        lifecycle.Expire(1_801_000);
        await journal.CommitAsync("street", 3, lifecycle.TakeChanges(), shelves: lifecycle.Shelves.TakeChanges());
        Assert.Empty(await journal.ShelvesAsync("street"));
        await using var db = await database.Databases.CreateDbContextAsync();
        Assert.Equal([AlertEvent.Shelved, AlertEvent.ShelfEnded],
            await db.Set<AlertTransition>().Where(t => t.Alert == shelf.Id).OrderBy(t => t.Number).Select(t => t.Event).ToListAsync());
    }

    private static Alert New(string id, long since = 1, string code = "NOISE-SHOUT") => new()
    {
        Id = id,
        Code = code,
        Site = "street",
        Source = new("mic"),
        Devices = ["mic"],
        Priority = 3,
        Why = "3 shouts",
        SinceMs = since,
        Rule = "1",
        Parameters = "1",
    };

    private static JudgedBoot Judged(string site) => new() { Site = site, Device = "mic", Boot = "boot", Ranges = """{"sound":[[1,3]]}""" };

    /// <summary>Every commit is made, and of those of several alerts the answer does not come.</summary>
    private sealed class BreakingLine : DbTransactionInterceptor
    {
        public bool Breaks { get; set; }

        public TaskCompletionSource? Holds { get; set; }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection,
            TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await (Holds?.Task ?? Task.CompletedTask);
            return result;
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            Breaks && eventData.Context!.ChangeTracker.Entries<Alert>().Count() > 1 ? throw new IOException("the line broke") : Task.CompletedTask;
    }

    private static AlertChange Change(Alert alert, AlertEvent happened, long at = 0) =>
        new(alert.Copy(), new() { Alert = alert.Id, AtMs = at, Event = happened, State = alert.State, Why = alert.Why, Rings = happened == AlertEvent.Raised });
}
