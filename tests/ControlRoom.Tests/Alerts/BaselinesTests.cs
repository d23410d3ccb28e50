using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Usual;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class BaselinesOnSqliteTests() : BaselinesTests(new SqliteEngine());

public sealed class BaselinesOnPostgresTests(PostgresEngine engine) : BaselinesTests(engine);

public abstract class BaselinesTests(DatabaseEngine engine)
{
    private static readonly SiteEntry Street = new() { Id = "street", Name = "Street", Type = SiteType.STREET, TimeZone = "UTC", Devices = [] };

    [Fact]
    public async Task What_the_catalogue_gives_holds_for_all_that_was_not_learnt()
    {
        using var database = await engine.CreateAsync();
        await using (var db = await database.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.AddRange(
                new BaselineRow { Site = "street", HourOfWeek = 3, Values = new(40, 45, null, null, null) },
                new BaselineRow { Site = "street", HourOfWeek = 4, Values = new(58, 60, null, null, 5), Seeded = true });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var baselines = new Baselines(database.Databases);
        var site = await baselines.OfAsync(Street with { Baseline = new() { LAeqMedian = 58, LAeqP95 = 63, OccupiedP99 = 5 } });
        var given = new HourBaseline(58, 63, null, null, 5);
        Assert.All(Enumerable.Range(0, SiteBaseline.HoursPerWeek), hour =>
            Assert.Equal(hour == 3 ? new HourBaseline(40, 45, null, null, 5) : given, site.At(hour)));
        Assert.Equal(HourBaseline.Unknown, (await baselines.OfAsync(Street)).At(4));
    }
}
