namespace Solutions.Edge.Contracts;

/// <summary>What a device runs on.</summary>
public enum PowerSource
{
    /// <summary>The mains, or what stands for it.</summary>
    Mains,

    /// <summary>Its battery: the mains is gone.</summary>
    Battery,
}

/// <summary>What a device with a battery runs on, by the line of its UPS.</summary>
public sealed record PowerReading
{
    /// <summary>What it runs on.</summary>
    public required PowerSource Source { get; init; }

    /// <summary>Since when, by the clock of the record's time, or since the agent looks at it.</summary>
    public required DateTimeOffset Since { get; init; }
}
