using System.Collections.Concurrent;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>
/// The spool's second durable reader: hands every record to its site's grain, and the clock when there is nothing more to read. A site that
/// fails is fenced off and tried again by itself; only when all fail does this begin anew.
/// </summary>
internal sealed class SiteFeeder(IGrainFactory grains, SiteCatalog sites, RecordSpool spool, SpoolReaders readers, MqttConnection mqtt, AlertBoard board,
    TimeProvider time, ILogger<SiteFeeder> log)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How long the others wait for a site that does not answer: an alarm has 10 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Of every site that has judged more than it has stored, where that begins.</summary>
    private readonly ConcurrentDictionary<string, long> unstored = [];

    private readonly ConcurrentDictionary<string, SiteFence> fences = [];

    /// <summary>Of every site, from where on it wants to be fed.</summary>
    private Dictionary<string, long> wanted = [];

    /// <summary>The catalogue's sites, as they were looked at last.</summary>
    private IReadOnlyList<SiteEntry> listed = [];

    /// <summary>The sites that are fed: those that have been listed since this began. One that was closed has its alerts to return to normal.</summary>
    private readonly HashSet<string> among = [];

    /// <summary>How far every site has been fed that is not fenced.</summary>
    private long fed;

    /// <summary>Since when the control room has been listening, by its calendar and by a clock that nobody sets.</summary>
    private (DateTimeOffset? Since, long Stamp) listening;

    /// <summary>Before it no site needs anything any more.</summary>
    private long Needed => Before(Interlocked.Read(ref fed), [.. fences.Values.Select(f => f.From)]);

    /// <summary>Before it everything is judged, and what came of it stored.</summary>
    private long Stored => Before(Needed, [.. unstored.Values]);

    /// <summary>The same but for the sites that are fenced: they hold back their own devices and no others.</summary>
    private JudgedUpTo Judged
    {
        get
        {
            var position = Interlocked.Read(ref fed);
            // One that is fenced after this, or fed again, counts as one that has not stored yet.
            var held = fences.ToDictionary(f => f.Key, f => f.Value.From);
            var open = unstored.Where(u => !held.ContainsKey(u.Key)).Select(u => u.Value)
                .Concat(fences.Where(f => !held.ContainsKey(f.Key)).Select(f => f.Value.From));
            return new(Before(position, [.. open]), device => sites.SiteOf(device) is { } site && held.TryGetValue(site.Id, out var from) ? from : null);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readers.Register(SpoolReaders.Alerts, () => Needed);
        readers.Register(SpoolReaders.StoredAlerts, () => Stored);
        readers.Judged = () => Judged;
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
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await StartAsync(leaving);
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
                    await FeedAsync(batches.Current, leaving.Token);
                    next = batches.MoveNextAsync().AsTask();
                }
                if (!tick.IsCompleted)
                    continue;
                await tick;
                tick = Task.Delay(Tick, time, stopping);
                await JoinAsync(fed, leaving.Token);
                await RejoinAsync(leaving.Token);
                // While records wait, time moves with their arrival: a rule must not judge seconds whose records are still to come.
                if (!next.IsCompleted && HasReadAll())
                    await TickAsync(leaving.Token);
            }
        }
        finally
        {
            // One that still waits for records cannot be disposed of: that it cannot would be told instead of why it is left.
            await leaving.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartAsync(CancellationTokenSource leaving)
    {
        // What is forgotten here has not been stored: until the sites say where they stand, no more is than they had.
        Interlocked.Exchange(ref fed, Stored);
        unstored.Clear();
        fences.Clear();
        Show();
        // Read once for all: hundreds of sites that each looked for their own would take hours.
        var past = spool.PositionAt(time.GetUtcNow() - SiteGrain.Relearned);
        var positions = new ConcurrentDictionary<string, long>();
        listed = sites.Sites;
        among.Clear();
        among.UnionWith(listed.Select(s => s.Id));
        await AskAsync([.. among], async site => positions[site] = await grains.GetGrain<ISiteGrain>(site).PositionAsync(past), _ => 0, leaving.Token);
        // One that is fenced may have answered since.
        wanted = positions.ToDictionary();
        Interlocked.Exchange(ref fed, wanted.Where(w => !fences.ContainsKey(w.Key)).Select(w => w.Value).DefaultIfEmpty(spool.Durable).Min());
    }

    /// <summary>Takes in the sites that were added since: they are fed from here on.</summary>
    private async Task JoinAsync(long from, CancellationToken leaving)
    {
        if (ReferenceEquals(listed, sites.Sites))
            return;
        listed = sites.Sites;
        var added = listed.Select(s => s.Id).Where(among.Add).ToList();
        foreach (var site in added)
            wanted[site] = from;
        await AskAsync(added, site => grains.GetGrain<ISiteGrain>(site).PositionAsync(from), _ => from, leaving);
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

    private async Task FeedAsync(IReadOnlyList<SpoolRecord> batch, CancellationToken leaving)
    {
        var end = batch[^1].Next;
        List<IGrouping<string?, SpoolRecord>> all;
        do
        {
            await JoinAsync(batch[0].Position, leaving);
            all = [.. batch.GroupBy(r => sites.SiteOf(r.Device)?.Id)];
        }
        while (!ReferenceEquals(listed, sites.Sites));
        var bySite = all.Where(g => g.Key is not null && !fences.ContainsKey(g.Key))
            .Select(g => (Site: g.Key!, Facts: g.SkipWhile(r => r.Position < wanted[g.Key!]).ToList())).Where(g => g.Facts.Count > 0)
                .ToDictionary(g => g.Site, g => g.Facts);
        await AskAsync([.. bySite.Keys], site => FeedAsync(site, bySite[site], end), site => bySite[site][0].Position, leaving);
        Interlocked.Exchange(ref fed, end);
        board.StandsStillSince = null;
    }

    private Task FeedAsync(string site, List<SpoolRecord> records, long end)
    {
        if (records.Count == 0)
            return Task.CompletedTask;
        unstored.TryAdd(site, records[0].Position);
        return NoteAsync(site, grains.GetGrain<ISiteGrain>(site).FeedAsync(
            [.. records.Select(r => new SpoolFact(r.Position, r.Arrival.ToUnixTimeMilliseconds(), r.Device, r.Stream, r.Payload) { Decoded = r.Decoded })],
                end));
    }

    private async Task TickAsync(CancellationToken leaving)
    {
        if (mqtt.ConnectedSince != listening.Since)
            listening = (mqtt.ConnectedSince, time.GetTimestamp());
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var lasted = listening.Since is null ? (long?)null : (long)time.GetElapsedTime(listening.Stamp).TotalMilliseconds;
        await AskAsync([.. among.Where(s => !fences.ContainsKey(s))], site =>
            NoteAsync(site, grains.GetGrain<ISiteGrain>(site).TickAsync(now, lasted)), _ => fed, leaving);
        board.StandsStillSince = null;
    }

    private async Task NoteAsync(string site, Task<bool> storesAll)
    {
        if (await storesAll)
            unstored.TryRemove(site, out _);
    }

    /// <summary>Asks sites at the same time, and fences off those that fail or do not answer while others do.</summary>
    /// <param name="asked">The sites.</param>
    /// <param name="ask">What of.</param>
    /// <param name="from">From where on one that fails needs the spool.</param>
    /// <param name="leaving">Ends the attempts to bring it back.</param>
    private async Task AskAsync(IReadOnlyList<string> asked, Func<string, Task> ask, Func<string, long> from, CancellationToken leaving)
    {
        var answers = asked.Select(site => (Site: site, Answer: AskOneAsync(site))).ToList();
        var all = Task.WhenAll(answers.Select(a => a.Answer));
        if (among.Count > 1)
            await Task.WhenAny(all, Task.Delay(Patience, time, leaving));
        // Where none answers, it is not one that holds up the others.
        if (answers.Count > 0 && answers.TrueForAll(a => !a.Answer.IsCompleted))
            await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.ThrowIfCancellationRequested();
        var failed = answers.Where(a => !a.Answer.IsCompletedSuccessfully)
            .Select(a => (a.Site, Why: a.Answer.Exception?.GetBaseException() ?? new TimeoutException($"it has not answered for {Patience.TotalSeconds} s")))
                .ToList();
        if (failed.Count > 0 && failed.Count + fences.Count >= among.Count)
            throw failed[0].Why;
        foreach (var (site, why) in failed)
            Fence(site, from(site), why, leaving);

        async Task AskOneAsync(string site) => await ask(site);
    }

    private void Fence(string site, long from, Exception e, CancellationToken leaving)
    {
        var fence = new SiteFence(site, Math.Min(from, unstored.GetValueOrDefault(site, long.MaxValue)), grains.GetGrain<ISiteGrain>(site), spool,
            (batch, end) => FeedAsync(site, [.. batch.Where(r => sites.SiteOf(r.Device)?.Id == site)], end), time, log);
        fence.Failed(e);
        fences[site] = fence;
        Show();
        SiteLog.Fenced(log, site, e.Message);
        _ = fence.RecoverAsync(() => Interlocked.Read(ref fed), leaving);
    }

    /// <summary>Takes back the sites that have come as far as the others: what these have been fed since is theirs too.</summary>
    private async Task RejoinAsync(CancellationToken leaving)
    {
        foreach (var (site, fence) in fences.Where(f => f.Value.Reached is not null).ToList())
        {
            var missed = spool.Read(fence.Reached!.Value, fed).Where(r => sites.SiteOf(r.Device)?.Id == site).ToList();
            // Without a moment between in which nobody knows that it has not stored these.
            if (missed.Count > 0)
                unstored.TryAdd(site, missed[0].Position);
            fences.TryRemove(site, out _);
            wanted[site] = fed;
            await AskAsync([site], s => FeedAsync(s, missed, fed), _ => fence.From, leaving);
            if (!fences.ContainsKey(site))
                SiteLog.Unfenced(log, site, (time.GetUtcNow() - fence.Shown.Since).TotalSeconds, fence.Shown.Attempts);
        }
        Show();
    }

    /// <param name="read">How far the sites have been fed, as it was before the positions were asked for: they are noted before it moves on.</param>
    /// <param name="positions">Where some of them are.</param>
    private static long Before(long read, IEnumerable<long> positions) => positions.Append(read).Min();

    private void Show() => board.Fenced = [.. fences.Values.Select(f => f.Shown)];
}
