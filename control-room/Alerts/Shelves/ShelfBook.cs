using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>A shelf with what it hid.</summary>
/// <param name="Shelf">The shelf.</param>
/// <param name="Real">How many of what it hid were judged real since.</param>
/// <param name="Hidden">The latest of them.</param>
internal sealed record ShelfAccount(Shelf Shelf, int Real, IReadOnlyList<Alert> Hidden);

/// <summary>The stored shelves.</summary>
internal sealed class ShelfBook(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IKeptOfPerson
{
    private const int MostHidden = 10;

    private static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    public string Kind => "shelves";

    /// <summary>Those that hold and those that ended in the last 24 h, what ends next first.</summary>
    public async Task<IReadOnlyList<ShelfAccount>> ReadAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var from = (time.GetUtcNow() - Shown).ToUnixTimeMilliseconds();
        var shelves = await db.Set<Shelf>().AsNoTracking().Where(s => s.EndedMs == null || s.EndedMs >= from).ToListAsync(stopping);
        var ids = shelves.Select(s => s.Id).ToList();
        var hidden = await db.Set<Alert>().AsNoTracking().Where(a => a.Shelf != null && ids.Contains(a.Shelf)).ToListAsync(stopping);
        return [.. from shelf in shelves
                   let own = hidden.Where(a => a.Shelf == shelf.Id && a.Id != shelf.Alert).ToList()
                   orderby shelf.EndedMs is not null, shelf.UntilMs ?? shelf.ReviewByMs ?? long.MaxValue, shelf.SinceMs
                   select new ShelfAccount(shelf, own.Count(a => a.Verdict == Verdict.Real), [.. own.OrderByDescending(a => a.FiredMs).Take(MostHidden)])];
    }

    /// <summary>One shelf; null = there is none.</summary>
    public async Task<Shelf?> FindAsync(string shelf, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<Shelf>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shelf, stopping);
    }

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Shelf>().AsNoTracking().Where(s => s.By == hand || s.EndedBy == hand).OrderBy(s => s.SinceMs).ToListAsync(cancellationToken);
        return
            [.. rows.Select(s => new { s.Site, s.Code, Source = s.Source.ToString(), Since = DateTimeOffset.FromUnixTimeMilliseconds(s.SinceMs), s.Reason })];
    }
}

/// <summary>The table of shelves.</summary>
internal sealed class ShelvesModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Shelf>(shelf =>
        {
            shelf.ToTable("shelves").HasKey(s => s.Id);
            shelf.Property(s => s.Source).HasConversion(source => source.ToString(), text => Source.Parse(text));
            shelf.HasIndex(s => new { s.Site, s.EndedMs });
        });
        model.Entity<Alert>().HasIndex(a => a.Shelf);
    }
}
