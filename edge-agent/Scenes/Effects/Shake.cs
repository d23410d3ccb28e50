using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>The column sways in gusts: the view goes to and fro by up to 2 pixels.</summary>
internal sealed class Shake(double start, double end) : Effect("shake", PictureRole.Nuisance, start, end)
{
    /// <summary>The most it is out of place, in pixels.</summary>
    public const double Reach = 2;

    private const double GustSeconds = 5;

    public override Point2d Shift(double into, int seed)
    {
        var gust = Swell(into, 1) * (0.4 + 0.6 * Math.Abs(Math.Sin(Math.PI * into / GustSeconds)));
        // A column's own swing of 1 to 2 Hz, and the faster one of its bracket: no frame is like the one before.
        return new(Reach * gust * (0.7 * Math.Sin(8.1 * into + seed) + 0.3 * Math.Sin(21.7 * into)),
            Reach * gust * (0.6 * Math.Sin(10.3 * into) + 0.4 * Math.Sin(26.9 * into + seed)));
    }

    public override void Apply(Mat bgr, double into, int seed)
    {
        var (right, down) = Shift(into, seed);
        using var by = Mat.FromPixelData(2, 3, MatType.CV_64F, new[] { 1, 0, right, 0, 1, down });
        using var still = bgr.Clone();
        Cv2.WarpAffine(still, bgr, by, bgr.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
    }
}
