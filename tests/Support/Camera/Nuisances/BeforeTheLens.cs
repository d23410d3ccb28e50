using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>Small animals so near the lens that it cannot draw them: of one brightness, and the place shines through their edges. By day.</summary>
internal static class BeforeTheLens
{
    /// <summary>Hangs on its thread, sinks, climbs and swings.</summary>
    public static Nuisance Spider(Dose dose)
    {
        var chance = dose.Chance(3);
        double left = 0.25 + 0.5 * chance.NextDouble(), swing = 0.05 + 0.05 * chance.NextDouble(), phase = 6.28 * chance.NextDouble();
        double body = dose.Strength * (19 + 9 * chance.NextDouble()), turns = dose.Pace * (0.2 + 0.2 * chance.NextDouble());
        var level = (byte)(chance.Next(2) == 0 ? 35 : 200);
        return new("spider on its thread by day", (p, n, _) =>
        {
            if (!Gauntlet.IsOn(n))
                return;
            var t = (double)n / Nuisance.FramesPerSecond;
            var (aside, down) = (left + swing * Math.Sin(2 * Math.PI * turns * t + phase), 0.1 + 0.4 * Math.Pow(Math.Sin(0.33 * dose.Pace * t), 2));
            var at = new Point2d(p.Width * aside, p.Height * down);
            using Mat cover = new(p.Size(), MatType.CV_32FC1, Scalar.Black), faint = new(p.Size(), MatType.CV_32FC1, Scalar.Black);
            Cv2.Line(faint, new Point((int)(p.Width * left), 0), Whole(at), Scalar.All(0.25), 2);
            Cv2.Ellipse(cover, Whole(at), new Size(body, 1.25 * body), 0, 0, 360, Scalar.All(0.9), -1);
            for (var leg = 0; leg < 8; leg++)
            {
                var (side, lift) = (leg < 4 ? -1 : 1, leg % 4 - 1.5 + 0.2 * Math.Sin(5 * t + leg));
                Cv2.Line(cover, Whole(at), Whole(at + new Point2d(side * 2.1 * body, 0.9 * body * lift)), Scalar.All(0.6), 4);
            }
            Veil(p, cover, faint, level, 0.42 * body);
        });
    }

    /// <summary>Creeps over the glass or flies slowly close to it.</summary>
    public static Nuisance Insect(Dose dose)
    {
        var chance = dose.Chance(4);
        double size = dose.Strength * (14 + 8 * chance.NextDouble()), speed = dose.Pace * (50 + 40 * chance.NextDouble());
        double top = 0.25 + 0.5 * chance.NextDouble(), wave = 0.05 + 0.08 * chance.NextDouble(), phase = 6.28 * chance.NextDouble();
        var (level, leftwards) = ((byte)(chance.Next(2) == 0 ? 40 : 190), chance.Next(2) == 0);
        return new("slow insect out of focus", (p, n, _) =>
        {
            if (!Gauntlet.IsOn(n))
                return;
            var t = (double)n / Nuisance.FramesPerSecond;
            var way = 0.1 * p.Width + speed * t;
            var at = new Point2d(leftwards ? p.Width - way : way, p.Height * (top + wave * Math.Sin(0.9 * dose.Pace * t + phase)));
            using Mat cover = new(p.Size(), MatType.CV_32FC1, Scalar.Black), faint = new(p.Size(), MatType.CV_32FC1, Scalar.Black);
            Cv2.Ellipse(cover, Whole(at), new Size(1.4 * size, 0.8 * size), 20 * Math.Sin(t), 0, 360, Scalar.All(0.9), -1);
            Veil(p, cover, faint, level, 0.45 * size);
        });
    }

    private static Point Whole(Point2d at) => new((int)Math.Round(at.X), (int)Math.Round(at.Y));

    private static void Veil(Mat picture, Mat cover, Mat faint, byte level, double blur)
    {
        Cv2.GaussianBlur(cover, cover, new Size(0, 0), blur);
        Cv2.GaussianBlur(faint, faint, new Size(0, 0), 3);
        Cv2.Max(cover, faint, cover);
        var pixels = picture.AsSpan<byte>();
        var shares = cover.AsSpan<float>();
        for (var at = 0; at < pixels.Length; at++)
            pixels[at] = (byte)(pixels[at] + shares[at / 3] * (level - pixels[at]));
    }
}
