using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What lies before the operator: the queue, and the alert looked at. Never changed, only followed by the next.</summary>
/// <param name="Queue">As <see cref="AlertBoard.OperatorQueue"/> gave it.</param>
/// <param name="SelectedId">The alert looked at; null = the queue is empty.</param>
/// <param name="Chosen">True: the operator went to it, so nothing that comes takes it away.</param>
internal sealed record Desk(IReadOnlyList<AlertRow> Queue, string? SelectedId, bool Chosen)
{
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

    /// <summary>After an acknowledgement: on to the next that waits; with none, the one just seen stays.</summary>
    public Desk ToNextWaiting() => (this with { Chosen = false }).Refreshed(Queue);

    /// <summary>The alerts that rang between <paramref name="before"/> and this, most urgent first.</summary>
    public IReadOnlyList<AlertRow> RangSince(Desk before) =>
        [.. Queue.Where(r => r.Waiting && !before.Queue.Any(b => b.Id == r.Id && b.Fired == r.Fired))];
}
