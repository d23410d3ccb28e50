namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>Where alerts may be sent to; <c>SOLUTIONS__HOOKS__…</c>.</summary>
internal sealed class HooksSettings
{
    /// <summary>True: also to addresses of this machine and of private networks, and by http.</summary>
    public bool AllowPrivate { get; init; }
}
