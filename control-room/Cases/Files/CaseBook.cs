using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>What a case is opened with.</summary>
/// <param name="Reference">The council's own number of it; empty = none.</param>
/// <param name="Complaint">What is complained of.</param>
/// <param name="Premises">From where the noise is said to come.</param>
/// <param name="Sites">The homes whose sensors belong to it.</param>
internal sealed record NewCase(string Reference, string Complaint, string Premises, IReadOnlyList<string> Sites);

/// <summary>The cases.</summary>
internal sealed class CaseBook(IDbContextFactory<ControlRoomDb> databases, CaseJournal journal, SiteCatalog sites, TimeProvider time)
{
    /// <summary>Every case, closed ones too, the one opened first first.</summary>
    public async Task<IReadOnlyList<CaseFile>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<CaseFile>().AsNoTracking().OrderBy(c => c.OpenedMs).ThenBy(c => c.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Null: there is none.</summary>
    public async Task<CaseFile?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<CaseFile>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
    }

    /// <summary>The open case of a home; null = it has none.</summary>
    public async Task<CaseFile?> OfSiteAsync(string site, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).LastOrDefault(c => c.ClosedMs is null && c.Sites.Contains(site));

    /// <summary>Opens a case.</summary>
    /// <param name="given">What it is about.</param>
    /// <param name="by">By which hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="id">Its id; null = a new one.</param>
    /// <returns>The case, or why there is none.</returns>
    public async Task<(CaseFile? File, string? Fault)> OpenAsync(NewCase given, string by, CancellationToken cancellationToken, string? id = null)
    {
        if (await FindFaultAsync(given, cancellationToken) is { } fault)
            return (null, fault);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var file = new CaseFile
        {
            Id = id ?? $"c-{Ids.New()[..12]}",
            Reference = given.Reference.Trim(),
            Complaint = given.Complaint.Trim(),
            Premises = given.Premises.Trim(),
            Sites = given.Sites,
            OpenedMs = now,
            StageSinceMs = now,
        };
        await journal.AddAsync(file, new Report(file.Complaint), by, cancellationToken);
        return (file, null);
    }

    /// <summary>The case is at another stage from now on.</summary>
    public async Task<CaseFile> MoveAsync(CaseFile file, CaseStage stage, string why, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var moved = file with { Stage = stage, StageSinceMs = now, ClosedMs = stage == CaseStage.Closed ? now : null };
        await journal.AddAsync(moved, new StageReached(stage, why), by, cancellationToken);
        return moved;
    }

    /// <summary>The sensors of a home belong to the case from now on.</summary>
    /// <returns>Why they do not; null = they do.</returns>
    public async Task<string?> AddHomeAsync(CaseFile file, string site, string by, CancellationToken cancellationToken)
    {
        if (await FindFaultAsync([site], cancellationToken) is { } fault)
            return fault;
        await journal.AddAsync(file with { Sites = [.. file.Sites, site] }, new HomeAdded(site), by, cancellationToken);
        return null;
    }

    private async Task<string?> FindFaultAsync(NewCase given, CancellationToken cancellationToken)
    {
        if (given.Complaint.Trim().Length is 0 or > CaseFile.LongestText)
            return $"The complaint must be of 1 to {CaseFile.LongestText} characters.";
        if (given.Premises.Trim().Length is 0 or > CaseFile.LongestName)
            return $"The premises must be of 1 to {CaseFile.LongestName} characters.";
        if (given.Reference.Trim().Length > CaseFile.LongestName)
            return $"The reference must be of at most {CaseFile.LongestName} characters.";
        return await FindFaultAsync(given.Sites, cancellationToken);
    }

    private async Task<string?> FindFaultAsync(IReadOnlyList<string> homes, CancellationToken cancellationToken)
    {
        foreach (var site in homes)
        {
            if (sites.Find(site) is not { Type: SiteType.HOME })
                return $"'{site}' is no home; a case has homes only.";
            if (await OfSiteAsync(site, cancellationToken) is { } other)
                return $"{sites.Find(site)!.Name} belongs to case {other.Name}, which is open.";
        }
        return null;
    }
}
