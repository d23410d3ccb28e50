using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Sites;

/// <summary>Levels of a device that was moved: what it recorded at a home stays a home's, wherever it stands now.</summary>
public class HomePrivacyTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private static readonly Caller Operator = new("person 1", 1, "", Roles.Operator), Caseworker = new("person 2", 2, "", Roles.Caseworker);

    [Theory]
    [InlineData("home 0-100, street 100-", 50, false)]
    [InlineData("home 0-100, street 100-", 99, false)]
    [InlineData("home 0-100, street 100-", 100, true)]
    [InlineData("street 0-100, home 100-", 99, true)]
    [InlineData("street 0-100, home 100-", 100, false)]
    [InlineData("street 10-100, alley 200-", 150, true)]
    [InlineData("home 10-100, street 200-", 150, false)]
    [InlineData("street 10-100, home 200-", 150, false)]
    [InlineData("street 10-", 5, true)]
    [InlineData("street 10-100, home 100-200, street 200-", 5, false)]
    [InlineData("street 10-100", 50, true)]
    [InlineData("street 10-100", 150, false)]
    [InlineData("gone 10-", 50, false)]
    [InlineData("", 50, false)]
    public void The_place_at_the_time_of_the_record_decides(string stays, long at, bool isSeen)
    {
        var sites = new SiteCatalog([Site("street", SiteType.STREET), Site("alley", SiteType.ALLEY), Site("home", SiteType.HOME)]);
        sites.Replace(sites.Sites, [], new Dictionary<string, long>(), new Dictionary<string, IReadOnlyList<Stay>>
        {
            ["lamp"] = [.. stays.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(' ', '-')).Select(s =>
                new Stay(s[0], long.Parse(s[1], null), s[2].Length > 0 ? long.Parse(s[2], null) : null))],
        });
        Assert.Equal(isSeen, Operator.SeesAt(sites, "lamp", DateTimeOffset.FromUnixTimeMilliseconds(at)));
        Assert.True(Caseworker.SeesAt(sites, "lamp", DateTimeOffset.FromUnixTimeMilliseconds(at)));
    }

    [Fact]
    public async Task A_device_that_was_moved_from_a_home_gives_no_level_of_there_and_all_of_its_new_place()
    {
        using var folder = new TemporaryFolder();
        var (ports, clock) = (FreePort.Take(5), new AheadClock { By = TimeSpan.FromDays(-2) });
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
        await store.PutAsync(Site("home", SiteType.HOME, "lamp"), Stopping);
        clock.By = TimeSpan.Zero;
        var moved = clock.GetUtcNow();
        await store.ImportAsync(new() { Sites = [Site("home", SiteType.HOME), Site("street", SiteType.STREET, "lamp")] }, Stopping);
        await app.Services.GetRequiredService<IReadingStore>().ImportAsync(
            [Second(1, moved.AddMinutes(-30), 41), Second(2, moved.AddMinutes(30), 62), Minute(3, moved.AddMinutes(-60), 43)], Stopping);

        Assert.Equal("62", await LevelsAsync(app, ports[0], Roles.Operator, ""));
        Assert.Equal("62", await LevelsAsync(app, ports[0], Roles.Operator, "&interval=1m"));
        Assert.Equal("41, 62", await LevelsAsync(app, ports[0], Roles.Caseworker, ""));
        Assert.Equal("43, 41, 62", await LevelsAsync(app, ports[0], Roles.Caseworker, "&interval=1m"));
        var (status, exported) = await GetAsync(app, ports[0], Roles.Administrator, "readings/export?from=2026-01-01T00:00:00Z&to=2199-01-01T00:00:00Z");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("62", Assert.Single(exported.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        // Nor does the home itself become another place with its past.
        var refused = await Assert.ThrowsAsync<SitesFileException>(() => store.PutAsync(Site("home", SiteType.STREET), Stopping));
        Assert.StartsWith("site 'home' is a HOME and would become STREET", refused.Message, StringComparison.Ordinal);
        await store.ImportAsync(new() { Sites = [Site("street", SiteType.STREET, "lamp")] }, Stopping);
        await Assert.ThrowsAsync<SitesFileException>(() => store.PutAsync(Site("home", SiteType.STREET), Stopping));
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

    private static StoredRecord Second(long seq, DateTimeOffset at, double level) => new("lamp", new NoiseRecord
    {
        Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
        Bn = 1,
        Seq = seq,
        T = at,
        Up = seq,
        LAeq = level,
        N = 48_000,
    });

    private static StoredRecord Minute(long seq, DateTimeOffset at, double level) => new("lamp", new NoiseMinuteRecord
    {
        Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
        Bn = 1,
        Seq = seq,
        T = new(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero),
        Up = seq,
        LAeq = level,
        OverloadSeconds = 0,
        UnderRangeSeconds = 0,
        Capture = 100,
    });

    private static async Task<string> LevelsAsync(WebApplication app, int port, Roles role, string more)
    {
        var (status, body) = await GetAsync(app, port, role, "noise?device=lamp&from=2026-01-01T00:00:00Z&to=2199-01-01T00:00:00Z" + more);
        Assert.Equal(HttpStatusCode.OK, status);
        return string.Join(", ", JsonSerializer.Deserialize<JsonElement>(body).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("LAeq"))
            .Where(l => l.ValueKind == JsonValueKind.Number).Select(l => l.GetDouble()));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(WebApplication app, int port, Roles role, string path)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer",
            (await app.Services.GetRequiredService<Tokens>().MakeAsync("test", role, 1, Caller.Nobody)).Token);
        using var answer = await http.GetAsync(path, Stopping);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stopping));
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
