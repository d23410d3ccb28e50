using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class SiteFeederTests
{
    [Fact]
    public async Task A_site_that_cannot_store_while_no_record_comes_is_reported_with_its_reason_and_fed_again()
    {
        await using var folder = new SpoolFolder();
        var (site, log) = (new BrokenSite(), new CollectedLog<SiteFeeder>());
        await FeedAsync(folder, new() { ["street"] = site }, TimeProvider.System, log, "tick after the one that failed", () => site.Ticks > 1);
        Assert.Equal("The sites could not be fed; going on from what is stored: the disk hangs", Assert.Single(log.Lines).Text);
    }

    [Fact]
    public async Task A_site_that_has_just_woken_reads_the_last_15_minutes_again_and_another_only_what_is_new_to_it()
    {
        await using var folder = new SpoolFolder();
        for (var minute = 1; minute <= 20; minute++)
        {
            folder.Time.Advance(TimeSpan.FromMinutes(1));
            await folder.Spool.AppendAsync([folder.Entry(minute, device: "lamp-woken"), folder.Entry(minute, device: "lamp-awake")],
                TestContext.Current.CancellationToken);
        }
        var (woken, awake) = (new HearingSite(past => past), new HearingSite(_ => folder.Records.First(r => r is { Device: "lamp-awake", Seq: 19 }).Position));
        await FeedAsync(folder, new() { ["woken"] = woken, ["awake"] = awake }, folder.Time, new(), "last record", () => awake.Received.LastOrDefault() == 20);
        Assert.Equal(Enumerable.Range(5, 16), woken.Received);
        Assert.Equal([19, 20], awake.Received);
    }

    /// <summary>Whether it throws or hangs, and whether the store or a rule is to blame: the others must not wait for it.</summary>
    [Theory]
    [InlineData(false, "the disk hangs")]
    [InlineData(true, "it has not answered for")]
    public async Task A_site_that_fails_is_set_apart_and_shown_while_the_others_go_on_and_misses_nothing_once_it_can_be_fed(bool hangs, string reason)
    {
        await using var folder = new SpoolFolder();
        var (broken, good, log) = (new FailingSite(hangs), new HearingSite(past => past), new CollectedLog<SiteFeeder>());
        var (board, minute) = (new AlertBoard(new(), folder.Time), 0);
        FencedSite? shown = null;
        await SpoolAsync();
        await FeedAsync(folder, new() { ["broken"] = broken, ["good"] = good }, folder.Time, log, "all records at both sites", () =>
        {
            folder.Time.Advance(TimeSpan.FromSeconds(1));
            shown = board.Fenced.SingleOrDefault() ?? shown;
            if (board.Fenced.Count == 1 && minute < 20)
                SpoolAsync().GetAwaiter().GetResult();
            broken.IsWell |= good.Received.Count == 20;
            return minute == 20 && broken.Received.Count == 20 && board.Fenced.Count == 0;
        }, board);
        Assert.Equal(good.Received, broken.Received);
        Assert.Equal(20, good.Received.Distinct().Count());
        Assert.Equal("broken", shown!.Site);
        Assert.StartsWith(reason, shown.Reason, StringComparison.Ordinal);
        Assert.True(shown.Attempts > 0);
        Assert.Null(board.StandsStillSince);
        Assert.Contains(log.Lines, l =>
            l.Text.StartsWith($"Site broken is set apart, the others go on: nothing rings there until it can be fed again: {reason}",
            StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Text.StartsWith("Site broken is fed again after", StringComparison.Ordinal));

        async Task SpoolAsync()
        {
            minute++;
            folder.Time.Advance(TimeSpan.FromMinutes(1));
            await folder.Spool.AppendAsync([folder.Entry(minute, device: "lamp-broken"), folder.Entry(minute, device: "lamp-good")],
                TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task What_a_site_that_is_set_apart_has_not_had_stays_in_the_spool()
    {
        await using var folder = new SpoolFolder();
        var (broken, good, readers) = (new FailingSite(hangs: false), new HearingSite(_ => 0), new SpoolReaders());
        await folder.Spool.AppendAsync([folder.Entry(1, device: "lamp-good"), folder.Entry(1, device: "lamp-broken"), folder.Entry(2, device: "lamp-good")],
            TestContext.Current.CancellationToken);
        await FeedAsync(folder, new() { ["broken"] = broken, ["good"] = good }, TimeProvider.System, new(), "the other site's", () =>
            good.Received.Count == 2 && readers.Position(SpoolReaders.Alerts) == folder.Records.Single(r => r.Device == "lamp-broken").Position,
            readers: readers);
        var held = folder.Records.Single(r => r.Device == "lamp-broken").Position;
        Assert.Equal(held, readers.Position(SpoolReaders.StoredAlerts));
        // Its devices wait for their acknowledgement, and no others.
        Assert.Equal((folder.Spool.Durable, held, null), (readers.Judged!().Position, readers.Judged().HeldFrom("lamp-broken"),
            readers.Judged().HeldFrom("lamp-good")));
    }

    [Fact]
    public async Task A_site_that_is_added_is_fed_from_then_on_and_the_others_are_not_fed_again()
    {
        await using var folder = new SpoolFolder();
        var (old, added) = (new HearingSite(_ => 0), new HearingSite(past => past));
        var (sites, isSpooled) = (new SiteCatalog([Site("old")]), false);
        await SpoolAsync(1);
        await FeedAsync(folder, new() { ["old"] = old, ["added"] = added }, TimeProvider.System, new(), "record 3 at both sites", () =>
        {
            if (old.Received.Count == 1 && sites.Sites.Count == 1)
                sites.Replace([Site("old"), Site("added")], [], new Dictionary<string, long>());
            else if (added.Ticks > 0 && !isSpooled)
                (isSpooled, _) = (true, SpoolAsync(3));
            return added.Received.Count > 0 && old.Received.Count > 1;
        }, sites: sites);
        Assert.Equal([1, 3], old.Received);
        Assert.Equal([3], added.Received);

        async Task SpoolAsync(int minute)
        {
            folder.Time.SetUtcNow(SpoolFolder.Start.AddMinutes(minute));
            await folder.Spool.AppendAsync([folder.Entry(minute, device: "lamp-old"), folder.Entry(minute, device: "lamp-added")],
                TestContext.Current.CancellationToken);
        }
    }

    /// <summary>It has one device, the lamp of its name.</summary>
    private static SiteEntry Site(string id) => new()
    {
        Id = id,
        Name = id,
        Type = SiteType.STREET,
        TimeZone = "UTC",
        Devices = [new() { Id = $"lamp-{id}", Name = "Lamp" }],
    };

    private static async Task FeedAsync(
        SpoolFolder folder, Dictionary<string, ISiteGrain> grains, TimeProvider time, CollectedLog<SiteFeeder> log, string until, Func<bool> isDone,
            AlertBoard? board = null, SpoolReaders? readers = null, SiteCatalog? sites = null)
    {
        sites ??= new([.. grains.Keys.Select(Site)]);
        using var mqtt = new MqttConnection(new("127.0.0.1", () => 1, null, () => 1), new([]), time, NullLogger<MqttConnection>.Instance);
        var silo = new SiloStart();
        silo.SetUp();
        using var feeder = new SiteFeeder(silo, Sites.Of(grains), sites, folder.Spool, readers ?? new(), mqtt, board ?? new(new(), time), time, log);
        await feeder.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(until, () => Task.FromResult(isDone()), steadily: true);
        await feeder.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Cannot store at its first tick.</summary>
    private sealed class BrokenSite : FakeSite
    {
        public int Ticks { get; private set; }

        public override Task<bool> TickAsync(long nowMs, long? listeningForMs) => ++Ticks > 1 ? Task.FromResult(true)
            : throw new TimeoutException("the disk hangs");
    }

    /// <summary>Notes the minutes of what it is fed.</summary>
    private sealed class HearingSite(Func<long, long> wants) : FakeSite
    {
        public List<int> Received { get; } = [];

        public int Ticks { get; private set; }

        public override Task<long> PositionAsync(long past) => Task.FromResult(wants(past));

        public override Task<bool> TickAsync(long nowMs, long? listeningForMs)
        {
            Ticks++;
            return base.TickAsync(nowMs, listeningForMs);
        }

        public override Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next)
        {
            Received.AddRange(facts.Select(f => (int)(DateTimeOffset.FromUnixTimeMilliseconds(f.ArrivalMs) - SpoolFolder.Start).TotalMinutes));
            return base.FeedAsync(facts, next);
        }
    }

    /// <summary>Takes no record until it is well.</summary>
    private sealed class FailingSite(bool hangs) : FakeSite
    {
        private long position;

        public bool IsWell { get; set; }

        public List<int> Received { get; } = [];

        public override Task<long> PositionAsync(long past) => Task.FromResult(position);

        public override async Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next)
        {
            if (!IsWell && hangs)
                await new TaskCompletionSource().Task;
            if (!IsWell)
                throw new TimeoutException("the disk hangs");
            Received.AddRange(facts.Select(f => (int)(DateTimeOffset.FromUnixTimeMilliseconds(f.ArrivalMs) - SpoolFolder.Start).TotalMinutes));
            position = next;
            return true;
        }
    }

    internal class FakeSite : ISiteGrain
    {
        public virtual Task<long> PositionAsync(long past) => Task.FromResult(0L);

        public virtual Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next) => Task.FromResult(true);

        public virtual Task<bool> TickAsync(long nowMs, long? listeningForMs) => Task.FromResult(true);

        public Task<ActResult> ActAsync(string alert, AlertAct act) => throw new InvalidOperationException("nobody acts here");

        public Task<ActResult> ShelveAsync(ShelfAct act) => throw new InvalidOperationException("nobody acts here");
    }

    /// <summary>Of Orleans nothing but that a site is asked for by its id.</summary>
    internal class Sites : DispatchProxy
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
