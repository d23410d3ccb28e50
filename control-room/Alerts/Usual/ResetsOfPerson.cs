using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>At which sites a person had forgotten what was learnt, and why.</summary>
internal sealed class ResetsOfPerson(IDbContextFactory<ControlRoomDb> databases) : IKeptOfPerson
{
    public string Kind => "usual forgotten";

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<BaselineReset>().AsNoTracking().Where(r => r.Author == hand).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new { r.Site, At = DateTimeOffset.FromUnixTimeMilliseconds(r.AtMs), r.Reason })];
    }
}
