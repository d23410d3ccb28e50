namespace Solutions.Edge.Agent.Configuration;

/// <summary>The line of a GPIO chip on which a UPS says that the mains is there.</summary>
internal sealed class PowerOptions
{
    internal const string Key = "power";

    /// <summary>Label of the GPIO chip; null = that of a Pi's header.</summary>
    public string? Chip { get; set; }

    /// <summary>Its number on the chip: on a Pi the BCM number, not that of the pin.</summary>
    public int? Line { get; set; }

    /// <summary>up, down or none.</summary>
    public string Pull { get; set; } = "down";

    /// <summary>The level, low or high, at which the mains is there.</summary>
    public string Active { get; set; } = "high";

    internal LineOptions Input => new() { Line = Line, Pull = Pull, Active = Active };

    public void Check(GateOptions? gate, LampOptions? lamp)
    {
        Input.Check(Key);
        if ((gate?.UseOf(Chip, Line) ?? (lamp?.Chip == Chip && lamp?.Line == Line ? "lamp" : null)) is { } taken)
            throw ConfigurationException.Of("power.line", Line, $"another line than that of {taken}");
    }
}
