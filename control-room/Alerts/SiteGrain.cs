using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Devices.Visits;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <inheritdoc cref="ISiteGrain"/>
internal sealed class SiteGrain(
    SiteCatalog sites, SiteParameters parameters, Baselines baselines, AlertJournal journal, AlertEffects effects, UnjudgedRecords unjudged,
    RetentionClock retention, IReadingStore readings, VisitBook visits, TimeProvider time, ILogger<SiteGrain> log)
    : Grain, ISiteGrain
{
    /// <summary>How much of what was judged a site that has woken takes again: what its rules look back on.</summary>
    public static readonly TimeSpan Relearned = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private SiteEntry site = null!;
    private RuleEvaluator rules = null!;
    private RecalledRecords recalled = null!;
    private SiteCommits commits = null!;
    private SiteClock clock = null!;
    private DateTimeOffset woke;

    /// <summary>It has said from where on it wants to be fed.</summary>
    private bool isAsked;

    /// <summary>It was added while the control room ran and has judged nothing yet.</summary>
    private bool isNew;

    /// <summary>It still takes what it judged before it slept.</summary>
    private bool isRecalling = true;

    private JudgedRecords judged = null!;
    private SpoolNews news = null!;

    /// <summary>The records these rules were fed. What another judged comes from the spool, the store, or a device that was not acknowledged.</summary>
    private readonly JudgedRecords fed = new([]);

    /// <summary>Takes the journal's word for which alerts are open. What its rules look back on it is fed again.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyString();
        site = sites.Find(id) ?? throw new InvalidOperationException($"there is no site '{id}'");
        rules = new(site, await baselines.OfAsync(site), parameters.Of(id));
        clock = new(id, rules, time, log);
        rules.History.Visits = visits.Recent;
        rules.BeginRecall();
        recalled = new(id, rules, fed, readings, time, log);
        woke = time.GetUtcNow();
        DateDevices(woke);
        // A site that never stored a position has judged nothing of what the spool holds, and its devices have been told that it is kept.
        var knownPosition = await journal.PositionAsync(id);
        isNew = knownPosition is null && !journal.HasSuccessor && site.Devices.Any() && site.Devices.All(d => sites.SinceMs(d.Id) > 0);
        judged = await journal.JudgedAsync(id, retention.Now());
        commits = new(rules, judged, knownPosition ?? 0, journal, effects, unjudged, time);
        news = new(commits.Position, knownPosition is null && journal.HasSuccessor ? judged : null);
        using var patience = new CancellationTokenSource(RecalledRecords.Patience, time);
        await recalled.LevelsAsync(woke, patience.Token);
        var known = await journal.RecentAsync(id, (woke - Recent).ToUnixTimeMilliseconds());
        rules.Recall(known, woke);
        rules.Lifecycle.Restore(known, await journal.ShelvesAsync(id));
        rules.ReturnUnjudged(woke);
        RecallOccurrences(await OccurrencesAsync(woke), woke);
        foreach (var (device, moment) in judged.Moments)
            rules.History.Find(device)?.Rang.Add(moment);
        if (knownPosition is null && journal.HasSuccessor)
            recalled.OwedFrom = woke - Relearned;
        if (!patience.IsCancellationRequested)
            await recalled.JudgedAsync(judged, woke);
        effects.ShowShelves(site, rules.Lifecycle.Shelves.Open);
        effects.Show(site, known, await journal.RangAsync(id, (woke - Recent).ToUnixTimeMilliseconds()), await journal.QuietAsync(id));
    }

    public async Task<long> PositionAsync(long past)
    {
        if (isNew)
        {
            await commits.BeginAsync(site.Id, past);
            (isNew, news) = (false, new(past, null));
        }
        isAsked = true;
        return isRecalling ? Math.Min(past, commits.Position) : commits.Position;
    }

    public async Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next)
    {
        CheckAsked();
        await FollowAsync();
        clock.Look();
        foreach (var fact in facts.Where(f => !unjudged.IsSetAside(site.Id, f.Position)))
            Take(fact);
        commits.Position = Math.Max(commits.Position, next);
        await StoreAsync();
        return commits.HasAll;
    }

    public async Task<bool> TickAsync(long nowMs, long? listeningForMs)
    {
        CheckAsked();
        await FollowAsync();
        EndRecall();
        clock.Look();
        clock.Follow();
        rules.History.ListeningSince = (nowMs - listeningForMs) / 1000;
        rules.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(nowMs));
        rules.Lifecycle.Expire(nowMs);
        await recalled.JudgedAsync(judged, rules.Now);
        await StoreAsync();
        return commits.HasAll;
    }

    public async Task<ActResult> ActAsync(string alert, AlertAct act)
    {
        if (rules.Lifecycle.Alerts.All(a => a.Id != alert) && await journal.FindAsync(alert) is { } closed)
            rules.Lifecycle.Bring(closed);
        var result = rules.Lifecycle.Do(alert, act, time.GetUtcNow().ToUnixTimeMilliseconds());
        await StoreAsync();
        return result;
    }

    public async Task<ActResult> ShelveAsync(ShelfAct act)
    {
        var result = rules.Lifecycle.Shelves.Do(act, time.GetUtcNow().ToUnixTimeMilliseconds());
        await StoreAsync();
        return result;
    }

    /// <summary>What came between the stored position and the call would be lost to one that woke by itself.</summary>
    private void CheckAsked()
    {
        if (!isAsked)
            throw new InvalidOperationException($"site {site.Id} has woken anew");
    }

    /// <summary>The site, its figures or what is usual there have changed: the rules go on with them as they are now.</summary>
    private async Task FollowAsync()
    {
        rules.History.Visits = visits.Recent;
        var (now, figures) = (sites.Find(site.Id)!, parameters.Of(site.Id));
        if (ReferenceEquals(now, site) && ReferenceEquals(figures, rules.History.Parameters)
            && rules.History.Baseline.Version == baselines.VersionOf(site.Id))
            return;
        var at = time.GetUtcNow();
        var (baseline, occurrences) = (await baselines.OfAsync(now), await OccurrencesAsync(at));
        site = now;
        rules.Follow(site, baseline, figures, at);
        DateDevices(at);
        RecallOccurrences(occurrences, at);
        effects.ShowAgain(site, rules.Lifecycle.Alerts, rules.Lifecycle.Alerts);
        SiteLog.Follows(log, site.Id);
    }

    /// <summary>Notes since when those have been here that are new. A clock that was ahead when one was moved must not silence it.</summary>
    private void DateDevices(DateTimeOffset now)
    {
        foreach (var device in rules.History.Devices.Where(d => d.SinceMs is null))
            device.SinceMs = Math.Min(sites.SinceMs(device.Device.Id), now.ToUnixTimeMilliseconds());
    }

    /// <summary>The alerts of earlier days that a rule counts.</summary>
    private async Task<IReadOnlyList<(Rule Rule, Source Source, long AtMs)>> OccurrencesAsync(DateTimeOffset now)
    {
        var occurrences = new List<(Rule, Source, long)>();
        foreach (var rule in AlertCodes.All.Where(r => r.Remembers(rules.History.Parameters) > TimeSpan.Zero))
        {
            var from = (now - rule.Remembers(rules.History.Parameters)).ToUnixTimeMilliseconds();
            occurrences.AddRange((await journal.OccurrencesAsync(site.Id, rule.Code, from)).Select(o => (rule, o.Source, o.AtMs)));
        }
        return occurrences;
    }

    private void RecallOccurrences(IReadOnlyList<(Rule Rule, Source Source, long AtMs)> occurrences, DateTimeOffset now)
    {
        foreach (var (rule, source, atMs) in occurrences.Where(o => o.AtMs <= now.ToUnixTimeMilliseconds()))
            rule.Happened(rules.History, source, atMs / 1000);
    }

    private void EndRecall()
    {
        if (!isRecalling)
            return;
        isRecalling = false;
        var now = time.GetUtcNow();
        clock.SetRight(now);
        // A single control room had judged all of it together.
        rules.EndRecall(journal.HasSuccessor ? woke - Relearned : now, now);
        SiteLog.Awake(log, site.Id, (now - woke).TotalSeconds, rules.Lifecycle.Alerts.Count(a => a.IsOpen));
    }

    private void Take(SpoolFact fact)
    {
        try
        {
            var isNews = news.IsNews(fact);
            if (isNews)
                EndRecall();
            if (isNews || isRecalling)
                Judge(fact, DateTimeOffset.FromUnixTimeMilliseconds(fact.ArrivalMs), isNews);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            unjudged.Failed(site.Id, fact, e.Message);
            // It may be in the rules' memory by half: they begin again from what is stored, in the end without this record.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Time moves with the records' arrival, so a backlog is judged as it would have been live.</summary>
    private void Judge(SpoolFact fact, DateTimeOffset arrival, bool isNews)
    {
        clock.Follow(arrival);
        rules.AdvanceTo(arrival);
        try
        {
            var record = fact.Decode();
            if (isNews)
                judged.Add(fact.Device, record.Boot, fact.Stream, record.Seq);
            if (fed.Add(fact.Device, record.Boot, fact.Stream, record.Seq))
                rules.Feed(fact.Device, record, arrival, fact.Time);
        }
        catch (RecordException e)
        {
            // Ingest accepts only what reads; a record that does not read here was damaged on the disk.
            SiteLog.Unreadable(log, fact.Device, fact.Stream, e.Message);
        }
    }

    private async Task StoreAsync()
    {
        try
        {
            await commits.StoreAsync(site);
        }
        catch
        {
            // What is in memory is now ahead of the journal: start again from what is stored and be fed once more.
            DeactivateOnIdle();
            throw;
        }
    }
}
