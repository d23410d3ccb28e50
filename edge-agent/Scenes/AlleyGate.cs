using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The barred leaf across the alley. It swings away from the camera.</summary>
internal static class AlleyGate
{
    /// <summary>How far away it stands, in metres.</summary>
    public const double Distance = 10;

    private const double HalfWidth = 1.7;
    private const double OpenAngle = 80 * Math.PI / 180;
    private const int Bars = 11;

    /// <summary>Open from 75 s, shut at 300 s; it takes about a second to swing.</summary>
    public static double AngleAt(double seconds) =>
        OpenAngle * (Math.Clamp(seconds - 75, 0, 1) - Math.Clamp(seconds - 299, 0, 1));

    public static void Draw(Mat bgr, double angle)
    {
        var iron = new Scalar(34, 36, 34);
        for (var bar = 0; bar <= Bars; bar++)
            Cv2.Line(bgr, Along(bar, 0.08), Along(bar, 2.1), iron, 2, LineTypes.AntiAlias);
        foreach (var height in new[] { 0.15, 1.1, 2.05 })
            Cv2.Line(bgr, Along(0, height), Along(Bars, height), iron, 3, LineTypes.AntiAlias);

        Point Along(int bar, double height)
        {
            var reach = 2 * HalfWidth * bar / Bars;
            return Lens.Pixel(-HalfWidth + reach * Math.Cos(angle), height, Distance + reach * Math.Sin(angle));
        }
    }
}
