using System.Globalization;

namespace Solutions.Edge.ControlRoom.Sites.Pages;

/// <summary>Points of a picture as text: <c>0.1,0.5 0.9,0.5 0.9,1</c>, each in parts of its width and height.</summary>
internal static class PointText
{
    public static string Write(IEnumerable<double[]> points) =>
        string.Join(' ', points.Select(p => string.Join(',', p.Select(v => v.ToString(CultureInfo.InvariantCulture)))));

    /// <returns>Why it does not read, in a sentence with what would be right; null = it does.</returns>
    public static string? Read(string name, string text, out double[][] points)
    {
        var read = new List<double[]>();
        points = [];
        foreach (var point in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (point.Split(',') is not [var x, var y] || !TryNumber(x, out var across) || !TryNumber(y, out var down))
                return $"{name} holds '{point}'; each point must be x,y in parts of the picture, such as 0.25,0.5, with spaces between points";
            read.Add([across, down]);
        }
        points = [.. read];
        return null;
    }

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
