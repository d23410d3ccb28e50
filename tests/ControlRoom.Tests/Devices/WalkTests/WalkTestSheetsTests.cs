using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Devices.WalkTests;

namespace Solutions.Edge.ControlRoom.Tests.Devices.WalkTests;

public sealed class WalkTestSheetsOnSqliteTests() : WalkTestSheetsTests(new SqliteEngine());

public sealed class WalkTestSheetsOnPostgresTests(PostgresEngine engine) : WalkTestSheetsTests(engine);

public abstract class WalkTestSheetsTests(DatabaseEngine engine)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_oldest_of_a_device_go_and_the_latest_is_first()
    {
        using var database = await engine.CreateAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 14, 0, 0, TimeSpan.Zero));
        var sheets = new WalkTestSheets(database.Databases, time);
        for (var n = 0; n <= WalkTestSheets.MostOfDevice; n++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await sheets.TakeAsync(WalkTestsApiTests.Sheet() with { Id = $"w-{n}" }, Stopping));
        }
        Assert.False(await sheets.TakeAsync(WalkTestsApiTests.Sheet() with { Id = "w-9" }, Stopping));
        var kept = await sheets.OfAsync("lamp", int.MaxValue, Stopping);
        Assert.Equal(WalkTestSheets.MostOfDevice, kept.Count);
        Assert.Equal(($"w-{WalkTestSheets.MostOfDevice}", "w-1"), (kept[0].Sheet.Id, kept[^1].Sheet.Id));
        Assert.Empty(await sheets.OfAsync("gate", 1, Stopping));
    }
}
