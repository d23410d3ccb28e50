namespace Solutions.Edge.Agent.Configuration;

/// <summary>Where a sensor's input comes from.</summary>
internal enum SensorSource
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
internal sealed class SceneOptions
{
    /// <summary>Which story.</summary>
    public string? Name { get; set; }

    /// <summary>Its seed; every repetition uses the next one.</summary>
    public int Seed { get; set; } = 1;

    public void Check()
    {
        if (string.IsNullOrEmpty(Name))
            throw ConfigurationException.Of("scene.name", Name, "the name of a generated scene such as town");
    }
}

/// <summary>A microphone.</summary>
internal sealed class SoundOptions
{
    /// <summary>Where the sound comes from: <see cref="SensorSource.Scene"/> or <see cref="SensorSource.File"/>.</summary>
    public SensorSource? Source { get; set; }

    /// <summary>The WAV file, of <see cref="SensorSource.File"/>.</summary>
    public string? Path { get; set; }

    /// <summary>dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine (AES17). Of <see cref="SensorSource.File"/>, until it is calibrated.</summary>
    public double SensitivityDbfs { get; set; } = -26;

    /// <summary>
    /// The microphone's self-noise in dB(A), as its data sheet gives it: seconds less than 5 dB over it are flagged under range. Null = not known. Of
    /// <see cref="SensorSource.File"/>.
    /// </summary>
    public double? SelfNoiseDba { get; set; }

    public void Check()
    {
        Played("sound", Source, Path, "a WAV file");
        if (!(SensitivityDbfs is >= -120 and <= 20))
            throw ConfigurationException.Of("sound.sensitivityDbfs", SensitivityDbfs, "-120 to 20 dBFS at 94 dB");
        if (SelfNoiseDba is { } noise && !(noise is >= -20 and <= 100))
            throw ConfigurationException.Of("sound.selfNoiseDba", noise, "-20 to 100 dB(A), or null");
    }

    /// <summary>Of a sensor that is played.</summary>
    internal static void Played(string sensor, SensorSource? source, string? path, string what)
    {
        if (source is not (SensorSource.Scene or SensorSource.File))
            throw ConfigurationException.Of($"{sensor}.source", source is { } given ? given.ToString().ToLowerInvariant() : null, "scene or file");
        if (source == SensorSource.File && string.IsNullOrEmpty(path))
            throw ConfigurationException.Of($"{sensor}.path", path, $"{what}, because {sensor}.source is 'file'");
    }
}

/// <summary>A gate, and which of its sensors are wired.</summary>
internal sealed class GateOptions
{
    /// <summary>Where its states come from: <see cref="SensorSource.Scene"/> or <see cref="SensorSource.File"/>.</summary>
    public SensorSource? Source { get; set; }

    /// <summary>
    /// The script, of <see cref="SensorSource.File"/>: {"repeat": seconds or null, "steps": [{"at": seconds, "contact", "bolt", "shock", "unlock"}]}.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>True: the bolt has a sensor.</summary>
    public bool Bolt { get; set; } = true;

    /// <summary>True: an electronic lock reports a valid unlock.</summary>
    public bool Unlock { get; set; }

    public void Check() => SoundOptions.Played("gate", Source, Path, "a script of gate states");
}
