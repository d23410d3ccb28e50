using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>Rain and light on a bright day.</summary>
internal static class Weather
{
    private const double Bright = 1.25;

    /// <summary>Streaks, the near ones broad and out of focus, over a scene that is bright already. No drop is in two frames.</summary>
    public static Nuisance HeavyRain(Dose dose)
    {
        var slant = 0.3 * (dose.Chance(5).NextDouble() - 0.5);
        return new("heavy rain on a bright scene", (p, n, _) =>
        {
            p.ConvertTo(p, MatType.CV_8UC3, Bright);
            if (!Gauntlet.IsOn(n))
                return;
            var random = new Random(unchecked(dose.Seed * 7919 + n));
            using Mat far = new(p.Size(), MatType.CV_8UC1, Scalar.Black), near = new(p.Size(), MatType.CV_8UC1, Scalar.Black), light = new();
            for (var drop = 0; drop < 600 * dose.Strength; drop++)
                Streak(far, random.Next(15, 50), 1, random.Next(30, 90));
            for (var drop = 0; drop < 14 * dose.Strength; drop++)
                Streak(near, random.Next(60, 160), random.Next(4, 10), random.Next(40, 100));
            Cv2.Blur(near, near, new Size(7, 7));
            Cv2.Add(far, near, far);
            Cv2.CvtColor(far, light, ColorConversionCodes.GRAY2BGR);
            p.ConvertTo(p, MatType.CV_8UC3, 0.9, 14);
            Cv2.Add(p, light, p);

            void Streak(Mat drops, int length, int width, int levels)
            {
                var from = new Point(random.Next(-20, p.Width), random.Next(-length, p.Height));
                length = (int)(length * dose.Pace);
                Cv2.Line(drops, from, new Point(from.X + (int)(slant * length), from.Y + length), Scalar.All(levels), width, LineTypes.AntiAlias);
            }
        });
    }

    /// <summary>The shadow of a cloud whose edge is sharp comes over the place, and goes.</summary>
    public static Nuisance CloudEdge(Dose dose)
    {
        var chance = dose.Chance(6);
        double slope = chance.NextDouble() - 0.5, start = 5 * chance.NextDouble(), depth = Math.Clamp(0.4 * dose.Strength, 0, 0.8);
        return new("cloud's hard edge", (p, n, _) =>
        {
            if (!Gauntlet.IsOn(n))
                return;
            using var shade = new Mat(p.Size(), MatType.CV_32FC1, Scalar.All(1));
            // The edge is a little torn, and the shadow as wide as the picture.
            var front = -0.35 * p.Width + dose.Pace * 26 * n;
            var edge = Enumerable.Range(0, 13)
                .Select(i => new Point((int)(front + slope * i * p.Height / 12 + 14 * Math.Sin(1.7 * i + start)), i * p.Height / 12)).ToList();
            edge.AddRange(edge.AsEnumerable().Reverse().Select(e => new Point(e.X - p.Width, e.Y)).ToList());
            Cv2.FillPoly(shade, [edge], Scalar.All(1 - depth));
            Cv2.GaussianBlur(shade, shade, new Size(0, 0), 3);
            var pixels = p.AsSpan<byte>();
            var by = shade.AsSpan<float>();
            for (var at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(pixels[at] * by[at / 3]);
        });
    }

    /// <summary>The light jumps up or down by half and more, with another colour, and back after some seconds.</summary>
    public static Nuisance LightStep(Dose dose)
    {
        var chance = dose.Chance(7);
        var (up, tint, lasts) = (chance.Next(2) == 0, 0.1 * (chance.NextDouble() - 0.5), (int)((30 + chance.Next(40)) / dose.Pace));
        return new("sudden light step", (p, n, _) =>
        {
            if (n < 0 || n >= lasts)
                return;
            var gain = up ? 1 + 0.6 * dose.Strength : 1 / (1 + 0.6 * dose.Strength);
            Cv2.Multiply(p, new Scalar(gain * (1 - tint), gain, gain * (1 + tint)), p);
        });
    }
}
