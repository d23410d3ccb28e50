using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>A week of hours as steps of a line for each figure; where one is not known the line breaks off.</summary>
internal static class WeekChart
{
    private const int HourWidth = 6, Height = 160;

    /// <param name="name">Of what, for those that do not see it.</param>
    /// <param name="unit">Of the figures.</param>
    /// <param name="hours">All hours of the week.</param>
    /// <param name="lines">The figures, each with a word for its look.</param>
    public static RenderFragment Of(
        string name, string unit, IReadOnlyList<HourBaseline> hours, params (string Look, Func<HourBaseline, double?> Figure)[] lines) =>
        builder =>
        {
            List<double> all = [.. from hour in hours from line in lines where line.Figure(hour) is not null select line.Figure(hour)!.Value];
            if (all.Count == 0)
                return;
            // A line at the edge would look like a limit of the chart.
            var (low, high) = (Math.Floor(all.Min()) - 1, Math.Ceiling(all.Max()) + 1);
            var body = string.Concat(lines.Select(line => $"<path class=\"{line.Look}\" d=\"{Steps(hours, line.Figure, low, high)}\"/>"))
                + string.Concat(Enumerable.Range(1, 6).Select(day => $"<path class=\"day\" d=\"M{day * 24 * HourWidth} 0V{Height}\"/>"));
            builder.AddMarkupContent(0, FormattableString.Invariant($"""
                <figure class="week"><svg viewBox="0 0 {hours.Count * HourWidth} {Height}" preserveAspectRatio="none" role="img"
                aria-label="{name} by hour of the week, Monday to Sunday, from {low} to {high} {unit}; the figures are in the table">{body}</svg>
                <figcaption>{name}, {low} to {high} {unit}, Monday to Sunday: median, and broken lines for P95 and P99</figcaption></figure>
                """));
        };

    /// <summary>Steps of a line, as SVG writes a path.</summary>
    public static string Steps(IReadOnlyList<HourBaseline> hours, Func<HourBaseline, double?> figure, double low, double high)
    {
        var (path, isDown) = ("", false);
        foreach (var (hour, values) in hours.Index())
        {
            if (figure(values) is not { } known)
            {
                isDown = false;
                continue;
            }
            var y = Math.Round(Height * (high - known) / (high - low), 1).ToString(CultureInfo.InvariantCulture);
            path += (isDown ? $"V{y}" : $"M{hour * HourWidth} {y}") + $"h{HourWidth}";
            isDown = true;
        }
        return path;
    }
}
