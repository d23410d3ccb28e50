using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>A control room with one home, a night of it of each kind and a case.</summary>
public sealed class PackRoom : IAsyncLifetime
{
    /// <summary>As many as there are kinds.</summary>
    public const int Nights = 5;

    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private int port;

    public WebApplication App { get; private set; } = null!;

    internal CaseFile Case { get; private set; } = null!;

    internal CaseJournal Journal => App.Services.GetRequiredService<CaseJournal>();

    public async ValueTask InitializeAsync()
    {
        var (ports, clock) = (FreePort.Take(5), new AheadClock { By = TimeSpan.FromDays(-20) });
        port = ports[0];
        App = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Mqtt = new() { TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, clock, CancellationToken.None);
        await App.StartAsync(Stopping);
        await App.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "home",
            Name = "The Smiths",
            Type = SiteType.HOME,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "bed", Name = "Bedroom of the Smiths", Sound = new() }],
        }, Stopping);
        clock.By = TimeSpan.Zero;
        var (file, fault) = await App.Services.GetRequiredService<CaseBook>().OpenAsync(
            new("EH/26/1", "music through the wall", "12 Example Road", ["home"]), "person 7", Stopping);
        Assert.Null(fault);
        var latest = Night.Latest(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).Evening;
        var store = App.Services.GetRequiredService<IReadingStore>();
        for (var before = Nights; before >= 0; before--)
        {
            var night = Night.Of(latest.AddDays(-before), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
            if (night.To <= clock.GetUtcNow())
                await store.ImportAsync(SampleNights.Of("bed", night), Stopping);
        }
        Case = file!;
    }

    internal async Task<byte[]> MakeAsync(Roles role, PackWish wish)
    {
        var (status, body) = await PostAsync(role, Case.Id, wish);
        Assert.Equal((HttpStatusCode.OK, ""), (status, status == HttpStatusCode.OK ? "" : System.Text.Encoding.UTF8.GetString(body)));
        return body;
    }

    internal async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(Roles role, string file, PackWish wish)
    {
        using var http = await ClientAsync(role);
        using var answer = await http.PostAsJsonAsync($"api/v1/cases/{file}/packs", wish, Stopping);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Stopping));
    }

    internal async Task<byte[]> GetAsync(Roles role, string path)
    {
        using var http = await ClientAsync(role);
        return await http.GetByteArrayAsync(path, Stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        folder.Dispose();
    }

    private async Task<HttpClient> ClientAsync(Roles role)
    {
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer",
            (await App.Services.GetRequiredService<Tokens>().MakeAsync("test", role, 1, Caller.Nobody)).Token);
        return http;
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
