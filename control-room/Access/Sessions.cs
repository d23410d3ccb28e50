using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>
/// Every browser that somebody is signed in on. A cookie is believed only while its session lasts, so that what is ended is out at once: requests
/// are refused, and what is open, a page's circuit or a stream, is cut.
/// </summary>
internal sealed class Sessions(IDbContextFactory<ControlRoomDb> databases, IHttpContextAccessor requests, TimeProvider time, ILogger<Sessions> log)
    : BackgroundService
{
    /// <summary>Longest time from signing in: a shift and its hand-over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    /// <summary>A browser that asks nothing for so long and has no page open is signed out.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>Of one person at once; with one more the oldest ends.</summary>
    public const int MostOfAPerson = 5;

    private const int LongestText = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Session> live = new();

    /// <summary>Reads what outlasted a restart. Once, before anything asks.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var row in await db.Set<SessionRow>().AsNoTracking().Where(s => s.EndedMs == null).ToListAsync(cancellationToken))
            live[row.Id] = new(row);
    }

    /// <returns>The session's id.</returns>
    public async Task<string> BeginAsync(long person, HttpContext context)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var row = new SessionRow
        {
            Id = Ids.New(),
            Person = person,
            StartedMs = now,
            SeenMs = now,
            Address = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Browser = Shortened(context.Request.Headers.UserAgent.ToString()),
        };
        await using var db = await databases.CreateDbContextAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        live[row.Id] = new(row);
        await EndAsync(Of(person).Skip(MostOfAPerson).Select(s => s.Id));
        return row.Id;
    }

    /// <summary>The session that a cookie names, if it lasts.</summary>
    public Session? Find(string? id) => id is not null && live.TryGetValue(id, out var session) && !IsOver(session) ? session : null;

    /// <summary>A person's, the latest first.</summary>
    public IReadOnlyList<SessionRow> Of(long person) => [.. live.Values.Select(s => s.Row).Where(s => s.Person == person).OrderByDescending(s => s.StartedMs)];

    /// <summary>Notes that it is used.</summary>
    public void Touch(Session session) => session.Row.SeenMs = time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task EndAllOfAsync(long person, string? but = null) => EndAsync(Of(person).Select(s => s.Id).Where(id => id != but));

    public async Task EndAsync(IEnumerable<string> ids)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var id in ids.ToList())
        {
            if (!live.TryRemove(id, out var session))
                continue;
            // The request by which it ends is still answered.
            session.End(but: requests.HttpContext);
            await using var db = await databases.CreateDbContextAsync();
            await db.Set<SessionRow>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedMs, now));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EndAsync(live.Values.Where(IsOver).Select(s => s.Row.Id));
                await StoreSeenAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                AccessLog.SessionsNotStored(log, e.Message);
            }
        }
    }

    private static string Shortened(string text) => text.Length > LongestText ? text[..LongestText] : text;

    private bool IsOver(Session session)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return now - session.Row.StartedMs > Longest.TotalMilliseconds
            || (!session.IsOpen && now - session.Row.SeenMs > Idle.TotalMilliseconds);
    }

    private async Task StoreSeenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var session in live.Values.Where(s => s.Row.SeenMs - s.StoredSeenMs >= TimeSpan.MillisecondsPerMinute))
        {
            var seen = session.StoredSeenMs = session.Row.SeenMs;
            await db.Set<SessionRow>().Where(s => s.Id == session.Row.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.SeenMs, seen), cancellationToken);
        }
    }
}

/// <summary>A session that lasts, and the connections that are open in it.</summary>
internal sealed class Session(SessionRow row)
{
    private readonly ConcurrentDictionary<HttpContext, bool> open = new();
    private volatile bool isOver;

    public SessionRow Row => row;

    public long StoredSeenMs { get; set; } = row.SeenMs;

    public bool IsOpen => !open.IsEmpty;

    /// <summary>Holds a request as open until it is disposed; it is cut when the session ends.</summary>
    public IDisposable Hold(HttpContext context)
    {
        open[context] = true;
        if (isOver)
            context.Abort();
        return new Release(() => open.TryRemove(context, out _));
    }

    public void End(HttpContext? but)
    {
        isOver = true;
        foreach (var context in open.Keys.Where(c => c != but))
            context.Abort();
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
