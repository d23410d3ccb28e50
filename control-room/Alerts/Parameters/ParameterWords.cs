using System.Text.RegularExpressions;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>Names of parameters as people read them, with the unit that each ends with.</summary>
internal static partial class ParameterWords
{
    private static readonly (string End, string Unit)[] Units =
        [("Seconds", "s"), ("Db", "dB"), ("G", "g"), ("Nights", "nights"), ("MetresPerSecond", "m/s"), ("MillimetresPerHour", "mm/h")];

    /// <summary>Such as <c>Night excess, dB</c> of <c>nightExcessDb</c>.</summary>
    public static string Of(string name)
    {
        var (end, unit) = Units.FirstOrDefault(u => name.EndsWith(u.End, StringComparison.Ordinal));
        var words = Upper().Replace(end is null ? name : name[..^end.Length], m => " " + char.ToLowerInvariant(m.Value[0]));
        return char.ToUpperInvariant(words[0]) + words[1..] + (end is null ? "" : $", {unit}");
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();
}
