using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>Draws what operators complain of besides: frame n of it, from 0, into a picture of the place.</summary>
internal static class FieldNuisance
{
    /// <summary>Dense streaks, and drops on the lens that blur what is behind them and run down now and then.</summary>
    public static void HeavyRain(Mat picture, int n, Random random)
    {
        using var still = picture.Clone();
        for (var streak = 0; streak < 400; streak++)
        {
            var (x, y, length) = (random.Next(picture.Width), random.Next(picture.Height), random.Next(20, 60));
            Cv2.Line(picture, new(x, y), new(x + length / 6, y + length), Scalar.All(215), 1, LineTypes.AntiAlias);
        }
        Cv2.AddWeighted(picture, 0.6, still, 0.4, 0, picture);
        using Mat blurred = new(), drops = new(picture.Size(), MatType.CV_8UC1, Scalar.Black);
        Cv2.Blur(picture, blurred, new Size(15, 15));
        for (var drop = 0; drop < 8; drop++)
        {
            var (x, y) = (picture.Width * (2 * drop + 1) / 16, picture.Height * (37 * drop % 100) / 100 + Math.Max(0, n - 7 * drop) / 12 * 9);
            Cv2.Circle(drops, new Point(x, y), 7 + drop % 4, Scalar.White, -1);
        }
        blurred.CopyTo(picture, drops);
    }

    /// <summary>Flakes of several sizes that sink and drift.</summary>
    public static void Snow(Mat picture, int n)
    {
        var random = new Random(3);
        for (var flake = 0; flake < 160; flake++)
        {
            var (near, x, y) = (random.Next(1, 4), random.Next(picture.Width), random.Next(picture.Height));
            var at = new Point((int)(x + 6 * Math.Sin(0.4 * n + flake)), (y + near * 9 * n) % picture.Height);
            Cv2.Circle(picture, at, near, Scalar.All(210), -1, LineTypes.AntiAlias);
        }
    }

    /// <summary>The cones of two hand lamps wander over the place, whose texture they show.</summary>
    public static void Torches(Mat picture, int n)
    {
        using var light = new Mat(picture.Size(), MatType.CV_32FC1, Scalar.All(1));
        foreach (var phase in new[] { 0.0, 2.1 })
            Cv2.Ellipse(light,
                new Point((int)(picture.Width * (0.5 + 0.35 * Math.Sin(0.11 * n + phase))), (int)(picture.Height * (0.6 + 0.2 * Math.Cos(0.17 * n + phase)))),
                new Size(picture.Width / 12, picture.Height / 12), 0, 0, 360, Scalar.All(3), -1);
        Cv2.GaussianBlur(light, light, new Size(0, 0), 9);
        Shine(picture, light);
    }

    /// <summary>A pair of beams with a hard edge on the road, from a car that is not in the picture.</summary>
    public static void Beams(Mat picture, int n)
    {
        using var light = new Mat(picture.Size(), MatType.CV_32FC1, Scalar.All(1));
        var (x, y, w) = ((int)(picture.Width * (-0.2 + 1.4 * n / Nuisance.During)), (int)(picture.Height * 0.68), picture.Width / 8);
        foreach (var side in new[] { 0, picture.Height / 9 })
            Cv2.FillConvexPoly(light,
                new Point[] { new(x, y + side), new(x + w, y + side - 14), new(x + w, y + side + 22), new(x, y + side + 6) }, Scalar.All(3.2));
        Cv2.GaussianBlur(light, light, new Size(0, 0), 1.5);
        Shine(picture, light);
    }

    /// <summary>A striped banner on a pole: it hangs still, and waves while the wind blows.</summary>
    public static void Flag(Mat picture, int n, bool blows)
    {
        var (left, top, width, height) = (picture.Width / 3, picture.Height / 4, picture.Width / 9, picture.Height / 11);
        Cv2.Line(picture, new(left - 1, top - 4), new(left - 1, top + 3 * height), Scalar.All(40), 2);
        for (var x = 0; x < width; x++)
        {
            var lift = blows ? (int)Math.Round(5.0 * x / width * Math.Sin(0.25 * x - 0.9 * n)) : 0;
            for (var stripe = 0; stripe < 3; stripe++)
                Cv2.Line(picture, new(left + x, top + lift + stripe * height / 3),
                    new(left + x, top + lift + (stripe + 1) * height / 3 - 1), stripe == 1 ? Scalar.All(200) : new Scalar(40, 40, 170));
        }
    }

    /// <summary>Swings on its thread before the lens, lit by the camera's own infrared.</summary>
    public static void Spider(Mat picture, int n)
    {
        var at = new Point((int)(picture.Width * (0.5 + 0.08 * Math.Sin(0.3 * n))), (int)(picture.Height * (0.1 + 0.5 * n / Nuisance.During)));
        using Mat lit = new(picture.Size(), MatType.CV_8UC3, Scalar.Black);
        Cv2.Line(lit, new(picture.Width / 2, 0), at, Scalar.All(90), 3);
        Cv2.Circle(lit, at, 26, Scalar.All(200), -1);
        Cv2.GaussianBlur(lit, lit, new Size(0, 0), 11);
        Cv2.Add(picture, lit, picture);
    }

    /// <summary>A wet patch of ground glitters.</summary>
    public static void Puddle(Mat picture, Random random)
    {
        using Mat light = new(picture.Size(), MatType.CV_32FC1, Scalar.All(1));
        for (var glint = 0; glint < 14; glint++)
            Cv2.Ellipse(light, new Point(picture.Width / 2 + random.Next(-90, 90), picture.Height * 4 / 5 + random.Next(-22, 22)),
                new Size(random.Next(8, 26), random.Next(2, 5)), 0, 0, 360, Scalar.All(0.7 + 1.1 * random.NextDouble()), -1);
        Cv2.GaussianBlur(light, light, new Size(0, 0), 2);
        Shine(picture, light);
    }

    /// <summary>One lamp of several goes on and off.</summary>
    public static void Lamp(Mat picture, int n)
    {
        if (n / 4 % 2 == 1)
            return;
        using Mat light = new(picture.Size(), MatType.CV_32FC1, Scalar.All(1));
        Cv2.Ellipse(light, new Point(picture.Width / 4, picture.Height * 2 / 3),
            new Size(picture.Width / 5, picture.Height / 5), 0, 0, 360, Scalar.All(2.2), -1);
        Cv2.GaussianBlur(light, light, new Size(0, 0), 20);
        Shine(picture, light);
    }

    private static void Shine(Mat picture, Mat light)
    {
        using Mat colours = new(), bright = new();
        Cv2.CvtColor(light, colours, ColorConversionCodes.GRAY2BGR);
        picture.ConvertTo(bright, MatType.CV_32FC3);
        Cv2.Multiply(bright, colours, bright);
        bright.ConvertTo(picture, MatType.CV_8UC3);
    }
}
