using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
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
        await FeedAsync(folder, new() { ["street"] = site }, TimeProvider.System, log, "tick after the one that failed", () => site.Ticks > 1);
        Assert.Equal("The sites could not be fed; going on from what is stored: the disk hangs", Assert.Single(log.Lines).Text);
    }

    [Fact]
    public async Task A_site_that_has_just_woken_hears_the_last_15_minutes_again_and_another_only_what_is_new_to_it()
    {
        await using var folder = new SpoolFolder();
        for (var minute = 1; minute <= 20; minute++)
        {
            folder.Time.Advance(TimeSpan.FromMinutes(1));
            await folder.Spool.AppendAsync([folder.Entry(minute, device: "lamp-woken"), folder.Entry(minute, device: "lamp-awake")], TestContext.Current.CancellationToken);
        }
        var (woken, awake) = (new HearingSite(past => past), new HearingSite(_ => folder.Records.First(r => r is { Device: "lamp-awake", Seq: 19 }).Position));
        await FeedAsync(folder, new() { ["woken"] = woken, ["awake"] = awake }, folder.Time, new(), "last record", () => awake.Heard.LastOrDefault() == 20);
        Assert.Equal(Enumerable.Range(5, 16), woken.Heard);
        Assert.Equal([19, 20], awake.Heard);
    }

    /// <summary>Every site has one device, the lamp of its name.</summary>
    private static async Task FeedAsync(SpoolFolder folder, Dictionary<string, ISiteGrain> grains, TimeProvider time, CollectedLog<SiteFeeder> log, string until, Func<bool> isDone)
    {
        var sites = new SiteCatalog([.. grains.Keys.Select(id => new SiteEntry
        {
            Id = id,
            Name = id,
            Type = SiteType.STREET,
            TimeZone = "UTC",
            Devices = [new() { Id = $"lamp-{id}", Name = "Lamp" }],
        })]);
        using var mqtt = new MqttConnection(null, new(), time, NullLogger<MqttConnection>.Instance);
        using var feeder = new SiteFeeder(Sites.Of(grains), sites, folder.Spool, new(), mqtt, new(new(), time), time, log);
        await feeder.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(until, () => Task.FromResult(isDone()));
        await feeder.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Cannot store at its first tick.</summary>
    private sealed class BrokenSite : FakeSite
    {
        public int Ticks { get; private set; }

        public override Task<bool> TickAsync(long nowMs, long? listeningSinceMs) => ++Ticks > 1 ? Task.FromResult(true) : throw new TimeoutException("the disk hangs");
    }

    /// <summary>Notes the minutes of what it is fed.</summary>
    private sealed class HearingSite(Func<long, long> wants) : FakeSite
    {
        public List<int> Heard { get; } = [];

        public override Task<long> PositionAsync(long past) => Task.FromResult(wants(past));

        public override Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next)
        {
            Heard.AddRange(facts.Select(f => (int)(DateTimeOffset.FromUnixTimeMilliseconds(f.ArrivalMs) - SpoolFolder.Start).TotalMinutes));
            return base.FeedAsync(facts, next);
        }
    }

    private class FakeSite : ISiteGrain
    {
        public virtual Task<long> PositionAsync(long past) => Task.FromResult(0L);

        public virtual Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next) => Task.FromResult(true);

        public virtual Task<bool> TickAsync(long nowMs, long? listeningSinceMs) => Task.FromResult(true);

        public Task<AcknowledgeResult> AcknowledgeAsync(string alert, string by) => throw new InvalidOperationException("nobody acknowledges here");

        public Task<UndoResult> UndoAsync(string alert, string by) => throw new InvalidOperationException("nobody acknowledges here");
    }

    /// <summary>Of Orleans nothing but that a site is asked for by its id.</summary>
    private class Sites : DispatchProxy
    {
        private Dictionary<string, ISiteGrain> grains = [];

        public static IGrainFactory Of(Dictionary<string, ISiteGrain> grains)
        {
            var all = Create<IGrainFactory, Sites>();
            ((Sites)all).grains = grains;
            return all;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => grains[(string)args![0]!];
    }
}
