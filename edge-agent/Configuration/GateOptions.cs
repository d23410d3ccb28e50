namespace Solutions.Edge.Agent.Configuration;

/// <summary>A gate, and which of its sensors are wired.</summary>
internal sealed class GateOptions
{
    /// <summary>Where its states come from: a scene, a file, or the lines of a chip (<see cref="SensorSource.Gpio"/>).</summary>
    public SensorSource? Source { get; set; }

    /// <summary>
    /// The script, of <see cref="SensorSource.File"/>: {"repeat": seconds or null, "steps": [{"at": seconds, "contact", "bolt", "shock", "unlock"}]}.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>True: the bolt has a sensor. Of what is played.</summary>
    public bool Bolt { get; set; } = true;

    /// <summary>True: an electronic lock reports a valid unlock. Of what is played.</summary>
    public bool Unlock { get; set; }

    /// <summary>Label of the GPIO chip; null = that of a Pi's header.</summary>
    public string? Chip { get; set; }

    /// <summary>What is wired to the chip, of <see cref="SensorSource.Gpio"/>.</summary>
    public GateLinesOptions? Lines { get; set; }

    /// <summary>Its shock sensor, of <see cref="SensorSource.Gpio"/>; null = not fitted.</summary>
    public ShockOptions? Shock { get; set; }

    public void Check()
    {
        if (Source != SensorSource.Gpio)
        {
            SoundOptions.Played("gate", Source, Path, "a script of gate states", "scene, file or gpio");
            return;
        }
        if (Lines is null || (Lines.Contact is null && (Lines.OfGate.Any() || Shock is not null || !Lines.Fitted.Any())))
            throw ConfigurationException.Of("gate.lines.contact", null,
                "the line of the gate's contact, like {\"line\": 17}, because gate.source is 'gpio'; only wind, rain and a home's button need none");
        foreach (var (name, line) in Lines.Fitted)
            line.Check($"gate.lines.{name}");
        foreach (var shared in Lines.Fitted.GroupBy(l => l.Line.Line).Where(g => g.Count() > 1))
            throw ConfigurationException.Of($"gate.lines.{shared.Last().Name}.line", shared.Key, $"another line than that of {shared.First().Name}");
        Shock?.Check();
    }

    /// <summary>The key of what is wired to a line; null = nothing of the gate is.</summary>
    internal string? UseOf(string? chip, int? line) =>
        chip == Chip && Lines?.Fitted.FirstOrDefault(l => l.Line.Line == line) is { Name: { } name } ? $"gate.lines.{name}" : null;
}

/// <summary>The lines of a gate; null = not fitted.</summary>
internal sealed class GateLinesOptions
{
    public LineOptions? Contact { get; set; }

    public LineOptions? Bolt { get; set; }

    public LineOptions? Enclosure { get; set; }

    public LineOptions? Button { get; set; }

    public LineOptions? Unlock { get; set; }

    public LineOptions? Wind { get; set; }

    public LineOptions? Rain { get; set; }

    /// <summary>Those that are of a gate itself, the contact left out. A night button is a home's, which has no gate.</summary>
    internal IEnumerable<LineOptions> OfGate => new[] { Bolt, Enclosure, Unlock }.OfType<LineOptions>();

    /// <summary>Those that are wired, with their names in the file.</summary>
    internal IEnumerable<(string Name, LineOptions Line)> Fitted =>
        from line in new[]
        {
            ("contact", Contact), ("bolt", Bolt), ("enclosure", Enclosure), ("button", Button), ("unlock", Unlock), ("wind", Wind), ("rain", Rain),
        }
        where line.Item2 is not null
        select (line.Item1, line.Item2!);
}

/// <summary>One line of a GPIO chip.</summary>
internal sealed class LineOptions
{
    /// <summary>The greatest number of a line.</summary>
    internal const int MostLine = 1023;

    private const int MostDebounceMs = 1000;

    private const double MostPerPulse = 100;

    /// <summary>Its number on the chip: on a Pi the BCM number, not that of the pin.</summary>
    public int? Line { get; set; }

    /// <summary>up, down or none.</summary>
    public string Pull { get; set; } = "up";

    /// <summary>
    /// The level, low or high, at which the gate is closed, the bolt thrown, the lid on, the button pressed, the unlock valid or a pulse given.
    /// </summary>
    public string Active { get; set; } = "low";

    /// <summary>How long a level must stand until it counts, 0 to 1000 ms.</summary>
    public int DebounceMs { get; set; } = 30;

    /// <summary>Of an anemometer m/s at one pulse a second, of a rain gauge mm.</summary>
    public double? PerPulse { get; set; }

    public void Check(string key)
    {
        if (Line is not (>= 0 and <= MostLine))
            throw ConfigurationException.Of($"{key}.line", Line, $"0 to {MostLine}");
        if (Pull is not ("up" or "down" or "none"))
            throw ConfigurationException.Of($"{key}.pull", Pull, "up, down or none");
        if (Active is not ("low" or "high"))
            throw ConfigurationException.Of($"{key}.active", Active, "low or high");
        if (DebounceMs is < 0 or > MostDebounceMs)
            throw ConfigurationException.Of($"{key}.debounceMs", DebounceMs, $"0 to {MostDebounceMs} ms");
        var counts = key.EndsWith(".wind", StringComparison.Ordinal) || key.EndsWith(".rain", StringComparison.Ordinal);
        if (counts && PerPulse is not (> 0 and <= MostPerPulse))
            throw ConfigurationException.Of($"{key}.perPulse", PerPulse, $"over 0 to {MostPerPulse}: m/s at one pulse a second, or mm of rain");
    }
}
