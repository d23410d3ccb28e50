using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Which alerts a person acknowledged, and took back.</summary>
internal sealed class AnswersOfPerson(IDbContextFactory<ControlRoomDb> databases) : IKeptOfPerson
{
    public string Kind => "alerts";

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<AlertTransition>().AsNoTracking().Where(t => t.By == hand).OrderBy(t => t.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(t => new { t.Alert, At = DateTimeOffset.FromUnixTimeMilliseconds(t.AtMs), Event = t.Event.ToString() })];
    }
}
