using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>Which figures a person put in force, and why.</summary>
internal sealed class FiguresOfPerson(IDbContextFactory<ControlRoomDb> databases) : IKeptOfPerson
{
    public string Kind => "figures";

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<ParametersRow>().AsNoTracking().Where(p => p.Author == hand).OrderBy(p => p.AtMs).ToListAsync(cancellationToken);
        return [.. rows.Select(p => new { p.Site, p.Version, At = DateTimeOffset.FromUnixTimeMilliseconds(p.AtMs), p.Reason })];
    }
}
