using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>A night of a home is there for those that see homes, and for nobody else is there anything to be found out.</summary>
public class NightRightsTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private static readonly Caller Operator = new("person 1", 1, "", Roles.Operator), Officer = new("person 2", 2, "", Roles.EnvironmentalHealth);

    private static readonly SiteEntry Home = Site("home", SiteType.HOME, "bed"), Street = Site("street", SiteType.STREET, "lamp");

    [Theory]
    [InlineData("bed", "2026-11-23", false, true)]
    [InlineData("lamp", "2026-11-23", true, true)]
    [InlineData("lamp", "2026-02-30", false, false)]
    [InlineData("lamp", "", false, false)]
    [InlineData("gone", "2026-11-23", false, false)]
    [InlineData("../bed", "2026-11-23", false, false)]
    [InlineData("", "2026-11-23", false, false)]
    public void Nights_are_seen_by_those_that_see_the_place(string device, string date, bool isSeenByOperator, bool isSeenByOfficer)
    {
        var sites = new SiteCatalog([Home, Street]);
        Assert.Equal(isSeenByOperator, NightPlace.Find(sites, Operator, device, date) is not null);
        Assert.Equal(isSeenByOfficer, NightPlace.Find(sites, Officer, device, date) is not null);
    }

    [Fact]
    public void A_microphone_that_was_moved_has_the_nights_of_each_place_where_it_stood()
    {
        var sites = new SiteCatalog([Home, Street]);
        var moved = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
        sites.Replace([Site("home", SiteType.HOME), Site("street", SiteType.STREET, "bed")], [], new Dictionary<string, long>(),
            new Dictionary<string, IReadOnlyList<Stay>>
            {
                ["bed"] = [new("home", 0, moved.ToUnixTimeMilliseconds()), new("street", moved.ToUnixTimeMilliseconds(), null)],
            });
        Assert.Null(NightPlace.Find(sites, Operator, "bed", "2026-11-22"));
        Assert.Equal("home", NightPlace.Find(sites, Officer, "bed", "2026-11-22")?.Site.Id);
        var place = NightPlace.Find(sites, Operator, "bed", "2026-11-23");
        Assert.Equal(("street", false, true), (place?.Site.Id, place?.IsThere(moved.AddSeconds(-1)), place?.IsThere(moved)));
        Assert.Equal([Street.Id], NightPlace.All(sites, Operator, moved.AddDays(1)).Select(p => p.Site.Id));
    }

    [Fact]
    public async Task By_HTTP_what_is_not_seen_is_answered_as_what_is_not_there()
    {
        using var folder = new TemporaryFolder();
        var (ports, clock) = (FreePort.Take(5), new AheadClock { By = TimeSpan.FromDays(-20) });
        await using var app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, clock, CancellationToken.None);
        await app.StartAsync(Stopping);
        var store = app.Services.GetRequiredService<SiteStore>();
        await store.PutAsync(Home, Stopping);
        await store.PutAsync(Street, Stopping);
        clock.By = TimeSpan.Zero;
        var night = Night.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(-3)), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        await app.Services.GetRequiredService<IReadingStore>().ImportAsync([Second("bed", 1, night.From.AddSeconds(5), 41.25),
            Second("bed", 2, night.From.AddHours(1), 61.5), Second("lamp", 1, night.From, 50)], Stopping);

        foreach (var way in (string[])["", "/seconds"])
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, ports[0], Roles.EnvironmentalHealth, $"nights/bed/{night.Date}{way}")).Status);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, ports[0], Roles.Operator, $"nights/lamp/{night.Date}{way}")).Status);
            foreach (var (role, path) in new[]
                     {
                         (Roles.Operator, $"nights/bed/{night.Date}"), (Roles.Engineer, $"nights/bed/{night.Date}"),
                         (Roles.EnvironmentalHealth, $"nights/gone/{night.Date}"), (Roles.EnvironmentalHealth, "nights/bed/2026-02-30"),
                         (Roles.EnvironmentalHealth, "nights/bed/2001-01-01"), (Roles.EnvironmentalHealth, $"nights/..%2Fbed/{night.Date}"),
                     })
                Assert.Equal((path + way, HttpStatusCode.NotFound), (path + way, (await GetAsync(app, ports[0], role, path + way)).Status));
        }
        var (_, seconds) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, $"nights/bed/{night.Date}/seconds");
        // The sixth second's step is 4125, zigzag 8250: low byte 58, high byte 32.
        Assert.Equal((4 + 3 * night.Seconds, 58, 32, 0, 1), (seconds.Length, seconds[4 + 5], seconds[4 + night.Seconds + 5], seconds[4 + 2 * night.Seconds + 5],
            seconds[4 + 2 * night.Seconds + 6]));
        var (_, page) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, $"nights/bed/{night.Date}");
        Assert.Contains("58.5 dB", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        var (_, list) = await GetAsync(app, ports[0], Roles.Operator, "nights");
        Assert.Contains("/nights/lamp/", System.Text.Encoding.UTF8.GetString(list), StringComparison.Ordinal);
        Assert.DoesNotContain("/nights/bed/", System.Text.Encoding.UTF8.GetString(list), StringComparison.Ordinal);
        await app.StopAsync(Stopping);
    }

    private static SiteEntry Site(string id, SiteType type, params string[] devices) => new()
    {
        Id = id,
        Name = id,
        Type = type,
        TimeZone = "Europe/London",
        Devices = [.. devices.Select(d => new DeviceEntry { Id = d, Name = d, Sound = new() })],
    };

    private static StoredRecord Second(string device, long seq, DateTimeOffset at, double level) => new(device, new NoiseRecord
    {
        Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
        Bn = 1,
        Seq = seq,
        T = at,
        Up = seq,
        LAeq = level,
        LAFmax = level + 3,
        N = 48_000,
    });

    private static async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(WebApplication app, int port, Roles role, string path)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer",
            (await app.Services.GetRequiredService<Tokens>().MakeAsync("test", role, 1, Caller.Nobody)).Token);
        using var answer = await http.GetAsync(path, Stopping);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Stopping));
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
