using System.Text.Json;
using System.Text.Json.Serialization;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>Readings for every viewer alike: written to JSON once, however many watch.</summary>
internal sealed record StripsBeat(string Json);

/// <summary>The last minutes of what operators see of each site, in memory, and a beat for their screens whenever something came.</summary>
internal sealed class LiveStrips : BackgroundService
{
    /// <summary>How far back a reading is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A device's clock may run ahead this far; past it, its second is no second to draw.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Feed feed;
    private readonly SiteCatalog sites;
    private readonly TimeProvider time;
    private readonly DateTimeOffset started;
    private readonly FeedSubscription<LiveReading> readings;

    /// <summary>By device. Replaced as a whole when the sites change.</summary>
    private volatile Dictionary<string, StripRing> rings = [];

    public LiveStrips(Feed feed, SiteCatalog sites, TimeProvider time)
    {
        (this.feed, this.sites, this.time, started) = (feed, sites, time, time.GetUtcNow());
        readings = feed.Subscribe<LiveReading>(capacity: 4096);
        sites.Changed += FollowSites;
        FollowSites();
    }

    /// <summary>From when on everything that came is here; before that, ask the store.</summary>
    public DateTimeOffset Since => time.GetUtcNow() - Kept is var kept && kept > started ? kept : started;

    /// <summary>A beat with the last <paramref name="span"/>, for a screen that has just been opened.</summary>
    public StripsBeat Last(TimeSpan span)
    {
        var now = time.GetUtcNow();
        return Beat(rings.Values.SelectMany(r => r.Between((now - span).ToUnixTimeSeconds(), (now + Ahead).ToUnixTimeSeconds())));
    }

    /// <summary>What is known of a site's seconds, from ≤ second &lt; to. Empty for a site operators do not see.</summary>
    public IEnumerable<LiveReading> Between(string site, long fromSecond, long toSecond) =>
        sites.Seen().Where(s => s.Id == site).SelectMany(s => s.Devices)
            .SelectMany(d => rings.TryGetValue(d.Id, out var ring) ? ring.Between(fromSecond, toSecond) : []);

    /// <summary>Takes what operators may see; false = a HOME's, or too old or too far ahead to draw.</summary>
    public bool Take(LiveReading reading)
    {
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(reading.T);
        if (age > Kept || age < -Ahead || !rings.TryGetValue(reading.Device, out var ring))
            return false;
        ring.Put(reading);
        return true;
    }

    public override void Dispose()
    {
        sites.Changed -= FollowSites;
        readings.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<LiveReading>();
        while (await readings.Reader.WaitToReadAsync(stoppingToken))
        {
            taken.Clear();
            while (readings.Reader.TryRead(out var reading))
            {
                if (Take(reading))
                    taken.Add(reading);
            }
            if (taken.Count > 0)
                feed.Publish(Beat(taken));
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private void FollowSites()
    {
        var before = rings;
        rings = sites.Seen().SelectMany(s => s.Devices.Select(d => (Site: s.Id, Device: d.Id)))
            .ToDictionary(x => x.Device, x => before.TryGetValue(x.Device, out var ring) && ring.Site == x.Site ? ring : new(x.Site, x.Device));
    }

    private StripsBeat Beat(IEnumerable<LiveReading> taken) =>
        new(JsonSerializer.Serialize(new Message(time.GetUtcNow().ToUnixTimeMilliseconds(), taken), Json));

    /// <param name="Now">The control room's clock, Unix ms: a screen's own may be wrong.</param>
    /// <param name="Readings">Seconds, each device's in order.</param>
    private sealed record Message(long Now, IEnumerable<LiveReading> Readings);
}
