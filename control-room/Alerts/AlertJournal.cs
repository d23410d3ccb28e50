using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The stored alerts: every change with its transition and the spool position it came from, in one transaction.</summary>
/// <param name="databases">The relational store.</param>
/// <param name="spool">Which spool positions are of: a store on another machine outlives a data folder.</param>
/// <param name="lead">What keeps two control rooms on one database apart; null = there is but one.</param>
internal sealed class AlertJournal(IDbContextFactory<ControlRoomDb> databases, string spool, Leadership? lead = null)
{
    /// <summary>Most sites in one transaction: an acknowledgement by hand waits for no more.</summary>
    private const int Together = 50;

    private static readonly TimeSpan JudgedKept = TimeSpan.FromDays(90);

    private static readonly AlertEvent[] NoNews = [AlertEvent.Returned, AlertEvent.Acknowledged, AlertEvent.AcknowledgementExpired, AlertEvent.ShelfEnded];

    private readonly Lock access = new();
    private readonly Queue<Commit> waiting = [];
    private bool isStoring;

    /// <summary>True: another control room may go on where this one stops, with a spool of its own.</summary>
    public bool HasSuccessor => lead is not null;

    /// <summary>Stores the changes, how far the site has read, what it has judged, explained and holds back. All of it or nothing.</summary>
    /// <remarks>
    /// Sites that wait at the same time are stored in one transaction: a wait for the disk is the same for one as for a hundred, and SQLite, which
    /// has one writer, lets its rivals sleep on their threads until none is left for anything else.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Another control room works on this database now.</exception>
    public async Task CommitAsync(string site, long position, IReadOnlyList<AlertChange> changes, IReadOnlyList<(JudgedBoot Row, bool IsNew)>? judged = null,
        SiteQuiet? quiet = null, IReadOnlyList<ShelfChange>? shelves = null)
    {
        var commit = new Commit(site, position, changes, judged ?? [], quiet, shelves ?? []);
        lock (access)
        {
            waiting.Enqueue(commit);
            if (!isStoring)
                _ = Task.Run(StoreWaitingAsync);
            isStoring = true;
        }
        await commit.Stored.Task;
    }

    /// <summary>What the site has judged, under any control room; what is older than any device's backlog is erased.</summary>
    public async Task<JudgedRecords> JudgedAsync(string site, DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var before = (now - JudgedKept).ToUnixTimeMilliseconds();
        await db.Set<JudgedBoot>().Where(b => b.Site == site && b.AtMs < before).ExecuteDeleteAsync();
        return new(await db.Set<JudgedBoot>().AsNoTracking().Where(b => b.Site == site).ToListAsync());
    }

