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
internal sealed class SiteFeeder(SiloStart silo, IGrainFactory grains, SiteCatalog sites, RecordSpool spool, SpoolReaders readers, MqttConnection mqtt,
    AlertBoard board, TimeProvider time, ILogger<SiteFeeder> log)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How long the others wait for a site that does not answer: an alarm has 10 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly FedPositions positions = new(sites);

    /// <summary>Of every site, from where on it wants to be fed.</summary>
    private Dictionary<string, long> wanted = [];

    /// <summary>The catalogue's sites, as they were looked at last.</summary>
    private IReadOnlyList<SiteEntry> listed = [];

    /// <summary>The sites that are fed: those that have been listed since this began. One that was closed has its alerts to return to normal.</summary>
    private readonly HashSet<string> among = [];

    /// <summary>Since when the control room has been listening, by its calendar and by a clock that nobody sets.</summary>
    private (DateTimeOffset? Since, long Stamp) listening;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readers.Register(SpoolReaders.Alerts, () => positions.Needed);
        readers.Register(SpoolReaders.StoredAlerts, () => positions.Stored);
        readers.Judged = () => positions.Judged;
        await silo.Up.WaitAsync(stoppingToken);
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
        await using var batches = spool.FollowAsync(positions.Fed, leaving.Token).GetAsyncEnumerator(leaving.Token);
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
                await JoinAsync(positions.Fed, leaving.Token);
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
        positions.Forget();
        Show();
        // Read once for all: hundreds of sites that each looked for their own would take hours.
        var past = spool.PositionAt(time.GetUtcNow() - SiteGrain.Relearned);
        var answered = new ConcurrentDictionary<string, long>();
        listed = sites.Sites;
        among.Clear();
        among.UnionWith(listed.Select(s => s.Id));
        await AskAsync([.. among], async site => answered[site] = await grains.GetGrain<ISiteGrain>(site).PositionAsync(past), _ => 0, leaving.Token);
        // One that is fenced may have answered since.
        wanted = answered.ToDictionary();
        positions.Fed = wanted.Where(w => !positions.Fences.ContainsKey(w.Key)).Select(w => w.Value).DefaultIfEmpty(spool.Durable).Min();
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
        if (positions.Fed < end && spool.Read(positions.Fed, end).Any())
            return false;
        positions.Fed = end;
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
        var bySite = all.Where(g => g.Key is not null && !positions.Fences.ContainsKey(g.Key))
            .Select(g => (Site: g.Key!, Facts: g.SkipWhile(r => r.Position < wanted[g.Key!]).ToList())).Where(g => g.Facts.Count > 0)
                .ToDictionary(g => g.Site, g => g.Facts);
        await AskAsync([.. bySite.Keys], site => FeedAsync(site, bySite[site], end), site => bySite[site][0].Position, leaving);
        positions.Fed = end;
        board.StandsStillSince = null;
    }

    private Task FeedAsync(string site, List<SpoolRecord> records, long end)
    {
        if (records.Count == 0)
            return Task.CompletedTask;
        positions.Unstored.TryAdd(site, records[0].Position);
        return NoteAsync(site, grains.GetGrain<ISiteGrain>(site).FeedAsync(
            [.. records.Select(r => new SpoolFact(r.Position, r.Arrival.ToUnixTimeMilliseconds(), r.Device, r.Stream, r.Payload)
            {
                Decoded = r.Decoded,
                Time = r.Time,
            })], end));
    }

    private async Task TickAsync(CancellationToken leaving)
    {
        if (mqtt.ConnectedSince != listening.Since)
            listening = (mqtt.ConnectedSince, time.GetTimestamp());
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var lasted = listening.Since is null ? (long?)null : (long)time.GetElapsedTime(listening.Stamp).TotalMilliseconds;
        await AskAsync([.. among.Where(s => !positions.Fences.ContainsKey(s))], site =>
            NoteAsync(site, grains.GetGrain<ISiteGrain>(site).TickAsync(now, lasted)), _ => positions.Fed, leaving);
        board.StandsStillSince = null;
    }

    private async Task NoteAsync(string site, Task<bool> storesAll)
    {
        if (await storesAll)
            positions.Unstored.TryRemove(site, out _);
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
        if (failed.Count > 0 && failed.Count + positions.Fences.Count >= among.Count)
            throw failed[0].Why;
        foreach (var (site, why) in failed)
            Fence(site, from(site), why, leaving);

        async Task AskOneAsync(string site) => await ask(site);
    }

    private void Fence(string site, long from, Exception e, CancellationToken leaving)
    {
        var fence = new SiteFence(site, Math.Min(from, positions.Unstored.GetValueOrDefault(site, long.MaxValue)), grains.GetGrain<ISiteGrain>(site), spool,
            (batch, end) => FeedAsync(site, [.. batch.Where(r => sites.SiteOf(r.Device)?.Id == site)], end), time, log);
        fence.Failed(e);
        positions.Fences[site] = fence;
        Show();
        SiteLog.Fenced(log, site, e.Message);
        _ = fence.RecoverAsync(() => positions.Fed, leaving);
    }

    /// <summary>Takes back the sites that have come as far as the others: what these have been fed since is theirs too.</summary>
    private async Task RejoinAsync(CancellationToken leaving)
    {
        foreach (var (site, fence) in positions.Fences.Where(f => f.Value.Reached is not null).ToList())
        {
            var missed = spool.Read(fence.Reached!.Value, positions.Fed).Where(r => sites.SiteOf(r.Device)?.Id == site).ToList();
            // Without a moment between in which nobody knows that it has not stored these.
            if (missed.Count > 0)
                positions.Unstored.TryAdd(site, missed[0].Position);
            positions.Fences.TryRemove(site, out _);
            wanted[site] = positions.Fed;
            await AskAsync([site], s => FeedAsync(s, missed, positions.Fed), _ => fence.From, leaving);
            if (!positions.Fences.ContainsKey(site))
                SiteLog.Unfenced(log, site, (time.GetUtcNow() - fence.Shown.Since).TotalSeconds, fence.Shown.Attempts);
        }
        Show();
    }

    private void Show() => board.Fenced = [.. positions.Fences.Values.Select(f => f.Shown)];
}
