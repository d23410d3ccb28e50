using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public sealed class ClosedSitesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly CollectedLog<ClosedSites> log = new();
    private readonly SiloStart silo = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_site_that_does_not_wake_for_its_open_alert_is_asked_again()
    {
        using var database = await WithOpenAlertAsync();
        var site = new WokenSite(asked => asked > 1 ? Task.CompletedTask : throw new TimeoutException("the disk hangs"));
        using var closed = Create(database, site);
        silo.SetUp();
        await closed.StartAsync(Stopping);
        await Eventually.IsTrueAsync("second attempt", () =>
        {
            time.Advance(ClosedSites.Pause);
            return Task.FromResult(site.Woken);
        });
        await closed.ExecuteTask!;
        Assert.Equal(2, site.Asked);
        Assert.EndsWith("the disk hangs", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_is_asked_once_the_silo_takes_calls_although_the_silo_is_started_last()
    {
        using var database = await WithOpenAlertAsync();
        var ports = FreePort.Take(2);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(silo);
        IHost? host = null;
        // A grain of the silo's own: without a silo that runs there is no answer.
        var isUp = false;
        var site = new WokenSite(_ =>
        {
            isUp = silo.Up.IsCompleted;
            return host!.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        });
        builder.Services.AddHostedService(_ => Create(database, site));
        builder.UseOrleans(s => s.UseLocalhostClustering(ports[0], ports[1]));
        using (host = builder.Build())
        {
            await host.StartAsync(Stopping);
            await Eventually.IsTrueAsync("woken site", () => Task.FromResult(site.Woken));
            await host.StopAsync(Stopping);
        }
        Assert.True(isUp);
        Assert.Equal(1, site.Asked);
        Assert.Empty(log.Lines);
    }

    /// <summary>What asks for grains at a stop has ended before the silo does: hosted services stop in reverse order.</summary>
    [Fact]
    public async Task The_silo_stops_after_what_asks_for_grains()
    {
        using var folder = new TemporaryFolder();
        var ports = FreePort.Take(5);
        await using var app = await ControlRoomApp.BuildAsync(new()
        {
            Demo = true,
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Sites = SitesFileWriter.Write(folder.Path, Site("street")),
            Mqtt = new() { Port = 0, TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, TimeProvider.System, Stopping);
        var started = app.Services.GetServices<IHostedService>().ToList();
        var silos = started.FindLastIndex(s => s.GetType().Assembly.GetName().Name!.StartsWith("Orleans", StringComparison.Ordinal));
        Assert.True(silos >= 0);
        Assert.All([typeof(SiteFeeder), typeof(ClosedSites)], asking => Assert.True(started.FindIndex(s => s.GetType() == asking) > silos));
    }

    private ClosedSites Create(TestDatabase database, ISiteGrain site)
    {
        var sites = new SiteCatalog([]);
        sites.Replace([], [Site("closed")], FrozenDictionary<string, long>.Empty);
        return new(silo, SiteFeederTests.Sites.Of(new() { ["closed"] = site }), sites, new(database.Databases, "spool"), time, log);
    }

    private static async Task<TestDatabase> WithOpenAlertAsync()
    {
        var database = await new SqliteEngine().CreateAsync();
        var alert = new Alert
        {
            Id = "a1",
            Code = "NOISE-SHOUT",
            Site = "closed",
            Source = new("mic"),
            Devices = ["mic"],
            Priority = 3,
            Why = "3 shouts",
            SinceMs = 1,
            Rule = "1",
            Parameters = "1",
        };
        await new AlertJournal(database.Databases, "spool").CommitAsync("closed", 1,
            [new(alert, new() { Alert = "a1", AtMs = 1, Event = AlertEvent.Raised, State = alert.State, Why = alert.Why, Rings = true })]);
        return database;
    }

    private static SiteEntry Site(string id) => new()
    {
        Id = id,
        Name = id,
        Type = SiteType.STREET,
        TimeZone = "UTC",
        Devices = [],
    };

    private sealed class WokenSite(Func<int, Task> wake) : SiteFeederTests.FakeSite
    {
        public int Asked { get; private set; }

        public bool Woken { get; private set; }

        public override async Task<long> PositionAsync(long past)
        {
            await wake(++Asked);
            Woken = true;
            return 0;
        }
    }
}
