using System.Globalization;
using PdfSharp.Drawing;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

/// <summary>A night in one picture: LAeq of each second over LA90 of each quarter of an hour, gaps left empty and named, taps on a row of their own.</summary>
internal static class NightChart
{
    private const double Left = 30, Bottom = 26, TapRow = 14;

    public static string Alternative(PackNight night, PackFigures figures) =>
        $"Night of {PackWords.Day(night.Place.Night.Evening)}: LAeq of each second over its background. LAeq {figures.Find("LAeq", night).Value} dB, LA90 "
            + $"{figures.Find("LA90", night).Value} dB, {PackWords.Plural(night.Gaps().Count, "stretch")} without a level.";

    /// <param name="on">The page.</param>
    /// <param name="place">Where on it.</param>
    /// <param name="night">The night.</param>
    /// <param name="taps">When the resident reported noise.</param>
    /// <param name="zone">The clock of the place.</param>
    public static void Draw(XGraphics on, XRect place, PackNight night, IReadOnlyList<DateTimeOffset> taps, TimeZoneInfo zone)
    {
        var plot = new XRect(place.X + Left, place.Y + TapRow + 4, place.Width - Left, place.Height - TapRow - Bottom - 4);
        var (low, high) = Scale(night);
        Grid(on, plot, low, high, night, zone);
        foreach (var gap in night.Gaps())
            Gap(on, plot, X(plot, night, gap.From), X(plot, night, gap.From.AddSeconds(gap.Seconds)), gap.Why);
        var grey = new XPen(XColors.Gray, 1.6);
        foreach (var quarter in night.Figures.Quarters.Where(q => q.LA90 is not null))
        {
            var y = Y(plot, quarter.LA90!.Value.Db, low, high);
            on.DrawLine(grey, X(plot, night, quarter.T), y, Math.Min(plot.Right, X(plot, night, quarter.T.AddMinutes(15))), y);
        }
        Levels(on, plot, night, low, high);
        foreach (var tap in taps.Where(t => t >= night.Place.Night.From && t < night.Place.Night.To))
        {
            var x = X(plot, night, tap);
            on.DrawPolygon(XBrushes.Black, [new(x, place.Y + TapRow - 2), new(x - 3, place.Y + TapRow - 10), new(x + 3, place.Y + TapRow - 10)],
                XFillMode.Winding);
        }
        var font = PdfFonts.Of(6.5);
        on.DrawString("taps", font, XBrushes.Black, place.X, place.Y + TapRow - 4);
        on.DrawString("Black: LAeq,1s, least to greatest of each column. Grey: LA90 of 15 minutes. Shaded: nothing measured.", font, XBrushes.DimGray,
            plot.X, place.Bottom - 2);
    }

    /// <summary>Each column of a third of a point spans the least to the greatest of its seconds.</summary>
    private static void Levels(XGraphics on, XRect plot, PackNight night, double low, double high)
    {
        var columns = new (double Low, double High)?[(int)(plot.Width * 3)];
        foreach (var second in night.Seconds)
        {
            var at = (second.T - night.Place.Night.From).TotalSeconds / night.Place.Night.Seconds * columns.Length;
            if (second.LAeq is not { } level || at < 0 || at >= columns.Length)
                continue;
            columns[(int)at] = columns[(int)at] is { } known ? (Math.Min(known.Low, level), Math.Max(known.High, level)) : (level, level);
        }
        var pen = new XPen(XColors.Black, 0.4);
        foreach (var (i, column) in columns.Index())
        {
            if (column is { } levels)
                on.DrawLine(pen, plot.X + i / 3.0, Y(plot, levels.High, low, high) - 0.2, plot.X + i / 3.0, Y(plot, levels.Low, low, high) + 0.2);
        }
    }

    private static void Grid(XGraphics on, XRect plot, double low, double high, PackNight night, TimeZoneInfo zone)
    {
        var font = PdfFonts.Of(6.5);
        for (var level = low; level <= high; level += 10)
        {
            var y = Y(plot, level, low, high);
            on.DrawLine(XPens.LightGray, plot.Left, y, plot.Right, y);
            on.DrawString(string.Create(CultureInfo.InvariantCulture, $"{level:0} dB"), font, XBrushes.Black, plot.Left - Left, y + 2);
        }
        for (var at = night.Place.Night.From; at <= night.Place.Night.To; at = at.AddHours(1))
        {
            var x = X(plot, night, at);
            on.DrawLine(XPens.LightGray, x, plot.Top, x, plot.Bottom);
            on.DrawString(TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture), font, XBrushes.Black,
                Math.Min(x, plot.Right - 18), plot.Bottom + 9);
        }
    }

    private static void Gap(XGraphics on, XRect plot, double from, double to, string why)
    {
        on.DrawRectangle(XBrushes.Gainsboro, from, plot.Top, Math.Max(0.3, to - from), plot.Height);
        var font = PdfFonts.Of(6.5);
        if (on.MeasureString(why, font).Width < to - from - 4)
            on.DrawString(why, font, XBrushes.Black, from + 2, plot.Top + 9);
    }

    private static (double Low, double High) Scale(PackNight night)
    {
        var levels = night.Seconds.Where(s => s.LAeq is not null).Select(s => s.LAeq!.Value).Concat(night.Figures.Quarters.Select(q => q.LA90?.Db)
            .OfType<double>())
            .DefaultIfEmpty(30).ToList();
        var (low, high) = (Math.Floor(levels.Min() / 10) * 10, Math.Ceiling(levels.Max() / 10) * 10);
        return (low, Math.Max(high, low + 20));
    }

    private static double X(XRect plot, PackNight night, DateTimeOffset at) =>
        plot.X + Math.Clamp((at - night.Place.Night.From).TotalSeconds / night.Place.Night.Seconds, 0, 1) * plot.Width;

    private static double Y(XRect plot, double level, double low, double high) => plot.Bottom - (level - low) / (high - low) * plot.Height;
}
