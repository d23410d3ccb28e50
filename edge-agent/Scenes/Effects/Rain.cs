using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Rain: a veil over what is far, fine streaks, and the few drops close to the lens, broad and out of focus. No drop is in two frames.</summary>
internal sealed class Rain(double start, double end) : Effect("rain", PictureRole.Nuisance, start, end)
{
    private const int Streaks = 260, NearDrops = 7;
    private const double Slant = 0.13, RampSeconds = 4, Veil = 0.06, VeilLevel = 125;

    public override void Apply(Mat bgr, double into, int seed)
    {
        var random = Chance(seed, into);
        var strength = Swell(into, RampSeconds);
        using Mat drops = new(Lens.Height, Lens.Width, MatType.CV_8UC1, Scalar.Black), near = drops.Clone(), light = new();
        for (var n = 0; n < strength * Streaks; n++)
            Streak(drops, random, random.Next(8, 30), 1, random.Next(12, 46));
        for (var n = 0; n < strength * NearDrops; n++)
            Streak(near, random, random.Next(50, 110), random.Next(3, 7), random.Next(14, 30));
        Cv2.Blur(near, near, new Size(5, 5));
        Cv2.Add(drops, near, drops);
        Cv2.CvtColor(drops, light, ColorConversionCodes.GRAY2BGR);
        bgr.ConvertTo(bgr, -1, 1 - Veil * strength, Veil * strength * VeilLevel);
        Cv2.Add(bgr, light, bgr);
    }

    private static void Streak(Mat drops, Random random, int length, int thickness, int levels)
    {
        var from = new Point(random.Next(-20, Lens.Width), random.Next(-length, Lens.Height));
        Cv2.Line(drops, from, new Point(from.X + Slant * length, from.Y + length), Scalar.All(levels), thickness, LineTypes.AntiAlias);
    }
}
