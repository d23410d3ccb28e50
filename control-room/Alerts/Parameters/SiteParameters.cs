using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>A change of a site's parameters.</summary>
/// <param name="Author">Whose it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="Values">All that are not at their default.</param>
/// <param name="Version">The version that it goes by; null = whichever is in force.</param>
internal sealed record ParametersChange(string Author, string Reason, IReadOnlyDictionary<string, JsonElement> Values, int? Version = null);

/// <summary>The figures that each site's rules go by: in force in memory, every version of them stored. A change is stored first.</summary>
internal sealed class SiteParameters(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IDisposable
{
    private const int LongestAuthor = 100, LongestReason = 1000;

    private readonly SemaphoreSlim oneChange = new(1);
    private readonly ConcurrentDictionary<string, RuleParameters> inForce = new();

    /// <summary>The same object until they change.</summary>
    public RuleParameters Of(string site) => inForce.GetValueOrDefault(site) ?? RuleParameters.Default;

    /// <summary>At a start: the latest of every site are in force.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var row in await db.Set<ParametersRow>().AsNoTracking().OrderBy(p => p.Version).ToListAsync(cancellationToken))
            inForce[row.Site] = ParameterValues.Stored(row.Values, VersionOf(row.Version));
    }

    /// <summary>Every change of a site's, the latest first.</summary>
    public async Task<IReadOnlyList<ParametersRow>> HistoryAsync(string site, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ParametersRow>().AsNoTracking().Where(p => p.Site == site).OrderByDescending(p => p.Version).ToListAsync(cancellationToken);
    }

    /// <summary>Stores them as the next version; they are in force when this returns.</summary>
    /// <returns>Why not, in a sentence, and whether that is because they have changed meanwhile; null = it is done.</returns>
    public async Task<(string Fault, bool IsStale)?> ChangeAsync(string site, ParametersChange change, CancellationToken cancellationToken)
    {
        if (FindFault("author", change.Author, LongestAuthor) is { } nobody)
            return (nobody, false);
        if (FindFault("reason", change.Reason, LongestReason) is { } groundless)
            return (groundless, false);
        if (ParameterValues.FindFault(change.Values, out var parameters) is { } wrong)
            return (wrong, false);
        await oneChange.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var version = await db.Set<ParametersRow>().Where(p => p.Site == site).MaxAsync(p => (int?)p.Version, cancellationToken) ?? 1;
            if (change.Version is { } given && given != version)
                return ($"version is {given}, and the parameters of site '{site}' are at version {version}; read them again", true);
            db.Add(new ParametersRow
            {
                Site = site,
                Version = version + 1,
                AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Author = change.Author,
                Reason = change.Reason,
                Values = ParameterValues.Write(parameters).ToJsonString(),
            });
            await db.SaveChangesAsync(cancellationToken);
            inForce[site] = parameters with { Version = VersionOf(version + 1) };
            return null;
        }
        finally
        {
            oneChange.Release();
        }
    }

    public void Dispose() => oneChange.Dispose();

    private static string VersionOf(int number) => FormattableString.Invariant($"{number}");

    private static string? FindFault(string name, string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest
        ? $"{name} has {text?.Trim().Length ?? 0} characters; it must have 1 to {longest}" : null;
}
