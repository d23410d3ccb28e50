namespace Solutions.Edge.Contracts;

/// <summary>A device and what is fitted to it. How its hardware is reached is known to the device alone, by a file of its own.</summary>
public sealed record DeviceEntry
{
    /// <summary>Random, meaningless id, also its MQTT client id.</summary>
    public required string Id { get; init; }

    /// <summary>What engineers call it.</summary>
    public required string Name { get; init; }

    /// <summary>The microphone; null = none is fitted.</summary>
    public SoundEntry? Sound { get; init; }

    /// <summary>The camera; null = none is fitted.</summary>
    public CameraEntry? Camera { get; init; }

    /// <summary>The gate; null = none is watched.</summary>
    public GateEntry? Gate { get; init; }

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() =>
        Name.Length is 0 or > SiteEntry.LongestName
            ? $"device '{Id}': its name has {Name.Length} characters; it must have 1 to {SiteEntry.LongestName}"
        : Camera?.FindFault() is { } fault ? $"device '{Id}', camera: {fault}" : null;
}

/// <summary>A microphone. Only that it is fitted is known.</summary>
public sealed record SoundEntry;

/// <summary>A gate.</summary>
public sealed record GateEntry
{
    /// <summary>The lock: what a forced opening looks like depends on it.</summary>
    public LockType Lock { get; init; }
}

/// <summary>How a gate is locked.</summary>
public enum LockType
{
    /// <summary>By a key; the bolt has a sensor.</summary>
    Keyed,

    /// <summary>By a key; no sensor on the bolt.</summary>
    KeyedWithoutBoltSensor,

    /// <summary>Electronically; a valid unlock is reported.</summary>
    Electronic,
}
