using System.Globalization;
using System.Text;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Text that a stranger wrote, fit for a line of a log or a list: short, and without characters that steer a terminal.</summary>
internal static class ForeignText
{
    private const int Shown = 100;

    /// <param name="text">As it came.</param>
    /// <param name="most">Most characters of it.</param>
    public static string Of(string text, int most = Shown)
    {
        var start = text.Length <= most ? text : text[..most];
        if (start.All(c => !char.IsControl(c) && !char.IsSurrogate(c)) && start.Length == text.Length)
            return text;
        var shown = new StringBuilder(start.Length + 16);
        foreach (var c in start)
            _ = char.IsControl(c) || char.IsSurrogate(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : shown.Append(c);
        return start.Length < text.Length ? shown.Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters)").ToString() : shown.ToString();
    }
}
