using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

public sealed class KeptNightsTests : IDisposable
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly DuckDbReadingStore store;
    private readonly SealBook seals;
    private int computed;

    public KeptNightsTests()
    {
        store = new(Path.Combine(folder.Path, "readings"));
        seals = new(store, null!, new(), new RetentionClock(Path.Combine(folder.Path, "clock"), time));
    }

    private static NightPlace Place { get; } = new("bed", "Bedroom", new()
    {
        Id = "home",
        Name = "Home",
        Type = SiteType.HOME,
        TimeZone = "UTC",
        Devices = [new() { Id = "bed", Name = "Bedroom", Sound = new() }, new() { Id = "gauge", Name = "Gauge", Gate = new() }],
    }, new Stay("home", 0, null), TimeZoneInfo.Utc, Night.Of(new DateOnly(2026, 11, 23), TimeZoneInfo.Utc));

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_night_that_is_over_is_computed_once_until_a_record_of_it_comes()
    {
        using var kept = Kept();
        Assert.Equal("1", await AskAsync(kept, Place));
        Assert.Equal("1", await AskAsync(kept, Place));
        // Of now, of another place, of another night: none is of it.
        await StoreAsync("bed", time.GetUtcNow());
        await StoreAsync("yard", Place.Night.From.AddHours(1));
        await StoreAsync("bed", Place.Night.From.AddDays(-1));
        Assert.Equal("1", await AskAsync(kept, Place));
        await StoreAsync("bed", Place.Night.From.AddHours(1));
        Assert.Equal("2", await AskAsync(kept, Place));
        await store.ImportAsync([new("gauge", new GateRecord { Boot = new('b', 32), Seq = 1, T = Place.Night.From.AddHours(2), Wind = 3 })], Stopping);
        Assert.Equal("3", await AskAsync(kept, Place));
        Assert.Equal("3", await AskAsync(kept, Place));
    }

    [Fact]
    public async Task What_a_night_depends_on_beside_its_records_is_looked_at_each_time()
    {
        using var kept = Kept();
        Assert.Equal("1", await AskAsync(kept, Place, "usual 30"));
        Assert.Equal("2", await AskAsync(kept, Place, "usual 31"));
        Assert.Equal("3", await AskAsync(kept, Place with { Stay = new Stay("home", 5, null) }, "usual 31"));
        Assert.Equal("4", await AskAsync(kept, Place with { Site = Place.Site with { Name = "Other" } }, "usual 31"));
    }

    [Fact]
    public async Task A_night_that_goes_on_and_one_whose_seconds_are_erased_are_computed_each_time()
    {
        using var kept = Kept();
        var tonight = Place.On(new(2026, 11, 24));
        Assert.NotEqual(await AskAsync(kept, tonight), await AskAsync(kept, tonight));
        time.SetUtcNow(tonight.Night.To.AddMinutes(14));
        Assert.NotEqual(await AskAsync(kept, tonight), await AskAsync(kept, tonight));
        time.SetUtcNow(tonight.Night.To.AddMinutes(16));
        Assert.Equal(await AskAsync(kept, tonight), await AskAsync(kept, tonight));
        var old = Place.On(new(2026, 10, 20));
        Assert.NotEqual(await AskAsync(kept, old), await AskAsync(kept, old));
    }

    [Fact]
    public async Task What_comes_while_a_night_is_computed_keeps_it_from_being_kept()
    {
        using var kept = Kept();
        await kept.OfAsync(Place, async () =>
        {
            await StoreAsync("bed", Place.Night.From);
            return "half";
        });
        Assert.Equal("1", await AskAsync(kept, Place));
    }

    [Fact]
    public async Task Of_more_nights_than_are_kept_the_first_goes()
    {
        using var kept = Kept();
        foreach (var day in new[] { 20, 21, 22 })
            await AskAsync(kept, Place.On(new(2026, 11, day)));
        Assert.Equal(["2", "3"], [await AskAsync(kept, Place.On(new(2026, 11, 21))), await AskAsync(kept, Place.On(new(2026, 11, 22)))]);
        Assert.Equal("4", await AskAsync(kept, Place.On(new(2026, 11, 20))));
    }

    private KeptNights<string> Kept() => new(store, seals, time, most: 2);

    private Task<string> AskAsync(KeptNights<string> kept, NightPlace place, string beside = "") =>
        kept.OfAsync(place, () => Task.FromResult((++computed).ToString(System.Globalization.CultureInfo.InvariantCulture)), beside);

    private Task StoreAsync(string device, DateTimeOffset at) =>
        store.WriteAsync([new(device, new NoiseRecord { Boot = new('b', 32), Seq = 1, T = at, N = 48_000 })], 1, Stopping);
}
