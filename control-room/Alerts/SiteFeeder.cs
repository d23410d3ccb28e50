using System.Collections.Concurrent;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The spool's second durable reader: hands every record to its site's grain, and the clock when there is nothing more to read.</summary>
internal sealed class SiteFeeder(IGrainFactory grains, SiteCatalog sites, Spool spool, SpoolReaders readers, MqttConnection mqtt, AlertBoard board, TimeProvider time, ILogger<SiteFeeder> log)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Of every site that has judged more than it has stored, where that begins.</summary>
    private readonly ConcurrentDictionary<string, long> unstored = [];

    /// <summary>Of every site, from where on it wants to be fed.</summary>
    private Dictionary<string, long> wanted = [];

    /// <summary>How far every site has been fed.</summary>
    private long fed;

    /// <summary>Before it everything is judged, and what came of it stored.</summary>
    private long Stored => unstored.Values.Append(Interlocked.Read(ref fed)).Min();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readers.Register(SpoolReaders.Alerts, () => Interlocked.Read(ref fed));
        readers.Register(SpoolReaders.StoredAlerts, () => Stored);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                board.StandsStillSince ??= time.GetUtcNow();
                SiteLog.FeedFailed(log, e.Message);
                await Task.Delay(Tick, time, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        // Read once for all: hundreds of sites that each looked for their own would take hours.
        var past = spool.PositionAt(time.GetUtcNow() - SiteGrain.Relearned);
        var positions = await Task.WhenAll(sites.Sites.Select(s => grains.GetGrain<ISiteGrain>(s.Id).PositionAsync(past)));
        wanted = sites.Sites.Zip(positions).ToDictionary(s => s.First.Id, s => s.Second);
        unstored.Clear();
        Interlocked.Exchange(ref fed, positions.DefaultIfEmpty(spool.Durable).Min());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var batches = spool.FollowAsync(fed, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            var tick = Task.Delay(Tick, time, stopping);
            while (true)
            {
                await Task.WhenAny(next, tick);
                if (next.IsCompleted && await next)
                {
                    await FeedAsync(batches.Current);
                    next = batches.MoveNextAsync().AsTask();
                }
                if (!tick.IsCompleted)
                    continue;
                await tick;
                tick = Task.Delay(Tick, time, stopping);
                // While records wait, time moves with their arrival: a rule must not judge seconds whose records are still to come.
                if (!next.IsCompleted && HasReadAll())
                    await TickAsync();
            }
        }
        finally
        {
            // One that still waits for records cannot be disposed of: that it cannot would be told instead of why it is left.
            await leaving.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True also when what lies before the end is damaged or cut off: that must not stop the clock.</summary>
    private bool HasReadAll()
    {
        var end = spool.Durable;
        if (fed < end && spool.Read(fed, end).Any())
            return false;
        Interlocked.Exchange(ref fed, end);
        return true;
    }

    private async Task FeedAsync(IReadOnlyList<SpoolRecord> batch)
    {
        var end = batch[^1].Next;
        await Task.WhenAll(batch.GroupBy(r => sites.SiteOf(r.Device)?.Id).Where(g => g.Key is not null).Select(site =>
        {
            var facts = site.SkipWhile(r => r.Position < wanted[site.Key!])
                .Select(r => new SpoolFact(r.Position, r.Arrival.ToUnixTimeMilliseconds(), r.Device, r.Stream, r.Payload) { Decoded = r.Decoded }).ToArray();
            if (facts.Length == 0)
                return Task.CompletedTask;
            unstored.TryAdd(site.Key!, facts[0].Position);
            return NoteAsync(site.Key!, grains.GetGrain<ISiteGrain>(site.Key!).FeedAsync(facts, end));
        }));
        Interlocked.Exchange(ref fed, end);
        board.StandsStillSince = null;
    }

    private async Task TickAsync()
    {
        var (now, listening) = (time.GetUtcNow().ToUnixTimeMilliseconds(), mqtt.ConnectedSince?.ToUnixTimeMilliseconds());
        await Task.WhenAll(sites.Sites.Select(s => NoteAsync(s.Id, grains.GetGrain<ISiteGrain>(s.Id).TickAsync(now, listening))));
        board.StandsStillSince = null;
    }

    private async Task NoteAsync(string site, Task<bool> storesAll)
    {
        if (await storesAll)
            unstored.TryRemove(site, out _);
    }
}
