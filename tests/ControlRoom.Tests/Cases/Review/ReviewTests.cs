using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Review;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Review;

/// <summary>Two officers review a night of a case by HTTP.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private const string Secret = "the drum kit at number nine";

    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly int[] ports = FreePort.Take(5);
    private readonly Night night = Night.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3)), TimeZoneInfo.Utc);
    private WebApplication app = null!;
    private CaseFile file = null!;
    private HttpClient first = null!, second = null!, worker = null!;

    public async ValueTask InitializeAsync()
    {
        // The microphone has stood there since before the night.
        var clock = new MovedClock { By = TimeSpan.FromDays(-20) };
        app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, clock, CancellationToken.None);
        await app.StartAsync(Stopping);
        await app.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "home",
            Name = "home",
            Type = SiteType.HOME,
            TimeZone = "UTC",
            Devices = [new() { Id = "bed", Name = "bed", Sound = new() }],
        }, Stopping);
        clock.By = TimeSpan.Zero;
        // 30 dB from an hour before the night, and every minute a second of 60 dB with bands.
        await app.Services.GetRequiredService<IReadingStore>().ImportAsync([.. Enumerable.Range(0, 3600 + 4 * 3600).Select(i => new StoredRecord("bed",
            new NoiseRecord
            {
                Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
                Bn = 1,
                Seq = i + 1,
                T = night.From.AddSeconds(i - 3600),
                LAeq = IsLoud(i) ? 60 : 30,
                LCeq = IsLoud(i) ? 80 : 30,
                LAFmax = IsLoud(i) ? 62 : 31,
                Bands = IsLoud(i) ? [.. Enumerable.Range(0, 34).Select(b => (double?)b)] : null,
                N = 48_000,
            }))], Stopping);
        file = (await app.Services.GetRequiredService<CaseBook>().OpenAsync(new("", "Music", "Next door", ["home"]), "person 1", Stopping)).File!;
        (first, second, worker) = (await OfficerAsync(Roles.EnvironmentalHealth), await OfficerAsync(Roles.EnvironmentalHealth),
            await OfficerAsync(Roles.Caseworker));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in (HttpClient[])[first, second, worker])
            client.Dispose();
        await app.StopAsync(Stopping);
        await app.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_event_in_ten_is_before_a_second_officer_that_receives_nothing_of_the_first_ones_answer()
    {
        var events = await EventsAsync(first);
        Assert.Equal(240, events.Count);
        Assert.All(events, e => Assert.Equal("looks like bass", e.GetProperty("kind").GetString()));
        var shared = events.First(e => e.GetProperty("second").GetBoolean()).GetProperty("start").GetInt64();
        Assert.Equal("source not established: a second officer is to review it unseen", await AttributeAsync(first, shared, "other"));

        foreach (var path in (string[])[Address, $"{Address}/{shared}/1", Page, $"cases/{file.Id}?all=true", $"nights/bed/{night.Date}"])
        {
            var body = await second.GetStringAsync(path, Stopping);
            Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
            Assert.DoesNotContain(": other source,", body, StringComparison.Ordinal);
        }
        var seen = await EventAsync(second, shared);
        Assert.Equal((true, "source not established: a second officer is to review it unseen", JsonValueKind.Null),
            (seen.GetProperty("wanted").GetBoolean(), seen.GetProperty("words").GetString(), seen.GetProperty("own").ValueKind));
        Assert.False((await EventAsync(first, shared)).GetProperty("wanted").GetBoolean());
        Assert.DoesNotContain(Secret, await (await second.DeleteAsync($"{Address}/{shared}", Stopping)).Content.ReadAsStringAsync(Stopping),
            StringComparison.Ordinal);

        Assert.Equal("source not established: two officers differ", await AttributeAsync(second, shared, "alleged"));
        Assert.Equal("other source", await AttributeAsync(second, shared, "other"));
        Assert.Contains("n = 1, agreement 0 %", await first.GetStringAsync(Page, Stopping), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribution_is_an_entry_of_its_officer_that_undo_strikes_and_keeps()
    {
        var start = (await EventsAsync(first)).First(e => !e.GetProperty("second").GetBoolean()).GetProperty("start").GetInt64();
        Assert.Equal("alleged source", await AttributeAsync(first, start, "alleged"));
        Assert.Equal(HttpStatusCode.Conflict, (await second.DeleteAsync($"{Address}/{start}", Stopping)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.DeleteAsync($"{Address}/{start}", Stopping)).StatusCode);
        Assert.Equal("source not established", (await EventAsync(first, start)).GetProperty("words").GetString());
        Assert.Equal("cannot say", await AttributeAsync(first, start, "cannot-say"));
        Assert.Equal("not audible", await AttributeAsync(first, start, "not-audible"));

        var entries = await app.Services.GetRequiredService<CaseJournal>().ReadAsync<Attribution>(file.Id, Stopping);
        Assert.Equal(["taken back", "answered anew", null], entries.Select(e => e.Struck?.Why));
        Assert.All(entries, e => Assert.StartsWith("token ", e.By, StringComparison.Ordinal));
        Assert.Equal(new Attribution("bed", start, SourceFinding.NotAudible, Perceived.Clip, Secret, ""), entries[2].Body);
    }

    [Fact]
    public async Task What_is_no_event_and_what_is_not_seen_is_not_attributed()
    {
        var start = (await EventsAsync(first))[0].GetProperty("start").GetInt64();
        var right = new { finding = "other", perceived = "clip", source = "", considered = "" };
        Assert.Equal(HttpStatusCode.NotFound, (await first.PostAsJsonAsync($"{Address}/{start + 1}", right, Stopping)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.PostAsJsonAsync($"{Address}/{start}", right, Stopping)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await first.PostAsJsonAsync($"cases/c-none/review/bed/{night.Date}/{start}", right, Stopping)).StatusCode);
        foreach (var (wrong, name) in new (object, string)[]
                 {
                     (right with { finding = "guilty" }, "finding is 'guilty'"), (right with { perceived = "" }, "perceived is ''"),
                     (right with { source = new('a', 201) }, "source"),
                 })
        {
            using var answer = await first.PostAsJsonAsync($"{Address}/{start}", wrong, Stopping);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(name, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Empty(await app.Services.GetRequiredService<CaseJournal>().ReadAsync<Attribution>(file.Id, Stopping));
    }

    [Fact]
    public async Task The_trace_of_an_event_is_of_its_seconds_and_its_bands_in_tenths()
    {
        var start = (await EventsAsync(first))[0].GetProperty("start").GetInt64();
        var trace = JsonDocument.Parse(await first.GetStringAsync($"{Address}/{start}/1", Stopping)).RootElement;
        var (laeq, lafmax) = (trace.GetProperty("laeq"), trace.GetProperty("lafmax"));
        Assert.Equal((start - 15, 1, 31), (trace.GetProperty("from").GetInt64(), trace.GetProperty("step").GetInt32(), laeq.GetArrayLength()));
        Assert.Equal((300, 600, 620), (laeq[14].GetInt32(), laeq[15].GetInt32(), lafmax[15].GetInt32()));
        Assert.Equal((JsonValueKind.Null, 70), (trace.GetProperty("bands")[14].ValueKind, trace.GetProperty("bands")[15][7].GetInt32()));
    }

    private static bool IsLoud(int second) => second >= 3600 && second % 60 == 0;

    private string Page => $"cases/{file.Id}/review";

    private string Address => $"{Page}/bed/{night.Date}";

    private async Task<HttpClient> OfficerAsync(Roles role)
    {
        var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{ports[0]}/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer",
            (await app.Services.GetRequiredService<Tokens>().MakeAsync("test", role, 1, Caller.Nobody)).Token);
        return client;
    }

    private async Task<List<JsonElement>> EventsAsync(HttpClient officer) =>
        [.. JsonDocument.Parse(await officer.GetStringAsync(Address, Stopping)).RootElement.GetProperty("events").EnumerateArray()];

    private async Task<JsonElement> EventAsync(HttpClient officer, long start) =>
        (await EventsAsync(officer)).Single(e => e.GetProperty("start").GetInt64() == start);

    private async Task<string?> AttributeAsync(HttpClient officer, long start, string finding)
    {
        using var answer = await officer.PostAsJsonAsync($"{Address}/{start}", new { finding, perceived = "clip", source = Secret, considered = "" }, Stopping);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("words").GetString();
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
