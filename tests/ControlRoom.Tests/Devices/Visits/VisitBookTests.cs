using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Devices.Visits;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Visits;

public sealed class VisitBookOnSqliteTests() : VisitBookTests(new SqliteEngine());

public sealed class VisitBookOnPostgresTests(PostgresEngine engine) : VisitBookTests(engine);

public abstract class VisitBookTests(DatabaseEngine engine)
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 13, 30, 0, TimeSpan.Zero));

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visit_lasts_an_hour_and_is_on_after_a_restart()
    {
        using var database = await engine.CreateAsync();
        using var book = new VisitBook(database.Databases, time);
        await book.StartAsync("gate", new(" Ada "), "person 4", Stopping);
        using var restarted = new VisitBook(database.Databases, time);
        await restarted.OpenAsync(Stopping);
        Assert.Equal(("Ada", "person 4", "14:30"),
            restarted.Running("gate") is { } visit ? (visit.Name, visit.StartedBy, visit.Until("Europe/London")) : default);
        Assert.Null(restarted.Running("lamp"));
        time.Advance(TimeSpan.FromMinutes(60));
        Assert.Null(restarted.Running("gate"));
        Assert.Empty(restarted.On);
    }

    [Fact]
    public async Task A_visit_that_is_ended_is_over_from_then_on_and_after_a_restart()
    {
        using var database = await engine.CreateAsync();
        using var book = new VisitBook(database.Databases, time);
        await book.StartAsync("gate", new("Ada", 30), "person 4", Stopping);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await book.EndAsync("gate", "device gate", Stopping));
        Assert.Null(await book.EndAsync("gate", "device gate", Stopping));
        using var restarted = new VisitBook(database.Databases, time);
        await restarted.OpenAsync(Stopping);
        var visit = restarted.Latest("gate")!;
        Assert.Equal(("device gate", time.GetUtcNow()), (visit.EndedBy, visit.Ends));
        Assert.True(visit.Covers(visit.Ends.ToUnixTimeMilliseconds() - 1) && !visit.Covers(visit.Ends.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task A_visit_that_is_started_again_goes_on_without_a_gap()
    {
        using var database = await engine.CreateAsync();
        using var book = new VisitBook(database.Databases, time);
        var first = await book.StartAsync("gate", new("Ada", 10), "person 4", Stopping);
        time.Advance(TimeSpan.FromMinutes(9));
        var second = await book.StartAsync("gate", new("Ada", 60), "person 4", Stopping);
        Assert.Equal([(first.Number, second.StartedMs), (second.Number, second.EndsMs)], book.Recent.Select(v => (v.Number, v.EndedMs ?? v.EndsMs)));
        Assert.Equal(second, book.Running("gate"));
    }

    [Fact]
    public async Task A_visit_and_its_name_are_erased_when_no_record_of_it_can_come()
    {
        using var database = await engine.CreateAsync();
        using var book = new VisitBook(database.Databases, time);
        await book.StartAsync("gate", new("Ada"), "person 4", Stopping);
        time.Advance(TimeSpan.FromDays(91));
        await book.StartAsync("lamp", new("Grace"), "person 4", Stopping);
        Assert.Equal(["Grace"], book.Recent.Select(v => v.Name));
        using var restarted = new VisitBook(database.Databases, time);
        await restarted.OpenAsync(Stopping);
        Assert.Equal(["Grace"], restarted.Recent.Select(v => v.Name));
    }
}
