namespace Solutions.Edge.Agent.Configuration;

/// <summary>A status lamp on a line of a GPIO chip.</summary>
internal sealed class LampOptions
{
    /// <summary>Label of the GPIO chip; null = that of a Pi's header.</summary>
    public string? Chip { get; set; }

    /// <summary>Its number on the chip: on a Pi the BCM number, not that of the pin.</summary>
    public int? Line { get; set; }

    /// <summary>The level, low or high, at which it is lit.</summary>
    public string Active { get; set; } = "high";

    public void Check(GateOptions? gate)
    {
        if (Line is not (>= 0 and <= LineOptions.MostLine))
            throw ConfigurationException.Of("lamp.line", Line, $"0 to {LineOptions.MostLine}");
        if (Active is not ("low" or "high"))
            throw ConfigurationException.Of("lamp.active", Active, "low or high");
        if (gate?.UseOf(Chip, Line) is { } taken)
            throw ConfigurationException.Of("lamp.line", Line, $"another line than that of {taken}");
    }
}
