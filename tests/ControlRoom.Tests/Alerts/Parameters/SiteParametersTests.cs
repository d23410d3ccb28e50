using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Parameters;

public sealed class SiteParametersOnSqliteTests() : SiteParametersTests(new SqliteEngine());

public sealed class SiteParametersOnPostgresTests(PostgresEngine engine) : SiteParametersTests(engine);

public abstract class SiteParametersTests(DatabaseEngine engine)
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_is_kept_with_author_date_reason_and_version_and_the_last_is_in_force_after_a_start()
    {
        using var database = await engine.CreateAsync();
        using var parameters = new SiteParameters(database.Databases, time);
        Assert.Same(RuleParameters.Default, parameters.Of("home"));
        var first = Change("EHO 12", "letter of 3 November", """{"nightExcessDb":8,"leftOpenDaySeconds":600}""");
        Assert.Null(await parameters.ChangeAsync("home", first, Stopping));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await parameters.ChangeAsync("home", Change("EHO 14", "tried, too many", """{"leftOpenDaySeconds":600}""", version: 2), Stopping));
        using var again = new SiteParameters(database.Databases, time);
        await again.OpenAsync(Stopping);
        Assert.Equal(RuleParameters.Default with { LeftOpenDaySeconds = 600, Version = "3" }, again.Of("home"));
        Assert.Equal(again.Of("home"), parameters.Of("home"));
        Assert.Same(RuleParameters.Default, again.Of("alley"));
        Assert.Equal([(3, "EHO 14", "tried, too many", 10.0), (2, "EHO 12", "letter of 3 November", 8.0)],
            (await again.HistoryAsync("home", Stopping)).Select(h =>
                (h.Version, h.Author, h.Reason, JsonDocument.Parse(h.Values).RootElement.GetProperty("nightExcessDb").GetDouble())));
        var history = await again.HistoryAsync("home", Stopping);
        Assert.Equal(2, history.Count);
        Assert.Equal(TimeSpan.FromDays(1).TotalMilliseconds, history[0].AtMs - history[1].AtMs);
    }

    [Theory]
    [InlineData("EHO", "why", """{"nightPermittedDb":19.9}""", "nightPermittedDb is 19.9; it must be a number from 20 to 80")]
    [InlineData("EHO", "why", """{"shoutBursts":2.5}""", "shoutBursts is 2.5; it must be a whole number from 1 to 20")]
    [InlineData("EHO", "why", """{"shoutBursts":"3"}""", "shoutBursts is \"3\"; it must be a whole number from 1 to 20")]
    [InlineData("EHO", "why", """{"nightPermited":40}""", "'nightPermited' is no parameter; there are validShare, nightPermittedDb")]
    [InlineData("EHO", "why", """{"version":40}""", "'version' is no parameter")]
    [InlineData("EHO", "why", """{"loiterNights":8}""", "loiterNights is 8; it must be at most loiterOfNights, which is 7")]
    [InlineData(" ", "why", "{}", "author has 0 characters; it must have 1 to 100")]
    [InlineData("EHO", "", "{}", "reason has 0 characters; it must have 1 to 1000")]
    public async Task What_cannot_be_is_refused_with_its_name_its_value_and_the_bound_and_nothing_changes(
        string author, string reason, string values, string says)
    {
        using var database = await engine.CreateAsync();
        using var parameters = new SiteParameters(database.Databases, time);
        Assert.StartsWith(says, (await parameters.ChangeAsync("home", Change(author, reason, values), Stopping))!.Value.Fault, StringComparison.Ordinal);
        Assert.Same(RuleParameters.Default, parameters.Of("home"));
        Assert.Empty(await parameters.HistoryAsync("home", Stopping));
    }

    [Fact]
    public async Task A_change_that_goes_by_an_older_version_is_refused()
    {
        using var database = await engine.CreateAsync();
        using var parameters = new SiteParameters(database.Databases, time);
        Assert.Null(await parameters.ChangeAsync("home", Change("EHO", "why", "{}", version: 1), Stopping));
        Assert.Equal(("version is 1, and the parameters of site 'home' are at version 2; read them again", true),
            await parameters.ChangeAsync("home", Change("EHO", "why", "{}", version: 1), Stopping));
    }

    private static ParametersChange Change(string author, string reason, string values, int? version = null) =>
        new(author, reason, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(values)!, version);
}
