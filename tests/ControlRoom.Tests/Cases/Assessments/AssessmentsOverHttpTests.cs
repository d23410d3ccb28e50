using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Tests.Devices.Calibrations;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>A night's assessments as a page and for scripts, from what is stored, for those that see the place.</summary>
public class AssessmentsOverHttpTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_read_by_those_that_see_the_place_and_state_what_is_stored()
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
        await store.PutAsync(Site("home", SiteType.HOME, null, "bed"), Stopping);
        await store.PutAsync(Site("bar", SiteType.VENUE, new() { Text = "Quiet after ten", LimitDb = 50, From = "00:00", To = "00:00" }, "door"), Stopping);
        clock.By = TimeSpan.Zero;
        var night = Night.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(-3)), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        var seen = night.Date;
        await app.Services.GetRequiredService<IReadingStore>().ImportAsync([.. Enumerable.Range(0, 20).Select(n => Minute("bed", night.From.AddMinutes(n), 45)),
            .. Enumerable.Range(0, 20).Select(n => Minute("door", night.From.AddMinutes(n), 62))], Stopping);

        foreach (var way in (string[])["nights/{0}/{1}/assessments", "api/v1/nights/{0}/{1}/assessments"])
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, ports[0], Roles.EnvironmentalHealth, way, "bed", seen)).Status);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, ports[0], Roles.Operator, way, "door", seen)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(app, ports[0], Roles.Operator, way, "bed", seen)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(app, ports[0], Roles.EnvironmentalHealth, way, "bed", "2026-02-30")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(app, ports[0], Roles.EnvironmentalHealth, way, "gone", seen)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(app, ports[0], Roles.Administrator, way, "bed", seen)).Status);
        }
        var (_, body) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, "api/v1/nights/{0}/{1}/assessments", "bed", seen);
        using var answer = JsonDocument.Parse(body);
        var all = answer.RootElement.GetProperty("assessments").EnumerateArray().ToList();
        Assert.Equal(["epa-factors", "noise-act", "sleep-guidelines", "low-frequency", "bs-4142", "licence"], all.Select(a => a.GetProperty("id").GetString()));
        Assert.Equal(["result", "result", "result", "notApplicable", "notApplicable", "notApplicable"],
            all.Select(a => a.GetProperty("result").ValueKind == JsonValueKind.Null ? "notApplicable" : "result"));
        Assert.StartsWith("LAeq was above the permitted level in 4 of 4 measurements", all[1].GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.Equal(4.3589, all[1].GetProperty("budget").GetProperty("expandedDb").GetDouble(), 4);
        var (_, page) = await GetAsync(app, ports[0], Roles.Operator, "nights/{0}/{1}/assessments", "door", seen);
        Assert.Contains("1 of 1 period above 50.0 dB; the loudest 12.0 dB above it", page, StringComparison.Ordinal);
        Assert.Contains("Not applicable because the source is not established", page, StringComparison.Ordinal);
        var (_, whole) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, "nights/{0}/{1}", "bed", seen);
        Assert.Contains($"/nights/bed/{seen}/assessments", whole, StringComparison.Ordinal);
        Assert.Contains("wind and rain are not known", whole, StringComparison.Ordinal);
        // What an officer found of the source is an entry of the case, and holds until it is struck.
        var (file, _) = await app.Services.GetRequiredService<CaseBook>().OpenAsync(new("", "Music at night", "Next door", ["home"]), "person 1", Stopping);
        var journal = app.Services.GetRequiredService<CaseJournal>();
        await journal.AddAsync(file!.Id, new SourceOfNight("bed", "2026-01-01", SourceKind.Animals), null, "person 1", Stopping);
        var entry = await journal.AddAsync(file.Id, new SourceOfNight("bed", seen, SourceKind.Music), night.From, "person 1", Stopping);
        Assert.Contains("the source is music, which is outside the scope", await BodyAsync(), StringComparison.Ordinal);
        await journal.StrikeAsync(file.Id, entry.Number, "another night", "person 1", Stopping);
        Assert.Contains("the source is not established", await BodyAsync(), StringComparison.Ordinal);
        // The check before the night and the one after it are the device's; where the microphone is an officer states.
        var book = app.Services.GetRequiredService<CalibrationBook>();
        await book.TakeAsync(Check(night.From.AddHours(-1), -26, 93.7, CalibrationTime.Before), Stopping);
        await book.TakeAsync(Check(night.To.AddHours(1), -26.3, 94.2, CalibrationTime.After), Stopping);
        await journal.AddAsync(file.Id, new PositionStated("bed", seen, MicrophonePosition.IndoorsOpenWindow, 1.2), null, "person 1", Stopping);
        (_, page) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, "nights/{0}/{1}/assessments", "bed", seen);
        Assert.Contains("drift &#x2B;0.20 dB, at most 0.5 dB.", page, StringComparison.Ordinal);
        Assert.Matches("in a room, window open</td>\\s*<td data-label=\"From\">stated by person 1 on ", page);
        (_, whole) = await GetAsync(app, ports[0], Roles.EnvironmentalHealth, "nights/{0}/{1}", "bed", seen);
        Assert.Contains("data-calibration=\"holds\"", whole, StringComparison.Ordinal);
        await app.StopAsync(Stopping);

        async Task<string> BodyAsync() =>
            (await GetAsync(app, ports[0], Roles.EnvironmentalHealth, "api/v1/nights/{0}/{1}/assessments", "bed", seen)).Body;
    }

    private static CalibrationSheet Check(DateTimeOffset at, double from, double read, CalibrationTime when) =>
        CalibrationsApiTests.Sheet(9, from, read, when) with { Device = "bed", At = at };

    private static SiteEntry Site(string id, SiteType type, LicenceCondition? licence, string device) => new()
    {
        Id = id,
        Name = id,
        Type = type,
        TimeZone = "Europe/London",
        Licence = licence,
        Devices = [new() { Id = device, Name = device, Sound = new() }],
    };

    private static StoredRecord Minute(string device, DateTimeOffset at, double level)
    {
        var minute = AssessedNights.Minute(0, level, (250, 3000), (600, 3000));
        return new(device, minute with { Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", Seq = 1 + at.ToUnixTimeSeconds() / 60 % 1000, T = at });
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(WebApplication app, int port, Roles role, string way, string device, string date)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer",
            (await app.Services.GetRequiredService<Tokens>().MakeAsync("test", role, 1, Caller.Nobody)).Token);
        using var answer = await http.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, way, device, date), Stopping);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stopping));
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
