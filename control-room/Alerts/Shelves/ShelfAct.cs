namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>What a person can do with what is held back, beside shelving an alert.</summary>
internal enum ShelfVerb
{
    /// <summary>A shelf ends before its time.</summary>
    End,
    PutOutOfService,
    PutInService,
}

/// <summary>One such act.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="By">Role and desk, or person number; never a name.</param>
/// <param name="Subject">The shelf, or the device.</param>
[GenerateSerializer, Immutable]
internal sealed record ShelfAct([property: Id(0)] ShelfVerb Verb, [property: Id(1)] string By, [property: Id(2)] string Subject)
{
    /// <summary>The one code of the device that is meant; null = all.</summary>
    [Id(3)]
    public string? Code { get; init; }

    [Id(4)]
    public string? Reason { get; init; }

    /// <summary>Unix ms.</summary>
    [Id(5)]
    public long? ReviewByMs { get; init; }
}
