using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Which alert goes under which: what fed another or followed it is a line of it.</summary>
internal static class Folding
{
    /// <summary>The open alert that one follows: the same source for a gate, the same site for sound, within 10 min of each other.</summary>
    public static Alert? Parent(Alert child, List<Alert> alerts, RuleParameters parameters) =>
        alerts.Find(a => a.IsListed && a.Code == AlertCodes.Find(child.Code)?.FoldsUnder && IsCause(a, child)
        && Math.Abs(child.FiredMs - a.LastMs) <= parameters.FoldSeconds * 1000L);

    /// <summary>Puts those under one that has just rung that fed it.</summary>
    public static IReadOnlyList<Alert> Fold(Alert parent, List<Alert> alerts, RuleParameters parameters)
    {
        var children = Children(parent, alerts, parameters).ToList();
        foreach (var child in children)
            (child.FoldedUnder, child.State) = (parent.Id, child.UntilMs is null ? child.State : AlertState.Normal);
        return children;
    }

    /// <summary>Those that stand by themselves and fed one that has just rung.</summary>
    private static IEnumerable<Alert> Children(Alert parent, List<Alert> alerts, RuleParameters parameters) =>
        alerts.Where(a => a.IsListed && AlertCodes.Find(a.Code)?.FoldsUnder == parent.Code && IsCause(parent, a)
        && Math.Abs(parent.FiredMs - a.FiredMs) <= parameters.FoldSeconds * 1000L);

    /// <summary>Never one that is less urgent: what rings for an engineer must not go under what waits for the morning.</summary>
    private static bool IsCause(Alert parent, Alert child) =>
        (parent.Source == child.Source || parent.Source == new Source(parent.Site)) && parent.Priority <= child.Priority;
}
