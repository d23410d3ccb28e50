using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What lies before the operator: the queue, and the alert looked at. Never changed, only followed by the next.</summary>
/// <param name="Queue">As <see cref="AlertBoard.OperatorQueue"/> gave it.</param>
/// <param name="SelectedId">The alert looked at; null = the queue is empty.</param>
/// <param name="Chosen">True: the operator went to it, so nothing that comes takes it away.</param>
internal sealed record Desk(IReadOnlyList<AlertRow> Queue, string? SelectedId, bool Chosen)
{
    /// <summary>What has been on screen for less has not been seen.</summary>
    private static readonly TimeSpan SeenAfter = TimeSpan.FromSeconds(1);

    public static Desk Empty { get; } = new([], null, false);

    public AlertRow? Selected => Queue.FirstOrDefault(r => r.Id == SelectedId);

    public int Waiting => Queue.Count(r => r.Waiting);

    /// <summary>The queue has changed. The first is selected, unless the operator chose another or looks at one that waits and is as urgent.</summary>
    public Desk Refreshed(IReadOnlyList<AlertRow> queue)
    {
        var (kept, first) = (queue.FirstOrDefault(r => r.Id == SelectedId), queue.Count == 0 ? null : queue[0]);
        if (kept is null)
            return new(queue, first?.Id, false);
        var stays = Chosen || !first!.Waiting || (kept.Waiting && kept.Priority <= first.Priority);
        return this with { Queue = queue, SelectedId = stays ? kept.Id : first!.Id };
    }

    public Desk Choose(string id) => this with { SelectedId = id, Chosen = true };

    /// <summary>Up (-1) or down (1) the queue; at its ends it stays.</summary>
    public Desk Move(int step)
    {
        if (Queue.Count == 0)
            return this;
        var at = Queue.ToList().FindIndex(r => r.Id == SelectedId);
        return Choose(Queue[Math.Clamp(at + step, 0, Queue.Count - 1)].Id);
    }

    /// <summary>
    /// After an acknowledgement: on to the most urgent that waits, of several the one that stood next below; with none, the one just seen stays.
    /// </summary>
    /// <param name="before">The desk as it was when <paramref name="id"/> was acknowledged.</param>
    /// <param name="id">What was acknowledged.</param>
    public Desk ToNextWaiting(Desk before, string id)
    {
        var places = before.Queue.Select((row, place) => (row.Id, place)).ToDictionary(r => r.Id, r => r.place);
        var most = Queue.Where(r => r.Waiting).GroupBy(r => r.Priority).MinBy(g => g.Key);
        var next = most?.FirstOrDefault(r => places.GetValueOrDefault(r.Id, -1) > places.GetValueOrDefault(id, -1)) ?? most?.First();
        return (this with { SelectedId = next?.Id ?? id, Chosen = false }).Refreshed(Queue);
    }

    /// <summary>Why a press is not carried out; null = it is. What came up under the finger has not been seen.</summary>
    public string? Refuses(Press press) => Queue.FirstOrDefault(r => r.Id == press.Alert) switch
    {
        null => "Not done: it has left the queue.",
        var row when row.Ring != press.Ring => $"Not done: {Wording.Name(row)} has rung again. Look at it, then press again.",
        var row when press.OnScreenMs < SeenAfter.TotalMilliseconds =>
            $"Not done: {Wording.Name(row)} had been on screen for under a second. Look at it, then press again.",
        _ => null,
    };

    /// <summary>The alerts that wait and have rung after the ring of this number, most urgent first. One that only waits again has not.</summary>
    public IReadOnlyList<AlertRow> RangAfter(long ring) => [.. Queue.Where(r => r.Waiting && r.Ring > ring)];
}
