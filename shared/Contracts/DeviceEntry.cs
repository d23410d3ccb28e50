namespace Solutions.Edge.Contracts;

/// <summary>A device and what it senses with. Sources not given are not fitted.</summary>
public sealed record DeviceEntry
{
    /// <summary>Random, meaningless id, also its MQTT client id.</summary>
    public required string Id { get; init; }

    /// <summary>What engineers call it.</summary>
    public required string Name { get; init; }

    /// <summary>The generated scene that sources of kind <see cref="SourceKind.Scene"/> play.</summary>
    public SceneEntry? Scene { get; init; }

    /// <summary>The microphone.</summary>
    public SoundEntry? Sound { get; init; }

    /// <summary>The camera.</summary>
    public CameraEntry? Camera { get; init; }

    /// <summary>The gate.</summary>
    public GateEntry? Gate { get; init; }

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() => FindFaultWithin() is { } fault ? $"device '{Id}'{fault}" : null;

    private string? FindFaultWithin() =>
        Name.Length is 0 or > SiteEntry.LongestName ? $": its name has {Name.Length} characters; it must have 1 to {SiteEntry.LongestName}"
        : IsCameras(Sound?.Source) ? ": the source of its sound is a camera's; it must be scene or file"
        : IsCameras(Gate?.Source) ? ": the source of its gate is a camera's; it must be scene or file"
        : Camera?.FindFault() is { } fault ? $", camera: {fault}" : null;

    private static bool IsCameras(SourceKind? source) => source is SourceKind.V4l2 or SourceKind.Rtsp or SourceKind.Command;
}

/// <summary>Where a sensor's input comes from.</summary>
public enum SourceKind
{
    /// <summary>The device's generated scene.</summary>
    Scene,

    /// <summary>A file, played in real time, looped.</summary>
    File,

    /// <summary>Of cameras: a V4L2 device such as a USB camera.</summary>
    V4l2,

    /// <summary>Of cameras: a network camera's stream.</summary>
    Rtsp,

    /// <summary>Of cameras: what a command writes to its standard output.</summary>
    Command,
}

/// <summary>A generated scene.</summary>
/// <param name="Name">Which story.</param>
/// <param name="Seed">Its seed; every repetition uses the next one.</param>
public sealed record SceneEntry(string Name, int Seed);

/// <summary>A microphone.</summary>
public sealed record SoundEntry
{
    /// <summary>Where the sound comes from.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>The WAV file, of <see cref="SourceKind.File"/>.</summary>
    public string? Path { get; init; }

    /// <summary>dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine (AES17). Of <see cref="SourceKind.File"/>.</summary>
    /// <remarks>Set, not init: the generated reader would hand 0 to an init-only property that is absent.</remarks>
    public double SensitivityDbfs { get; set; } = -26;

    /// <summary>
    /// The microphone's self-noise in dB(A), as its data sheet gives it: seconds less than 5 dB over it are flagged under range. Null = not known. Of
    /// <see cref="SourceKind.File"/>.
    /// </summary>
    public double? SelfNoiseDba { get; init; }
}

/// <summary>A gate.</summary>
public sealed record GateEntry
{
    /// <summary>Where its states come from.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>
    /// The script, of <see cref="SourceKind.File"/>: {"repeat": seconds or null, "steps": [{"at": seconds, "contact", "bolt", "shock", "unlock"}]}.
    /// </summary>
    public string? Path { get; init; }

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
