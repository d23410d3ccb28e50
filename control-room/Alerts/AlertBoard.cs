using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The open alerts as screens read them: a copy of the journal in memory, replaced whole on every transition.</summary>
internal sealed class AlertBoard(Feed feed)
{
    private volatile IReadOnlyList<AlertRow> rows = [];

    /// <summary>Every open alert.</summary>
    public IReadOnlyList<AlertRow> All => rows;

    /// <summary>What may ring for a CCTV operator: no HOME, no device fault, no P4. Waiting first, then by priority, newest first.</summary>
    public IReadOnlyList<AlertRow> OperatorQueue =>
        [.. rows.Where(IsForOperator).OrderBy(r => !r.Waiting).ThenBy(r => r.Priority).ThenByDescending(r => r.Fired)];

    /// <summary>Alerts that wait for environmental health: a number only, an operator sees no more of a HOME.</summary>
    public int WaitingForEnvironmentalHealth => rows.Count(r => r.SiteType == SiteType.HOME && r.Code != "DEVICE-OFFLINE" && r.Waiting);

    public static bool IsForOperator(AlertRow row) =>
        row.SiteType != SiteType.HOME && row.Code != "DEVICE-OFFLINE" && row.Priority <= 3;

    /// <summary>Puts a changed alert on the board; a closed one leaves it.</summary>
    public void Put(AlertRow row)
    {
        lock (feed)
            rows = [.. rows.Where(r => r.Id != row.Id), .. row.State == AlertState.Normal ? [] : (AlertRow[])[row]];
        feed.Publish(new AlertsChanged());
    }
}
