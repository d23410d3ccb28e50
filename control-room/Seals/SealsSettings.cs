namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>Where anchors go.</summary>
internal sealed class SealsSettings
{
    /// <summary>The folder, best one that leaves this machine. Empty: <c>anchors</c> in the data folder.</summary>
    public string Folder { get; init; } = "";
}
