using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>An alert as it stands: the journal's row, changed only by its site's <see cref="Rules.AlertLifecycle"/>. Instants are Unix ms.</summary>
internal sealed class Alert
{
    public required string Id { get; init; }

    public required string Code { get; init; }

    public required string Site { get; init; }

    /// <summary>What rang.</summary>
    public required Source Source { get; init; }

    public required List<string> Devices { get; set; }

    public int Priority { get; set; }

    public AlertState State { get; set; }

    public required string Why { get; set; }

    /// <summary>Start of the condition.</summary>
    public long SinceMs { get; set; }

    /// <summary>Event time at which it last rang.</summary>
    public long FiredMs { get; set; }

    /// <summary>Event time of the latest occurrence.</summary>
    public long LastMs { get; set; }

    /// <summary>End of the condition; null while it holds.</summary>
    public long? UntilMs { get; set; }

    /// <summary>Occurrences while open: a repeat is counted, not re-rung.</summary>
    public int Count { get; set; } = 1;

    /// <summary>The rule's line in dB, frozen while the alert is open; null = none.</summary>
    public double? LimitDb { get; set; }

    public required string Rule { get; init; }

    public required string Parameters { get; init; }

    /// <summary>The alert it folded under instead of ringing; null = it stands by itself.</summary>
    public string? FoldedUnder { get; set; }

    /// <summary>Why it did not ring, for example the cool-down or that it was found later; null = it rang.</summary>
    public string? Suppressed { get; set; }

    /// <summary>What a person holds back, that held this one back or did; null = none did.</summary>
    public string? Shelf { get; set; }

    /// <summary>True: it is held back, or was to its end.</summary>
    public bool IsShelved { get; set; }

    /// <summary>The engineer's visit during which it was raised; null = none was on.</summary>
    public long? Visit { get; set; }

    /// <summary>Of an alert whose sensor has fallen silent: the last reading that could have shown that it is over. Null = it reports. Not stored.</summary>
    public long? SilentSinceMs { get; set; }

    public string? AcknowledgedBy { get; set; }

    public long? AcknowledgedMs { get; set; }

    /// <summary>Without a verdict by then it waits again; null = it does not.</summary>
    public long? AcknowledgedUntilMs { get; set; }

    /// <summary>True: acknowledged to be judged later.</summary>
    public bool IsOnHold { get; set; }

    public Verdict? Verdict { get; set; }

    /// <summary>Cause of an alert that was judged not real; null = none was named.</summary>
    public FalseCause? Cause { get; set; }

    public string? VerdictBy { get; set; }

    public long? VerdictMs { get; set; }

    /// <summary>True: the picture had been seen for long enough that the verdict counts in figures.</summary>
    public bool IsVerdictCounted { get; set; }

    /// <summary>The agency it was handed on to last, its log number and the outcome; null = to none.</summary>
    public string? Escalated { get; set; }

    /// <summary>Counts what people did with it: a page that knows fewer shows it as it was.</summary>
    public int Acts { get; set; }

    /// <summary>The last of them, such as <c>judged real by operator, desk 3a1f</c>; null = none.</summary>
    public string? LastAct { get; set; }

    /// <summary>The still asked for; null = none.</summary>
    public string? Still { get; set; }

    /// <summary>The clip asked for; null = none.</summary>
    public string? Clip { get; set; }

    public bool IsOpen => State != AlertState.Normal;

    /// <summary>True: an engineer was there as it happened, and it has not gone on after the visit.</summary>
    public bool IsTest => Visit is not null && Suppressed is not null;

    /// <summary>True: people see it as a line of its own.</summary>
    public bool IsListed => IsOpen && FoldedUnder is null && Suppressed is null && !IsShelved;

    /// <summary>The same values in an object of its own, for a reader on another thread.</summary>
    public Alert Copy()
    {
        var copy = (Alert)MemberwiseClone();
        copy.Devices = [.. Devices];
        return copy;
    }
}

/// <summary>What happened to an alert; one row of the journal, never changed.</summary>
internal sealed class AlertTransition
{
    public long Number { get; init; }

    public required string Alert { get; init; }

    /// <summary>Event time, Unix ms.</summary>
    public long AtMs { get; init; }

    public required AlertEvent Event { get; init; }

    public AlertState State { get; init; }

    public int Priority { get; init; }

    /// <summary>True: it called for attention.</summary>
    public bool Rings { get; init; }

    /// <summary>Role and desk that did it; null = the rules.</summary>
    public string? By { get; init; }

    public required string Why { get; init; }
}

/// <summary>What can happen to an alert.</summary>
internal enum AlertEvent
{
    Raised,
    Repeated,
    Rang,
    Folded,
    PriorityRaised,
    Returned,
    Acknowledged,
    AcknowledgementUndone,
    Suppressed,

    /// <summary>Nobody gave a verdict in the time that an acknowledgement has.</summary>
    AcknowledgementExpired,
    Judged,
    CauseNamed,
    VerdictUndone,
    Held,
    Noted,
    Escalated,
    Reopened,

    /// <summary>A person holds its source back; of a shelf: it has begun.</summary>
    Shelved,

    /// <summary>Its source is held back no more.</summary>
    ShelfEnded,
}
