using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class BaselinesOnSqliteTests() : BaselinesTests(new SqliteEngine());

public sealed class BaselinesOnPostgresTests(PostgresEngine engine) : BaselinesTests(engine);

public abstract class BaselinesTests(DatabaseEngine engine)
{
    [Fact]
    public async Task Seeded_values_hold_for_every_hour_of_the_week_and_a_second_start_replaces_them()
    {
        using var database = await engine.CreateAsync();
        var baselines = new Baselines(database.Databases);
        foreach (var p95 in new[] { 63.0, 64.5 })
        {
            await baselines.SeedAsync("street", new() { LAeqMedian = 58, LAeqP95 = p95, OccupiedP99 = 5 });
            var site = await baselines.OfAsync("street");
            Assert.All(Enumerable.Range(0, SiteBaseline.HoursPerWeek), hour => Assert.Equal(new HourBaseline(58, p95, null, null, 5), site.At(hour)));
        }
        Assert.Equal(HourBaseline.Unknown, (await baselines.OfAsync("elsewhere")).At(0));
    }
}
