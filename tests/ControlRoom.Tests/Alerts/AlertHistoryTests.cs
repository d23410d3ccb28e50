using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class AlertHistoryOnSqliteTests() : AlertHistoryTests(new SqliteEngine());

public sealed class AlertHistoryOnPostgresTests(PostgresEngine engine) : AlertHistoryTests(engine);

/// <summary>What people made of alerts, read from a real database.</summary>
public abstract class AlertHistoryTests(DatabaseEngine engine)
{
    [Fact]
    public async Task A_rule_is_tallied_by_the_verdicts_that_count_and_proposed_for_demotion_only_with_enough_of_them()
    {
        using var database = await engine.CreateAsync();
        var journal = new AlertJournal(database.Databases, "spool");
        var alerts = Enumerable.Range(0, 24).Select(i => Of(i, i < 5 ? Verdict.Real : i < 20 ? Verdict.NotReal : i == 20 ? Verdict.CannotTell : null,
            i is 19 ? null : i is >= 5 and < 20 ? FalseCause.WeatherOrLight : null, isCounted: i != 4)).ToList();
        alerts.Add(Of(30, Verdict.Real, null, true, folded: "a0"));
        alerts.Add(Of(31, null, null, false, suppressed: "an engineer's visit"));
        alerts.Add(Of(32, Verdict.Real, null, true, code: "DISORDER"));
        await journal.CommitAsync("street", 1, [.. alerts.Select(a => new AlertChange(a, new() { Alert = a.Id, Event = AlertEvent.Raised, Why = "" }))]);
        var history = new AlertHistory(database.Databases);
        var tallies = await history.TallyAsync(new(0, long.MaxValue), TestContext.Current.CancellationToken);
        Assert.Equal(["DISORDER", "NOISE-CROWD"], tallies.Select(t => t.Code));
        var crowd = tallies[1];
        Assert.Equal((24, 4, 15, 1, 1), (crowd.Rang, crowd.Real, crowd.NotReal, crowd.CannotTell, crowd.NotCounted));
        Assert.Equal(4.0 / 19, crowd.Precision);
        Assert.Equal([new(FalseCause.WeatherOrLight, 14)], crowd.Causes);
        Assert.True(crowd.IsToBeDemoted);
        Assert.False(tallies[0].IsToBeDemoted);
        Assert.Equal("a22", (await history.LastBeforeAsync("street", "NOISE-CROWD", 23_000))!.Id);
        Assert.Equal(["a32", "a23", "a22"], (await history.ReadAsync(new(22_000, 40_000), 10, TestContext.Current.CancellationToken)).Select(a => a.Id));
        Assert.Empty(await history.ReadAsync(new(0, long.MaxValue, "alley"), 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missed_incident_is_one_line_of_the_last_week()
    {
        using var database = await engine.CreateAsync();
        var time = new FakeTimeProvider(new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero));
        var book = new MissedBook(database.Databases, time);
        var now = time.GetUtcNow();
        Assert.Equal("at", book.FindFault(now.AddSeconds(1), "a fight")!.Value.Field);
        Assert.Equal("at", book.FindFault(now.AddDays(-8), "a fight")!.Value.Field);
        Assert.Equal("line", book.FindFault(now, " ")!.Value.Field);
        Assert.Equal("line", book.FindFault(now, "a fight\nand more")!.Value.Field);
        Assert.Null(book.FindFault(now.AddHours(-1), "a fight"));
        await book.AddAsync("street", now.AddHours(-1), " a fight ", "operator, desk 3f", TestContext.Current.CancellationToken);
        var missed = Assert.Single(await book.ReadAsync(0, long.MaxValue, TestContext.Current.CancellationToken));
        Assert.Equal(("street", "a fight", "operator, desk 3f", now.ToUnixTimeMilliseconds()), (missed.Site, missed.Line, missed.By, missed.EnteredMs));
        Assert.Single(await book.ReadAsync("operator, desk 3f", TestContext.Current.CancellationToken));
        Assert.Empty(await book.ReadAsync("operator, desk 40", TestContext.Current.CancellationToken));
    }

    private static Alert Of(int number, Verdict? verdict, FalseCause? cause, bool isCounted, string? folded = null, string? suppressed = null,
        string code = "NOISE-CROWD") => new()
        {
            Id = $"a{number}",
            Code = code,
            Site = "street",
            Source = new Source("mic"),
            Devices = ["mic"],
            Priority = 3,
            State = AlertState.Normal,
            Why = "",
            SinceMs = number * 1000,
            Rule = "1",
            Parameters = "1",
            Verdict = verdict,
            Cause = cause,
            IsVerdictCounted = verdict is not null && isCounted,
            FoldedUnder = folded,
            Suppressed = suppressed,
        };
}
