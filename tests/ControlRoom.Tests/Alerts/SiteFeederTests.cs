using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Tests.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class SiteFeederTests
{
    [Fact]
    public async Task A_site_that_cannot_store_while_no_record_comes_is_told_of_with_its_reason_and_fed_again()
    {
        await using var folder = new SpoolFolder();
        var (site, log) = (new BrokenSite(), new CollectedLog<SiteFeeder>());
        using var mqtt = new MqttConnection(null, new(), TimeProvider.System, NullLogger<MqttConnection>.Instance);
        using var feeder = new SiteFeeder(Sites.Of(site), new([new() { Id = "street", Name = "Street", Type = SiteType.STREET, TimeZone = "UTC", Devices = [] }]), folder.Spool, new(), mqtt,
            new(new(), TimeProvider.System), TimeProvider.System, log);
        await feeder.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync("tick after the one that failed", () => Task.FromResult(site.Ticks > 1));
        await feeder.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("The sites could not be fed; going on from what is stored: the disk hangs", Assert.Single(log.Lines).Text);
    }

    /// <summary>Cannot store at its first tick.</summary>
    private sealed class BrokenSite : ISiteGrain
    {
        public int Ticks { get; private set; }

        public Task<long> PositionAsync() => Task.FromResult(0L);

        public Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next) => Task.FromResult(true);

        public Task<bool> TickAsync(long nowMs, long? listeningSinceMs) => ++Ticks > 1 ? Task.FromResult(true) : throw new TimeoutException("the disk hangs");

        public Task<AcknowledgeResult> AcknowledgeAsync(string alert, string by) => throw new InvalidOperationException("nobody acknowledges here");
    }

    /// <summary>Of Orleans nothing but that a site is asked for by its id.</summary>
    private class Sites : DispatchProxy
    {
        private ISiteGrain? site;

        public static IGrainFactory Of(ISiteGrain site)
        {
            var all = Create<IGrainFactory, Sites>();
            ((Sites)all).site = site;
            return all;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => site;
    }
}
