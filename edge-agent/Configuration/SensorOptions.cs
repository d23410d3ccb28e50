namespace Solutions.Edge.Agent.Configuration;

/// <summary>Where a sensor's input comes from.</summary>
internal enum SensorSource
{
    /// <summary>The device's generated scene.</summary>
    Scene,

    /// <summary>A file, played in real time, looped.</summary>
    File,

    /// <summary>Of sound: a microphone on a sound card.</summary>
    Microphone,

    /// <summary>Of gates: switches on the lines of a GPIO chip.</summary>
    Gpio,

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
