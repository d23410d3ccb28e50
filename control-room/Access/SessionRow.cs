namespace Solutions.Edge.ControlRoom.Access;

/// <summary>A person signed in on one browser.</summary>
internal sealed class SessionRow
{
    /// <summary>128 random bits in hex; the sealed cookie carries it.</summary>
    public required string Id { get; init; }

    public long Person { get; init; }

    /// <summary>Unix ms.</summary>
    public long StartedMs { get; init; }

    /// <summary>Last request, Unix ms, to the minute.</summary>
    public long SeenMs { get; set; }

    /// <summary>The browser's address as it signed in.</summary>
    public string Address { get; init; } = "";

    /// <summary>How the browser names itself.</summary>
    public string Browser { get; init; } = "";

    /// <summary>Unix ms; null = it lasts.</summary>
    public long? EndedMs { get; set; }
}
