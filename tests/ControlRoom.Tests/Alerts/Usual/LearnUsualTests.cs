using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Usual;

public sealed class LearnUsualOnSqliteTests() : LearnUsualTests(new SqliteEngine());

public sealed class LearnUsualOnPostgresTests(PostgresEngine engine) : LearnUsualTests(engine);

/// <summary>From readings in the embedded store to what the rules of a site go by.</summary>
public abstract class LearnUsualTests(DatabaseEngine engine)
{
    private const string Boot = "0123456789abcdef0123456789abcdef";

    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 4, 10, 0, TimeSpan.Zero);

    private static readonly SiteEntry Street = new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "UTC",
        Devices = [new() { Id = "lamp", Name = "Lamp", Sound = new(), Camera = new() }],
    };

    private readonly FakeTimeProvider time = new(Now);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_usual_is_learnt_shown_followed_and_forgotten_with_a_reason()
    {
        using var database = await engine.CreateAsync();
        using var readings = new DuckDbReadingStore(database.Folder);
        var (baselines, sites) = (new Baselines(database.Databases), new SiteCatalog([Street]));
        using var learn = new LearnUsual(sites, readings, new(database.Databases, "spool"), baselines, database.Databases, time);
        var book = new UsualBook(database.Databases, baselines);
        // Eight days: the hours of Monday and of Sunday were there twice, the others once.
        await readings.ImportAsync([.. Minutes(Now.AddDays(-8), 8 * 24 * 60, 50)], Stopping);
        await readings.ImportAsync([.. Seconds(Now.Date.AddHours(1), 3600), .. Seconds(Now.Date.AddDays(-7).AddHours(1), 3600)], Stopping);
        Assert.Equal(1, (await baselines.OfAsync(Street)).LearningDay);

        await learn.LearnAsync(Street, Stopping);
        var learnt = await baselines.OfAsync(Street);
        Assert.Equal((1, null), (learnt.Version, learnt.LearningDay));
        Assert.Equal(52.95, learnt.At(1).LAeqMedian!.Value, 0.1);
        Assert.Equal(55.6, learnt.At(1).LAeqP95!.Value, 0.1);
        Assert.Equal(4.95, learnt.At(1).OccupiedMedian!.Value, 0.1);
        var week = await book.ReadAsync(Street, Stopping);
        Assert.Equal(Now, week.Learnt);
        Assert.Equal((new LearntFrom(120, 2, false), new LearntFrom(120, 2, false)), (week.Hours[1].Sound, week.Hours[1].Motion));
        Assert.True(week.Hours[3 * 24].Sound is { Days: 8, IsOfOtherDays: true });

        // The next night reads what is new alone, and what came late within two days.
        time.Advance(TimeSpan.FromDays(1));
        await readings.ImportAsync([.. Minutes(Now, 24 * 60, 50)], Stopping);
        await learn.LearnAsync(Street, Stopping);
        week = await book.ReadAsync(Street, Stopping);
        Assert.Equal(new LearntFrom(120, 2, false), week.Hours[24].Sound);
        Assert.Equal(2, baselines.VersionOf("street"));

        Assert.Equal("reason has 0 characters; it must have 1 to 1000", await learn.ForgetAsync("street", "person 4", " ", Stopping));
        Assert.Null(await learn.ForgetAsync("street", "person 4", "the road was closed", Stopping));
        Assert.Equal((3, 1), ((await baselines.OfAsync(Street)).Version, (await baselines.OfAsync(Street)).LearningDay));
        Assert.Equal(HourBaseline.Unknown, (await baselines.OfAsync(Street)).At(1));
        time.Advance(TimeSpan.FromHours(3));
        await learn.LearnAsync(Street, Stopping);
        week = await book.ReadAsync(Street, Stopping);
        Assert.All(week.Hours, h => Assert.Equal(0, h.Sound.Minutes));
        Assert.Equal(("person 4", "the road was closed"), (Assert.Single(week.Resets).Author, week.Resets[0].Reason));
        Assert.NotEmpty(await new ResetsOfPerson(database.Databases).ReadAsync("person 4", Stopping));
    }

    [Fact]
    public async Task A_device_teaches_the_place_where_it_stood_and_an_open_alert_nothing()
    {
        using var database = await engine.CreateAsync();
        using var readings = new DuckDbReadingStore(database.Folder);
        var (baselines, sites, journal) = (new Baselines(database.Databases), new SiteCatalog([]), new AlertJournal(database.Databases, "spool"));
        var (moved, alert) = (Now.AddDays(-1).AddHours(-2), Now.AddHours(-9));
        sites.Replace([Street], [], new Dictionary<string, long> { ["lamp"] = moved.ToUnixTimeMilliseconds() },
            new Dictionary<string, IReadOnlyList<Stay>>
            {
                ["lamp"] = [new("bar", 0, moved.ToUnixTimeMilliseconds()), new("street", moved.ToUnixTimeMilliseconds(), null)],
            });
        using var learn = new LearnUsual(sites, readings, journal, baselines, database.Databases, time);
        await readings.ImportAsync([.. Minutes(Now.AddDays(-3), 3 * 24 * 60, 50)], Stopping);
        await using (var db = await database.Databases.CreateDbContextAsync(Stopping))
        {
            db.Add(new Alert
            {
                Id = "a1",
                Code = "NOISE-CROWD",
                Site = "street",
                Source = new("lamp"),
                Devices = ["lamp"],
                Why = "",
                Rule = "1",
                Parameters = "1",
                SinceMs = alert.ToUnixTimeMilliseconds(),
                LastMs = alert.ToUnixTimeMilliseconds(),
                UntilMs = alert.AddMinutes(20).ToUnixTimeMilliseconds(),
            });
            await db.SaveChangesAsync(Stopping);
        }
        await learn.LearnAsync(Street, Stopping);
        await using var stored = await database.Databases.CreateDbContextAsync(Stopping);
        var hours = await stored.Set<UsualHourRow>().OrderBy(h => h.FromMs).Select(h => h.Digest).ToListAsync(Stopping);
        Assert.Equal(moved.AddMinutes(-10), hours[0].From);
        Assert.Equal((50, 60), (hours[0].SoundMinutes, hours[1].SoundMinutes));
        Assert.Equal((21, 39), (hours.Single(h => h.From == alert.AddMinutes(-10)).LeftOut[LeftOut.Alert],
            hours.Single(h => h.From == alert.AddMinutes(-10)).SoundMinutes));
    }

    [Theory]
    [InlineData("2026-11-30T03:59:00Z", "2026-11-29T04:00:00Z")]
    [InlineData("2026-11-30T04:00:00Z", "2026-11-30T04:00:00Z")]
    [InlineData("2026-10-25T03:59:00Z", "2026-10-24T03:00:00Z")]
    [InlineData("2027-03-28T03:00:00Z", "2027-03-28T03:00:00Z")]
    public void It_is_learnt_at_four_by_the_clock_of_the_place(string now, string latest) => Assert.Equal(
        Instant(latest), NightlyLearning.Latest(Instant(now), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<StoredRecord> Minutes(DateTimeOffset from, int count, double level) => Enumerable.Range(0, count).Select(i => from.AddMinutes(i))
        .Select(t => new StoredRecord("lamp", new NoiseMinuteRecord
        {
            Boot = Boot,
            Seq = t.ToUnixTimeSeconds() / 60,
            T = t,
            LAeq = level + t.Minute / 10.0,
            Histogram = new(450, [3000, 3000]),
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 100,
        }));

    private static IEnumerable<StoredRecord> Seconds(DateTime from, int count) =>
        Enumerable.Range(0, count).Select(i => new DateTimeOffset(from, TimeSpan.Zero).AddSeconds(i)).Select(t =>
            new StoredRecord("lamp", new MotionRecord { Boot = Boot, Seq = t.ToUnixTimeSeconds(), T = t, Occupied = t.ToUnixTimeSeconds() % 100 / 10.0 }));
}
