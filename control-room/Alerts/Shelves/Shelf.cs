using System.Globalization;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>What a person holds back: a source of a code until a time, or a device, or one code of it, out of service. Instants are Unix ms.</summary>
internal sealed class Shelf
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    /// <summary>What is held back; of a device that is out of service all its zones.</summary>
    public required Source Source { get; init; }

    /// <summary>Null = every code of it.</summary>
    public string? Code { get; init; }

    /// <summary>What is more urgent rings all the same.</summary>
    public int Priority { get; init; }

    public required string Reason { get; init; }

    /// <summary>Role and desk, or person number; never a name.</summary>
    public required string By { get; init; }

    /// <summary>The alert that was shelved; null = none was, it is out of service.</summary>
    public string? Alert { get; init; }

    public long SinceMs { get; init; }

    /// <summary>Null = out of service, without an end.</summary>
    public long? UntilMs { get; init; }

    /// <summary>When somebody is to look whether it is still to be out of service; null = not said.</summary>
    public long? ReviewByMs { get; init; }

    /// <summary>How many alerts would have rung and did not.</summary>
    public int Hid { get; set; }

    public long? EndedMs { get; set; }

    /// <summary>Null = nobody ended it: its time was up, or it has not ended.</summary>
    public string? EndedBy { get; set; }

    public bool IsOutOfService => UntilMs is null;

    /// <summary>Somebody was to look whether it is still to be, and it still is.</summary>
    public bool IsReviewOverdue(DateTimeOffset now) => EndedMs is null && ReviewByMs < now.ToUnixTimeMilliseconds();

    public bool Holds(string code, Source source) =>
        (Code is null || Code == code) && (Source == source || (IsOutOfService && Source.Zone is null && Source.Id == source.Id));

    /// <summary>Why what it hides did not ring.</summary>
    public string Words(TimeZoneInfo zone) =>
        UntilMs is { } until ? $"shelved by {By} until {Clock(until, zone)}: {Reason}" : $"out of service by {By}: {Reason}";

    public Shelf Copy() => (Shelf)MemberwiseClone();

    private static string Clock(long ms, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>A shelf after a change, and the journal row that records it.</summary>
/// <param name="Shelf">A copy.</param>
/// <param name="IsNew">It has begun.</param>
/// <param name="Transition">What happened; null = it hid one more, which stands in that alert's own trail.</param>
internal sealed record ShelfChange(Shelf Shelf, bool IsNew, AlertTransition? Transition);
