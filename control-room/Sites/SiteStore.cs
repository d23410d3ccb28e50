using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>Keeps the catalogue in the relational store: a change is stored first and then in force.</summary>
/// <param name="databases">The store.</param>
/// <param name="catalog">What is in force.</param>
/// <param name="recordings">Whether sites that only play recordings are among them.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what was changed, and that a file was not read.</param>
internal sealed class SiteStore(
    IDbContextFactory<ControlRoomDb> databases, SiteCatalog catalog, bool recordings, TimeProvider time, ILogger<SiteStore> log) : IDisposable
{
    private readonly SemaphoreSlim oneChange = new(1);

    /// <summary>At a start: what is stored is in force. A file fills only a catalogue that has never been filled.</summary>
    public async Task OpenAsync(SitesFile? file, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Set<CatalogueRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var hash = file is null ? null : Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(file, SitesJson.Default.SitesFile)));
        if (known is null && file is not null)
        {
            if (file.Remark is { } remark)
                SitesLog.Remark(log, remark);
            await ChangeAsync((_, _) => file, hash, cancellationToken);
            return;
        }
        if (hash is not null && known!.FilledFrom != hash)
            SitesLog.FileIsNotRead(log, known.Version);
        await ReadAsync(cancellationToken);
    }

    /// <summary>The sites are what the file says from now on: one that it does not name is closed.</summary>
    /// <returns>The catalogue's version.</returns>
    /// <exception cref="StaleSitesException">The file is of another version than the catalogue.</exception>
    public Task<long> ImportAsync(SitesFile file, CancellationToken cancellationToken) => ChangeAsync((version, _) =>
        file.Version is { } given && given != version ? throw new StaleSitesException(given, version) : file, null, cancellationToken);

    /// <summary>One site is so from now on, the others stay as they are.</summary>
    /// <returns>The catalogue's version.</returns>
    /// <exception cref="SitesFileException">It cannot be beside the others; the message says why.</exception>
    public Task<long> PutAsync(SiteEntry site, CancellationToken cancellationToken) => ChangeAsync((_, sites) =>
    {
        var others = sites.Where(s => s.Id != site.Id).ToList();
        foreach (var other in others)
        {
            if (other.Devices.FirstOrDefault(d => site.Devices.Any(own => own.Id == d.Id)) is { } taken)
                throw new SitesFileException(
                    $"device '{taken.Id}' is at site '{other.Id}'; it must be taken off there first, or both sites imported in one file");
        }
        var isNew = sites.Count == others.Count;
        var file = new SitesFile { Sites = isNew ? [.. sites, site] : [.. sites.Select(s => s.Id == site.Id ? site : s)] };
        return file.FindFault() is { } fault ? throw new SitesFileException(fault) : file;
    }, null, cancellationToken);

    /// <summary>One site is closed: its devices are at no site from now on, its records and alerts are kept.</summary>
    /// <returns>The catalogue's version.</returns>
    public Task<long> CloseAsync(string site, CancellationToken cancellationToken) =>
        ChangeAsync((_, sites) => new SitesFile { Sites = [.. sites.Where(s => s.Id != site)] }, null, cancellationToken);

    /// <summary>What is stored, as a file that can be imported.</summary>
    public async Task<SitesFile> ExportAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var catalogue = await db.Set<CatalogueRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return new() { Version = catalogue?.Version ?? 0, Sites = [.. (await SiteRows.ReadAsync(db, cancellationToken)).Sites] };
    }

    public void Dispose() => oneChange.Dispose();

    private async Task<long> ChangeAsync(Func<long, IReadOnlyList<SiteEntry>, SitesFile> change, string? filledFrom, CancellationToken cancellationToken)
    {
        await oneChange.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var catalogue = await db.Set<CatalogueRow>().SingleOrDefaultAsync(cancellationToken);
            var before = await SiteRows.ReadAsync(db, cancellationToken);
            var sites = change(catalogue?.Version ?? 0, before.Sites).Sites;
            if (FindHomeThatEnds(before, sites) is { } end)
                throw new SitesFileException(end);
            var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            catalogue ??= db.Add(new CatalogueRow()).Entity;
            (catalogue.Version, catalogue.FilledFrom) = (catalogue.Version + 1, filledFrom ?? catalogue.FilledFrom);
            // What was at a site before there was a catalogue has been there as long as is known.
            await SiteRows.PutAsync(db, sites, fromMs: filledFrom is null ? nowMs : 0, nowMs, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // From here on it is stored: a caller that goes away must not keep it from being in force.
            await ReadAsync(CancellationToken.None);
            SitesLog.Changed(log, catalogue.Version, sites.Count, sites.Sum(s => s.Devices.Count));
            return catalogue.Version;
        }
        finally
        {
            oneChange.Release();
        }
    }

    /// <summary>What was recorded at a home would be seen as another place's.</summary>
    private static string? FindHomeThatEnds(StoredSites before, IReadOnlyList<SiteEntry> sites)
    {
        var homes = before.Sites.Concat(before.Closed).Where(s => s.Type == SiteType.HOME).Select(s => s.Id).ToHashSet();
        return sites.FirstOrDefault(s => s.Type != SiteType.HOME && homes.Contains(s.Id)) is { } site
            ? $"site '{site.Id}' is a HOME and would become {site.Type}, and its past with it: close it and add another site" : null;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await SiteRows.ReadAsync(db, cancellationToken);
        catalog.Replace(stored.Sites.Where(s => !s.Recordings || recordings), stored.Closed, stored.SinceMs, stored.Stays);
    }
}
