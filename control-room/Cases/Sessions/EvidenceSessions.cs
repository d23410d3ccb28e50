using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>A session and how it ended, if it did.</summary>
/// <param name="Case">The case.</param>
/// <param name="Entry">As it was entered.</param>
/// <param name="Says">What it is.</param>
/// <param name="Ended">When it was ended early; null = it was not.</param>
internal sealed record EvidenceSession(string Case, CaseEntry Entry, SessionEntered Says, DateTimeOffset? Ended)
{
    /// <summary>Whether it runs at an instant, if its case is open.</summary>
    public bool RunsAt(DateTimeOffset now) => Entry.Struck is null && Ended is null && now < Says.Expires;
}

/// <summary>The evidence sessions of all cases. They are entries of the cases' journals; microphones know of those that run.</summary>
internal sealed class EvidenceSessions(
    CaseBook book, CaseJournal journal, SiteCatalog sites, SoundGrants grants, EvidenceKeys keys, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private volatile IReadOnlyList<EvidenceSession> running = [];

    /// <summary>The session that runs at a home; null = none.</summary>
    public EvidenceSession? InForce(string site) => running.FirstOrDefault(s => s.Says.Site == site && s.RunsAt(time.GetUtcNow()));

    /// <summary>Those of a case, the latest first.</summary>
    public async Task<IReadOnlyList<EvidenceSession>> OfCaseAsync(string file, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadAsync(file, cancellationToken);
        var ends = entries.Holding<SessionEnded>().ToLookup(e => e.Body.Session, e => e.Entry.Stamped);
        return [.. from entry in entries
                   where entry.Body is SessionEntered
                   let says = (SessionEntered)entry.Body
                   orderby entry.Number descending
                   select new EvidenceSession(file, entry, says, ends[says.Session].Cast<DateTimeOffset?>().FirstOrDefault())];
    }

    /// <summary>What runs is what the journals say, of cases that are open.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var found = new List<EvidenceSession>();
            foreach (var file in (await book.AllAsync(cancellationToken)).Where(c => c.ClosedMs is null))
                found.AddRange((await OfCaseAsync(file.Id, cancellationToken)).Where(s => s.RunsAt(now) && sites.Find(s.Says.Site)?.Type == SiteType.HOME));
            running = found;
            grants.Replace(found.DistinctBy(s => s.Says.Site).ToDictionary(s => s.Says.Site, s => new SoundGrant
            {
                Session = s.Says.Session,
                Expires = s.Says.Expires,
                Key = keys.PublicOf(s.Says.Site),
            }));
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Enters a session: in force at once.</summary>
    /// <returns>Why there is none; null = it runs.</returns>
    public async Task<string?> EnterAsync(CaseFile file, NewSession given, string by, CancellationToken cancellationToken)
    {
        if (file.ClosedMs is not null)
            return $"Case {file.Name} is closed; a session needs an open case.";
        if (given.FindFault(file.Sites.Contains(given.Site) ? sites.Find(given.Site) : null, time.GetUtcNow(), out var entry) is { } fault)
            return fault;
        if (InForce(given.Site) is { } other)
            return $"Session {other.Says.Session} runs at {sites.Find(given.Site)!.Name} until {InstantConverter.Write(other.Says.Expires)}; end it first.";
        await journal.AddAsync(file.Id, entry!, null, by, cancellationToken);
        await RefreshAsync(CancellationToken.None);
        return null;
    }

    /// <summary>Ends a session early: its microphones forget what they hold.</summary>
    /// <returns>Why it is not ended; null = it is.</returns>
    public async Task<string?> EndAsync(CaseFile file, string session, string? why, string by, CancellationToken cancellationToken)
    {
        if ((await OfCaseAsync(file.Id, cancellationToken)).FirstOrDefault(s => s.Says.Session == session) is not { } found)
            return $"session is '{session}'; case {file.Name} has none of that id.";
        if (!found.RunsAt(time.GetUtcNow()))
            return $"session {session} does not run any more.";
        if (why?.Trim() is not { Length: > 0 and <= CaseFile.LongestText } reason)
            return $"why is '{why}'; it must say in 1 to {CaseFile.LongestText} characters why the session ends early.";
        await journal.AddAsync(file.Id, new SessionEnded(session, reason), null, by, cancellationToken);
        await RefreshAsync(CancellationToken.None);
        return null;
    }

    public void Dispose() => one.Dispose();
}
