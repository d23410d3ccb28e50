using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Shelves;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>What of it is held back.</summary>
internal sealed partial class Scenario
{
    public List<ShelfChange> ShelfChanges { get; } = [];

    public IReadOnlyList<Shelf> Shelves => rules.Lifecycle.Shelves.Open;

    public IReadOnlyList<Alert> Alerts => rules.Lifecycle.Alerts;

    public Alert Open(string code) => rules.Lifecycle.Alerts.Single(a => a.Code == code && a.IsOpen);

    public ActResult Do(ShelfAct act)
    {
        var result = rules.Lifecycle.Shelves.Do(act, Now.ToUnixTimeMilliseconds());
        Take();
        return result;
    }
}
