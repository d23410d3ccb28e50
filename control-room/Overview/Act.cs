namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What became of something the operator did, by the control room's word.</summary>
/// <param name="Word">One sentence.</param>
/// <param name="Failed">True: it was not done.</param>
/// <param name="At">When the control room reported it.</param>
/// <param name="Undoes">The alert whose acknowledgement can be taken back; null = nothing can.</param>
internal sealed record Act(string Word, bool Failed, DateTimeOffset At, string? Undoes = null);
