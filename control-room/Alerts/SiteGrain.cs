using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <inheritdoc cref="ISiteGrain"/>
internal sealed class SiteGrain(
    SiteCatalog sites, SiteParameters parameters, Baselines baselines, AlertJournal journal, AlertEffects effects, UnjudgedRecords unjudged,
    RetentionClock retention, IReadingStore readings, TimeProvider time, ILogger<SiteGrain> log)
    : Grain, ISiteGrain
{
    /// <summary>How much of what was judged a site that has woken takes again: what its rules look back on.</summary>
    public static readonly TimeSpan Relearned = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>How much a restart reads again. With a successor, who does not have this spool, devices wait for it.</summary>
    private readonly TimeSpan snapshotEvery = journal.HasSuccessor ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30);

    private SiteEntry site = null!;
    private RuleEvaluator rules = null!;
    private RecalledRecords recalled = null!;
    private long position;
    private (long Stamp, long Position) stored;
    private DateTimeOffset woke;

    private readonly OwnClock clock = new(time);

    /// <summary>By how much the machine's clock was set, in seconds, since the records that are judged now arrived.</summary>
    private long clockStep;

    /// <summary>It has said from where on it wants to be fed.</summary>
    private bool isAsked;

    /// <summary>It was added while the control room ran and has judged nothing yet.</summary>
    private bool isNew;

    /// <summary>What stayed quiet is stored as it is explained.</summary>
    private bool isExplained = true;

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
        rules.BeginRecall();
        recalled = new(id, rules, fed, readings, time, log);
        woke = time.GetUtcNow();
        DateDevices(woke);
        // A site that never stored a position has judged nothing of what the spool holds, and its devices have been told that it is kept.
        var knownPosition = await journal.PositionAsync(id);
        position = knownPosition ?? 0;
        isNew = knownPosition is null && !journal.HasSuccessor && site.Devices.Any() && site.Devices.All(d => sites.SinceMs(d.Id) > 0);
        // Hundreds of sites wake together; they need not store together ever after.
        stored = (time.GetTimestamp() - (long)(Random.Shared.NextDouble() * snapshotEvery.TotalSeconds * time.TimestampFrequency), position);
        judged = await journal.JudgedAsync(id, retention.Now());
        news = new(position, knownPosition is null && journal.HasSuccessor ? judged : null);
        using var patience = new CancellationTokenSource(RecalledRecords.Patience, time);
        await recalled.LevelsAsync(woke, patience.Token);
        var known = await journal.RecentAsync(id, (woke - Recent).ToUnixTimeMilliseconds());
        rules.Recall(known, woke);
        rules.Lifecycle.Restore(known);
        rules.ReturnUnjudged(woke);
        RecallOccurrences(await OccurrencesAsync(woke), woke);
        foreach (var (device, boot, seq) in judged.OpeningsRung)
            rules.History.Find(device)?.Gate.HasRung((boot, seq));
        if (knownPosition is null && journal.HasSuccessor)
            recalled.OwedFrom = woke - Relearned;
        if (!patience.IsCancellationRequested)
            await recalled.JudgedAsync(judged, woke);
        effects.Show(site, known, await journal.RangAsync(id, (woke - Recent).ToUnixTimeMilliseconds()), await journal.QuietAsync(id));
    }

    public async Task<long> PositionAsync(long past)
    {
        if (isNew)
        {
            // Stored at once: what comes from now on is judged, however long a restart takes.
            await journal.CommitAsync(site.Id, past, []);
            (isNew, position, stored, news) = (false, past, (time.GetTimestamp(), past), new(past, null));
        }
        isAsked = true;
        return isRecalling ? Math.Min(past, position) : position;
    }

    public async Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next)
    {
        CheckAsked();
        await FollowAsync();
        clockStep += clock.Step();
        foreach (var fact in facts.Where(f => !unjudged.IsSetAside(site.Id, f.Position)))
            Take(fact);
        position = Math.Max(position, next);
        await StoreAsync();
        return position == stored.Position;
    }

    public async Task<bool> TickAsync(long nowMs, long? listeningForMs)
    {
        CheckAsked();
        await FollowAsync();
        EndRecall();
        clockStep += clock.Step();
        SetClock(clockStep);
        rules.History.ListeningSince = (nowMs - listeningForMs) / 1000;
        rules.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(nowMs));
        await recalled.JudgedAsync(judged, rules.Now);
        await StoreAsync();
        return position == stored.Position;
    }

    public async Task<AcknowledgeResult> AcknowledgeAsync(string alert, string by)
    {
        var result = rules.Lifecycle.Acknowledge(alert, by, time.GetUtcNow().ToUnixTimeMilliseconds());
        await StoreAsync();
        return result;
    }

    public async Task<UndoResult> UndoAsync(string alert, string by)
    {
        var result = rules.Lifecycle.Undo(alert, by, time.GetUtcNow().ToUnixTimeMilliseconds());
        await StoreAsync();
        return result;
    }

    /// <summary>What came between the stored position and the call would be lost to one that woke by itself.</summary>
    private void CheckAsked()
    {
        if (!isAsked)
            throw new InvalidOperationException($"site {site.Id} has woken anew");
    }

    /// <summary>The site or its figures have changed: the rules go on with them as they are now.</summary>
    private async Task FollowAsync()
    {
        var (now, figures) = (sites.Find(site.Id)!, parameters.Of(site.Id));
        if (ReferenceEquals(now, site) && ReferenceEquals(figures, rules.History.Parameters))
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
    private async Task<IReadOnlyList<(Rule Rule, string Source, long AtMs)>> OccurrencesAsync(DateTimeOffset now)
    {
        var occurrences = new List<(Rule, string, long)>();
        foreach (var rule in AlertCodes.All.Where(r => r.Remembers(rules.History.Parameters) > TimeSpan.Zero))
        {
            var from = (now - rule.Remembers(rules.History.Parameters)).ToUnixTimeMilliseconds();
            occurrences.AddRange((await journal.OccurrencesAsync(site.Id, rule.Code, from)).Select(o => (rule, o.Source, o.AtMs)));
        }
        return occurrences;
    }

    private void RecallOccurrences(IReadOnlyList<(Rule Rule, string Source, long AtMs)> occurrences, DateTimeOffset now)
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
        // What was judged may have arrived by a clock that was ahead.
        if (rules.Now - now > BootClocks.Ahead)
            SetClock((long)(now - rules.Now).TotalSeconds);
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
        // Records of before the clock was set may still be among these.
        if (clockStep != 0 && (arrival - rules.Now.AddSeconds(clockStep)).Duration() < (arrival - rules.Now).Duration())
            SetClock(clockStep);
        rules.AdvanceTo(arrival);
        try
        {
            var record = fact.Decode();
            if (isNews)
                judged.Add(fact.Device, record.Boot, fact.Stream, record.Seq);
            if (fed.Add(fact.Device, record.Boot, fact.Stream, record.Seq))
                rules.Feed(fact.Device, record, arrival);
        }
        catch (RecordException e)
        {
            // Ingest accepts only what reads; a record that does not read here was damaged on the disk.
            SiteLog.Unreadable(log, fact.Device, fact.Stream, e.Message);
        }
    }

    private void SetClock(long bySeconds)
    {
        clockStep = 0;
        if (bySeconds == 0)
            return;
        rules.ClockSet(bySeconds);
        SiteLog.ClockSet(log, site.Id, bySeconds);
    }

    private async Task StoreAsync()
    {
        var changes = rules.Lifecycle.TakeChanges();
        unjudged.Add(site.Id, rules.TakeFaults());
        var explained = rules.TakeQuiet();
        effects.Explain(explained);
        isExplained &= explained.Count == 0;
        effects.ShowAgain(site, rules.TakeSilence(), rules.Lifecycle.Alerts);
        var now = time.GetUtcNow();
        // An explanation is stored at once: the position may be past its records already, and they are not judged twice.
        if (changes.Count == 0 && isExplained && (position == stored.Position || time.GetElapsedTime(stored.Stamp) < snapshotEvery))
            return;
        foreach (var gate in rules.History.Devices.Where(d => d.Device.Gate is not null))
            judged.Rang(gate.Device.Id, gate.Gate.Rang);
        try
        {
            await journal.CommitAsync(site.Id, position, changes, judged.TakeChanges(site.Id, now.ToUnixTimeMilliseconds()),
                isExplained ? null : effects.Explained(site));
        }
        catch
        {
            // What is in memory is now ahead of the journal: start again from what is stored and be fed once more.
            DeactivateOnIdle();
            throw;
        }
        (stored, isExplained) = ((time.GetTimestamp(), position), true);
        if (changes.Count > 0)
            effects.Carry(site, changes, rules.Lifecycle.Alerts);
    }
}