    /// <summary>What is held back at the site.</summary>
    public async Task<IReadOnlyList<Shelf>> ShelvesAsync(string site)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Shelf>().AsNoTracking().Where(s => s.Site == site && s.EndedMs == null).OrderBy(s => s.SinceMs).ToListAsync();
    }

    /// <summary>How far the site had read when its alerts were last stored; null = never, or of another spool.</summary>
    public async Task<long?> PositionAsync(string site)
    {
        await using var db = await databases.CreateDbContextAsync();
        return (await db.Set<SitePosition>().AsNoTracking().SingleOrDefaultAsync(p => p.Site == site && (p.Spool == null || p.Spool == spool)))?.Position;
    }

    /// <summary>The site's open alerts and those that ended or last happened at or after <paramref name="sinceMs"/>.</summary>
    public async Task<IReadOnlyList<Alert>> RecentAsync(string site, long sinceMs)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().AsNoTracking()
            .Where(a => a.Site == site && (a.State != Contracts.AlertState.Normal || a.LastMs >= sinceMs || a.UntilMs >= sinceMs)).ToListAsync();
    }

    /// <summary>When alerts of this code happened at the site since <paramref name="sinceMs"/>, also again in one that was still open.</summary>
    public async Task<IReadOnlyList<(Source Source, long AtMs)>> OccurrencesAsync(string site, string code, long sinceMs)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = await (from alert in db.Set<Alert>()
                           where alert.Site == site && alert.Code == code && (alert.Visit == null || alert.Suppressed == null)
                           join transition in db.Set<AlertTransition>() on alert.Id equals transition.Alert
                           where transition.AtMs >= sinceMs && transition.By == null && !NoNews.Contains(transition.Event)
                           select new { alert.Source, transition.AtMs }).ToListAsync();
        return [.. found.Select(f => (f.Source, f.AtMs))];
    }

    /// <summary>The alerts of a visit, the latest first.</summary>
    public async Task<IReadOnlyList<Alert>> OfVisitAsync(long visit, int most)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().AsNoTracking().Where(a => a.Visit == visit).OrderByDescending(a => a.LastMs).ThenBy(a => a.Id).Take(most).ToListAsync();
    }

    /// <summary>Each time that an alert of the site rang since <paramref name="sinceMs"/>, oldest first.</summary>
    public async Task<IReadOnlyList<AlertTransition>> RangAsync(string site, long sinceMs)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await (from alert in db.Set<Alert>()
                      where alert.Site == site && alert.LastMs >= sinceMs
                      join transition in db.Set<AlertTransition>() on alert.Id equals transition.Alert
                      where transition.AtMs >= sinceMs && transition.Rings
                      orderby transition.Number
                      select transition).AsNoTracking().ToListAsync();
    }

    /// <summary>What stayed quiet at the site, as it was stored last; null = nothing.</summary>
    public async Task<SiteQuiet?> QuietAsync(string site)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<SiteQuiet>().AsNoTracking().SingleOrDefaultAsync(q => q.Site == site);
    }

    /// <summary>Alerts by start, oldest first.</summary>
    /// <param name="openOnly">Only those that are open.</param>
    /// <param name="fromMs">Start at or after this.</param>
    /// <param name="toMs">Start before this.</param>
    /// <param name="after">Id to go on after, from the page before; null = from the first.</param>
    /// <param name="limit">Most to return.</param>
    public async Task<IReadOnlyList<Alert>> ListAsync(bool openOnly, long fromMs, long toMs, string? after, int limit)
    {
        await using var db = await databases.CreateDbContextAsync();
        var query = db.Set<Alert>().AsNoTracking().Where(a => a.SinceMs >= fromMs && a.SinceMs < toMs);
        if (openOnly)
            query = query.Where(a => a.State != Contracts.AlertState.Normal && a.Suppressed == null && !a.IsShelved);
        if (after is not null && await db.Set<Alert>().FindAsync(after) is { } last)
            query = query.Where(a => a.SinceMs > last.SinceMs || (a.SinceMs == last.SinceMs && string.Compare(a.Id, after) > 0));
        return await query.OrderBy(a => a.SinceMs).ThenBy(a => a.Id).Take(limit).ToListAsync();
    }

    /// <summary>The site's alerts that held at any time from <paramref name="fromMs"/> to before <paramref name="toMs"/>, by start.</summary>
    public async Task<IReadOnlyList<Alert>> OfSiteAsync(string site, long fromMs, long toMs)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().AsNoTracking()
            .Where(a => a.Site == site && a.SinceMs < toMs && (a.SinceMs >= fromMs || a.LastMs >= fromMs || a.UntilMs >= fromMs))
            .OrderBy(a => a.SinceMs).ThenBy(a => a.Id).ToListAsync();
    }

    /// <summary>The sites that have open alerts.</summary>
    public async Task<IReadOnlyList<string>> OpenSitesAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().Where(a => a.State != Contracts.AlertState.Normal).Select(a => a.Site).Distinct().ToListAsync();
    }

    /// <summary>One alert; null = there is no such alert.</summary>
    public async Task<Alert?> FindAsync(string alert)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == alert);
    }

    /// <summary>The site of an alert; null = there is no such alert.</summary>
    public async Task<string?> SiteOfAsync(string alert)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Alert>().Where(a => a.Id == alert).Select(a => a.Site).SingleOrDefaultAsync();
    }

    private async Task StoreWaitingAsync()
    {
        while (true)
        {
            var taken = new List<Commit>();
            lock (access)
            {
                while (taken.Count < Together && waiting.TryDequeue(out var commit))
                    taken.Add(commit);
                if (taken.Count == 0)
                {
                    isStoring = false;
                    return;
                }
            }
            await StoreAsync(taken);
        }
    }

    private async Task StoreAsync(IReadOnlyList<Commit> commits)
    {
        try
        {
            await WriteAsync(commits);
            foreach (var commit in commits)
                commit.Stored.SetResult();
        }
        catch (Exception e) when (commits.Count > 1 && e is not CommitInDoubtException)
        {
            // What cannot be stored must not keep the others from it.
            foreach (var commit in commits)
                await StoreAsync([commit]);
        }
        catch (Exception e)
        {
            // It may be stored: once more would double it. Each site goes on from what is there.
            foreach (var commit in commits)
                commit.Stored.SetException(e);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Commit> commits)
    {
        await using var db = await databases.CreateDbContextAsync();
        await using var transaction = lead is null ? await db.Database.BeginTransactionAsync() : await lead.TransactionAsync(db);
        // Several changes of one alert in one batch: the last copy is how it stands.
        var latest = commits.SelectMany(c => c.Changes).GroupBy(c => c.Alert.Id).Select(g => g.Last().Alert).ToList();
        var (ids, sites) = (latest.Select(a => a.Id).ToList(), commits.Select(c => c.Site).ToList());
        var known = ids.Count == 0 ? [] : (await db.Set<Alert>().Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync()).ToHashSet();
        foreach (var alert in latest)
            db.Entry(alert).State = known.Contains(alert.Id) ? EntityState.Modified : EntityState.Added;
        db.AddRange(commits.SelectMany(c => c.Changes.Select(a => a.Transition).Concat(c.Shelves.Select(s => s.Transition).OfType<AlertTransition>())));
        foreach (var shelf in commits.SelectMany(c => c.Shelves).GroupBy(s => s.Shelf.Id))
            db.Entry(shelf.Last().Shelf).State = shelf.Any(s => s.IsNew) ? EntityState.Added : EntityState.Modified;
        foreach (var (row, isNew) in commits.SelectMany(c => c.Judged))
            db.Entry(row).State = isNew ? EntityState.Added : EntityState.Modified;
        var placed = (await db.Set<SitePosition>().Where(p => sites.Contains(p.Site)).Select(p => p.Site).ToListAsync()).ToHashSet();
        foreach (var commit in commits)
        {
            db.Entry(new SitePosition { Site = commit.Site, Spool = spool, Position = commit.Position }).State =
                placed.Contains(commit.Site) ? EntityState.Modified : EntityState.Added;
        }
        var quiet = commits.Select(c => c.Quiet).OfType<SiteQuiet>().ToList();
        var explained = quiet.Count == 0 ? [] : (await db.Set<SiteQuiet>().Where(q => sites.Contains(q.Site)).Select(q => q.Site).ToListAsync()).ToHashSet();
        foreach (var row in quiet)
            db.Entry(row).State = explained.Contains(row.Site) ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync();
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception e)
        {
            throw new CommitInDoubtException(e);
        }
    }

    /// <summary>The store did not answer whether it has the changes.</summary>
    private sealed class CommitInDoubtException(Exception inner) : IOException($"whether alerts are stored is not known: {inner.Message}", inner);

    private sealed record Commit(
        string Site, long Position, IReadOnlyList<AlertChange> Changes, IReadOnlyList<(JudgedBoot Row, bool IsNew)> Judged, SiteQuiet? Quiet,
        IReadOnlyList<ShelfChange> Shelves)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
