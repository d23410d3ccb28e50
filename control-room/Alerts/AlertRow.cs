using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>One open alert as a person sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code, for example <c>GATE-FORCED</c>.</param>
/// <param name="Title">What the code means, in words.</param>
/// <param name="Site">Where.</param>
/// <param name="SiteName">What people call the place.</param>
/// <param name="SiteType">The kind of place.</param>
/// <param name="Priority">1 to 4.</param>
/// <param name="State">Where it stands; never <see cref="AlertState.Normal"/> on the board.</param>
/// <param name="Why">One line.</param>
/// <param name="Since">Start of the condition.</param>
/// <param name="Fired">Event time at which the rule was met.</param>
/// <param name="Last">Event time of the latest occurrence.</param>
/// <param name="Until">End of the condition; null while it holds.</param>
/// <param name="Count">Occurrences while open.</param>
/// <param name="LimitDb">The rule's line for the level trace, in dB; null = the rule has none.</param>
/// <param name="Still">Id of the still, served at <c>/evidence/{id}.jpg</c>; null = none asked for, not yet arrived, or not of the time asked for.</param>
/// <param name="Folded">What fed it or followed it, oldest first.</param>
internal sealed record AlertRow(
    string Id, string Code, string Title, string Site, string SiteName, SiteType SiteType, int Priority, AlertState State, string Why,
    DateTimeOffset Since, DateTimeOffset Fired, DateTimeOffset Last, DateTimeOffset? Until, int Count, double? LimitDb, string? Still,
    IReadOnlyList<FoldedRow> Folded)
{
    /// <summary>Id of the still that was asked for, arrived or not; null = none was.</summary>
    public string? StillExpected { get; init; }

    /// <summary>When the still was taken, or that there is none and why; null = none was asked for.</summary>
    public CaptureFacts? StillFacts { get; init; }

    /// <summary>The same of the clip.</summary>
    public CaptureFacts? ClipFacts { get; init; }

    /// <summary>Id of the clip, what has arrived of it served at <c>/evidence/{id}.clip</c>; null = none asked for or nothing of it here yet.</summary>
    public string? Clip { get; init; }

    /// <summary>True: the whole clip has arrived.</summary>
    public bool ClipComplete { get; init; }

    /// <summary>Id of the clip that was asked for, arrived or not; null = none was.</summary>
    public string? ClipExpected { get; init; }

    /// <summary>The council camera that sees best what rang; null = none sees the site.</summary>
    public CouncilCamera? CallUp { get; init; }

    /// <summary>By which hand it was acknowledged; null = by none.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>What a person found; null = nobody has judged it.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>True: put aside, to be judged later.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>When it waits again if nobody has judged it; null = it does not.</summary>
    public DateTimeOffset? AcknowledgedUntil { get; init; }

    /// <summary>The agency it was handed on to, its log number and the outcome; null = to none.</summary>
    public string? Escalated { get; init; }

    /// <summary>Counts what people did with it.</summary>
    public int Acts { get; init; }

    /// <summary>The last of them, and by which hand; null = none.</summary>
    public string? LastAct { get; init; }

    /// <summary>Names of the devices whose records made it.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Number of its latest ring on the board; 0 = it has not rung there.</summary>
    public long Ring { get; init; }

    /// <summary>Since when its sensor has reported nothing, so that it is not known whether it is over; null = it reports, or it is over.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>True while nobody has acknowledged it.</summary>
    public bool Waiting => State is AlertState.Unacknowledged or AlertState.ReturnedUnacknowledged;
}

/// <summary>An alert that went under another one instead of ringing itself.</summary>
internal sealed record FoldedRow(string Id, string Code, string Why, DateTimeOffset Since, DateTimeOffset? Until = null);
