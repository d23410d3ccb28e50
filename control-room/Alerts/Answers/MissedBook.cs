using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>Something that happened and of which nothing rang, as a person saw it: it counts as lost recall. Never changed.</summary>
internal sealed class MissedIncident
{
    public long Number { get; init; }

    public required string Site { get; init; }

    /// <summary>When it happened, Unix ms.</summary>
    public long AtMs { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Line { get; init; }

    /// <summary>Role and desk, or person number; never a name.</summary>
    public required string By { get; init; }

    public long EnteredMs { get; init; }
}

/// <summary>The missed incidents.</summary>
internal sealed class MissedBook(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IKeptOfPerson
{
    public const int LongestLine = 200;

    /// <summary>Incidents older than this are remembered badly, and their records may be erased.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    public string Kind => "missed incidents";

    /// <summary>The field that is wrong, its value and what would be right; null = none.</summary>
    public (string Field, string? Value, string Expected)? FindFault(DateTimeOffset? at, string? line) =>
        at is not { } when || when > time.GetUtcNow() || when < time.GetUtcNow() - Oldest ? ("at", at?.ToString("O", null), "a time within the last 7 days")
        : string.IsNullOrWhiteSpace(line) || line.Length > LongestLine || line.Contains('\n', StringComparison.Ordinal)
            ? ("line", line, $"one line of 1 to {LongestLine} characters") : null;

    public async Task AddAsync(string site, DateTimeOffset at, string line, string by, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        db.Add(new MissedIncident
        {
            Site = site,
            AtMs = at.ToUnixTimeMilliseconds(),
            Line = line.Trim(),
            By = by,
            EnteredMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync(stopping);
    }

    /// <summary>Those from <paramref name="fromMs"/> to before <paramref name="toMs"/>, the latest first.</summary>
    public async Task<IReadOnlyList<MissedIncident>> ReadAsync(long fromMs, long toMs, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<MissedIncident>().AsNoTracking().Where(m => m.AtMs >= fromMs && m.AtMs < toMs)
            .OrderByDescending(m => m.AtMs).ThenByDescending(m => m.Number).ToListAsync(stopping);
    }

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<MissedIncident>().AsNoTracking().Where(m => m.By == hand).OrderBy(m => m.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(m => new { m.Site, At = DateTimeOffset.FromUnixTimeMilliseconds(m.AtMs), m.Line })];
    }
}

/// <summary>The table of missed incidents.</summary>
internal sealed class MissedModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<MissedIncident>(missed =>
    {
        missed.ToTable("missed_incidents").HasKey(m => m.Number);
        missed.Property(m => m.Number).ValueGeneratedOnAdd();
        missed.HasIndex(m => m.AtMs);
    });
}
