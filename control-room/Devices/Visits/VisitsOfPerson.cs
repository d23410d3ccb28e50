using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Visits;

/// <summary>Which visits a person started or ended.</summary>
internal sealed class VisitsOfPerson(IDbContextFactory<ControlRoomDb> databases) : IKeptOfPerson
{
    public string Kind => "visits";

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visits = await db.Set<Visit>().AsNoTracking().Where(v => v.StartedBy == hand || v.EndedBy == hand).OrderBy(v => v.Number)
            .ToListAsync(cancellationToken);
        return [.. visits.Select(v => new { v.Device, v.Name, Started = DateTimeOffset.FromUnixTimeMilliseconds(v.StartedMs), v.Ends })];
    }
}
