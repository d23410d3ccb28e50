using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Cases.Files;

/// <summary>
/// What is done in cases: entries that are added and struck, never changed. The audit has the digest of each, so that one that was changed in the
/// database shows.
/// </summary>
internal sealed class CaseJournal(
    IDbContextFactory<ControlRoomDb> databases, AuditLog audit, TimeProvider time, IEnumerable<EntryKind> kinds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower),
        },
    };

    private readonly FrozenDictionary<string, EntryKind> byName = kinds.ToFrozenDictionary(k => k.Name);
    private readonly FrozenDictionary<Type, EntryKind> byBody = kinds.ToFrozenDictionary(k => k.Body);

    /// <summary>Adds an entry.</summary>
    /// <param name="file">The case.</param>
    /// <param name="body">What it says.</param>
    /// <param name="at">When what it is about was; null = now.</param>
    /// <param name="by">By which hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CaseEntry> AddAsync(string file, EntryBody body, DateTimeOffset? at, string by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = Row(file, body, at, by);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await AuditAsync(row, "entered");
        return Entry(row);
    }

    /// <summary>Adds the entry that says how a case has changed, together with the case as it is then.</summary>
    public async Task<CaseEntry> AddAsync(CaseFile changed, EntryBody body, string by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = Row(changed.Id, body, null, by);
        if (await db.Set<CaseFile>().AnyAsync(c => c.Id == changed.Id, cancellationToken))
            db.Update(changed);
        else
            db.Add(changed);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await AuditAsync(row, "entered");
        return Entry(row);
    }

    /// <summary>All entries of a case, struck ones too, in their order.</summary>
    public async Task<IReadOnlyList<CaseEntry>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<CaseEntryRow>().AsNoTracking().Where(e => e.Case == file).OrderBy(e => e.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(Entry)];
    }

    /// <summary>Those of one kind, struck ones too, in their order.</summary>
    public async Task<IReadOnlyList<CaseEntry>> ReadAsync<T>(string file, CancellationToken cancellationToken) where T : EntryBody
    {
        var kind = byBody[typeof(T)].Name;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<CaseEntryRow>().AsNoTracking().Where(e => e.Case == file && e.Kind == kind).OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Entry)];
    }

    /// <summary>What an entry says holds no more; it stays to be seen.</summary>
    /// <returns>False: there is no such entry that holds.</returns>
    public async Task<bool> StrikeAsync(string file, long number, string why, string by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var struck = await db.Set<CaseEntryRow>().Where(e => e.Case == file && e.Number == number && e.StruckMs == null).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.StruckMs, now).SetProperty(e => e.StruckBy, by).SetProperty(e => e.StruckWhy, why), cancellationToken);
        if (struck == 0)
            return false;
        await audit.WriteAsync(by, "case entry struck", string.Create(CultureInfo.InvariantCulture, $"{file} {number}"));
        return true;
    }

    private CaseEntryRow Row(string file, EntryBody body, DateTimeOffset? at, string by) => new()
    {
        Case = file,
        Kind = byBody[body.GetType()].Name,
        AtMs = (at ?? time.GetUtcNow()).ToUnixTimeMilliseconds(),
        StampedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        By = by,
        Body = JsonSerializer.Serialize(body, body.GetType(), Json),
    };

    private CaseEntry Entry(CaseEntryRow row) => new(row.Number, row.Case, row.Kind, DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs),
        DateTimeOffset.FromUnixTimeMilliseconds(row.StampedMs), row.By, (EntryBody)JsonSerializer.Deserialize(row.Body, byName[row.Kind].Body, Json)!,
        row.StruckMs is { } struck ? new(DateTimeOffset.FromUnixTimeMilliseconds(struck), row.StruckBy!, row.StruckWhy!) : null);

    private Task AuditAsync(CaseEntryRow row, string act) => audit.WriteAsync(row.By, $"case entry {act}",
        string.Create(CultureInfo.InvariantCulture, $"{row.Case} {row.Number}"),
        $"{row.Kind} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Body)))}");
}
