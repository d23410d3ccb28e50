using System.Globalization;
using System.Text;

namespace Solutions.Edge.Agent.Setup;

/// <summary>Curves over an axis, as SVG for a page of its own.</summary>
internal sealed class SvgPlot
{
    private const int Width = 800, Height = 300, Left = 48, Right = 12, Top = 28, Bottom = 32;

    /// <summary>Distinct also for people who do not see red and green alike (Okabe and Ito).</summary>
    private static readonly string[] Colours = ["#2f8fdd", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];

    private static readonly int[] Digits = [1, 2, 5];

    private readonly StringBuilder body = new();
    private readonly double x0, x1, y0, y1;
    private readonly bool logarithmic;
    private int curves;
    private double nameAt = Left;

    public SvgPlot(double fromX, double toX, bool logarithmic, double fromY, double toY, string unitX, string unitY)
    {
        (this.logarithmic, x0, x1, y0, y1) = (logarithmic, Place(fromX, logarithmic), Place(toX, logarithmic), fromY, toY);
        foreach (var tick in logarithmic ? Decades(fromX, toX) : Even(fromX, toX))
            Line(X(tick), Top, X(tick), Height - Bottom, X(tick), Height - Bottom + 16, "middle", tick >= 1000 ? $"{tick / 1000:0.##} k" : $"{tick:0.##}");
        foreach (var tick in Even(fromY, toY))
            Line(Left, Y(tick), Width - Right, Y(tick), Left - 6, Y(tick) + 4, "end", $"{tick:0.##}");
        Text(Width - Right, Height - 4, "end", unitX);
        Text(4, 14, "start", unitY);
    }

    public void Curve(string name, IReadOnlyList<(double X, double Y)> points)
    {
        var colour = Colours[curves++ % Colours.Length];
        body.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve\" stroke=\"{colour}\" points=\"{Points(points)}\"/>");
        foreach (var (x, y) in points.Count <= 50 ? points : [])
            body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"2.5\" fill=\"{colour}\"/>");
        if (name.Length == 0)
            return;
        body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{nameAt + 4:0.#}\" cy=\"10\" r=\"4\" fill=\"{colour}\"/>");
        Text(nameAt + 12, 14, "start", name);
        nameAt += 32 + 6.5 * name.Length;
    }

    public void Limit(IReadOnlyList<(double X, double Y)> points) =>
        body.Append(CultureInfo.InvariantCulture, $"<polyline class=\"limit\" points=\"{Points(points)}\"/>");

    public override string ToString() => FormattableString.Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\">{body}</svg>");

    private string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => FormattableString.Invariant($"{X(p.X):0.#},{Y(p.Y):0.#}")));

    private void Line(double fromX, double fromY, double toX, double toY, double textX, double textY, string anchor, string text)
    {
        body.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{fromX:0.#}\" y1=\"{fromY:0.#}\" x2=\"{toX:0.#}\" y2=\"{toY:0.#}\"/>");
        Text(textX, textY, anchor, text);
    }

    private void Text(double x, double y, string anchor, string text) =>
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{text}</text>");

    private double X(double value) => Left + (Place(value, logarithmic) - x0) / (x1 - x0) * (Width - Left - Right);

    private double Y(double value) => Top + (y1 - Math.Clamp(value, y0, y1)) / (y1 - y0) * (Height - Top - Bottom);

    private static double Place(double value, bool logarithmic) => logarithmic ? Math.Log10(value) : value;

    private static IEnumerable<double> Decades(double least, double most) =>
        from power in Enumerable.Range(-2, 8)
        from digit in Digits
        let tick = Math.Pow(10, power) * digit
        where tick >= least * 0.999 && tick <= most * 1.001
        select tick;

    /// <summary>Four to ten ticks at 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<double> Even(double from, double to)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / 4)));
        var step = Digits.Reverse().Select(s => s * power).First(s => s <= (to - from) / 4);
        for (var tick = Math.Ceiling(from / step); tick * step <= to + 1e-9; tick++)
            yield return tick * step;
    }
}
