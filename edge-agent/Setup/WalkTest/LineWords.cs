namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>A gate's line in words.</summary>
internal static class LineWords
{
    /// <summary>What its level says.</summary>
    public static string Level(string line, bool active) => (line, active) switch
    {
        ("contact", true) => "closed",
        ("contact", false) => "open",
        ("bolt", true) => "thrown",
        ("bolt", false) => "withdrawn",
        ("enclosure", true) => "on",
        ("enclosure", false) => "off",
        ("button", true) => "pressed",
        ("button", false) => "let go",
        (_, true) => "active",
        _ => "not active",
    };

    /// <summary>Likely causes of a line that stays at one level.</summary>
    public static string WhyStuck(string line, bool active) => (line, active) switch
    {
        ("contact", true) => "its wires touch, its magnet reaches too far, or it is another line",
        ("contact", false) => "its wire is cut, its magnet does not reach, or it is another line",
        ("bolt", true) => "its switch is jammed, its wires touch, or it is another line",
        ("bolt", false) => "the bolt does not reach its switch, its wire is cut, or it is another line",
        (_, true) => "its wires touch, or it is another line",
        _ => "its wire is cut, or it is another line",
    };
}
