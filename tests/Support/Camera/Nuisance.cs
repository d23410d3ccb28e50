using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>One of the things that set off cameras though nobody is there: drawn into a still background with sensor noise, at 10 frames a second.</summary>
public sealed class Nuisance
{
    public const int FramesPerSecond = 10;

    /// <summary>Frames of quiet before it begins, of its doing, and of quiet after it.</summary>
    public const int Before = 80, During = 60, After = 60;

    private const double SensorNoise = 3;

    private readonly Action<Mat, int, Random> draw;
    private readonly double level;

    internal Nuisance(string name, Action<Mat, int, Random> draw, double level = 1) => (Name, this.draw, this.level) = (name, draw, level);

    public string Name { get; }

    public static IReadOnlyList<Nuisance> All { get; } =
    [
        new("static noise", (_, _, _) => { }),
        new("cloud ramp -30 % over 5 s", (p, n, _) => Scale(p, n < 0 ? 1 : 1 - 0.3 * Math.Min(1, n / 50.0))),
        new("lights step +25 %", (p, n, _) => Scale(p, n < 0 ? 1 : 1.25)),
        new("lightning, 2 flashes", (p, n, _) => Scale(p, n is 10 or 11 or 30 ? 2.2 : 1)),
        new("shake +-2 px", (p, n, r) => { if (IsOn(n)) Shake(p, r); }),
        new("rain streaks", (p, n, r) => { if (IsOn(n)) Rain(p, r); }),
        new("insect near the lens at night", (p, n, _) => { if (IsOn(n)) Insect(p, n); }, 0.25),
        new("headlight sweep, dark scene", (p, n, _) => { if (IsOn(n)) Headlight(p, n); }, 0.25),
        new("moving cloud shadow -40 %", (p, n, _) => { if (IsOn(n)) Shadow(p, n); }),
        new("swaying vegetation +-4 px", (p, n, _) => { if (IsOn(n)) Sway(p, n); }),
        new("heavy rain, drops on the lens", (p, n, r) => { if (IsOn(n)) FieldNuisance.HeavyRain(p, n, r); }),
        new("snow", (p, n, _) => { if (IsOn(n)) FieldNuisance.Snow(p, n); }, 0.6),
        new("two torches", (p, n, _) => { if (IsOn(n)) FieldNuisance.Torches(p, n); }, 0.3),
        new("hard-edged headlight beams", (p, n, _) => { if (IsOn(n)) FieldNuisance.Beams(p, n); }, 0.3),
        new("banner in the wind", (p, n, _) => FieldNuisance.Flag(p, n, IsOn(n))),
        new("spider before the lens at night", (p, n, _) => { if (IsOn(n)) FieldNuisance.Spider(p, n); }, 0.25),
        new("glittering puddle", (p, n, r) => { if (IsOn(n)) FieldNuisance.Puddle(p, r); }),
        new("lamp goes on and off", (p, n, _) => { if (IsOn(n)) FieldNuisance.Lamp(p, n); }, 0.4),
        new("exposure hunts +-15 %, 0.5 Hz", (p, n, _) => { if (IsOn(n)) Scale(p, 1 + 0.15 * Math.Sin(2 * Math.PI * n / 20)); }),
    ];

    /// <summary>The frames, from 0; the background is not changed.</summary>
    public IEnumerable<Mat> Frames(Mat background)
    {
        using var clean = new Mat();
        background.ConvertTo(clean, MatType.CV_8UC3, level);
        using var picture = new Mat();
        using var noise = new Mat(clean.Size(), MatType.CV_16SC3);
        using var wide = new Mat();
        var random = new Random(11);
        var sensor = new RNG(7);
        for (var n = 0; n < Before + During + After; n++)
        {
            clean.CopyTo(picture);
            draw(picture, n - Before, random);
            sensor.Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(SensorNoise));
            picture.ConvertTo(wide, MatType.CV_16SC3);
            Cv2.Add(wide, noise, wide);
            wide.ConvertTo(picture, MatType.CV_8UC3);
            yield return picture;
        }
    }

    /// <summary>Per-pixel median of frames spread over a film: the place with nobody in it.</summary>
    public static Mat EmptyPlace(string film, int samples = 25)
    {
        using var capture = new VideoCapture(film, VideoCaptureAPIs.FFMPEG);
        var step = capture.FrameCount / samples;
        var frames = new List<byte[]>();
        using var frame = new Mat();
        for (var n = 0; frames.Count < samples && capture.Read(frame); n++)
            if (n % step == 0)
                frames.Add(frame.AsSpan<byte>().ToArray());
        var median = new Mat(capture.FrameHeight, capture.FrameWidth, MatType.CV_8UC3);
        var pixels = median.AsSpan<byte>();
        var column = new byte[frames.Count];
        for (var at = 0; at < pixels.Length; at++)
        {
            for (var n = 0; n < column.Length; n++)
                column[n] = frames[n][at];
            Array.Sort(column);
            pixels[at] = column[column.Length / 2];
        }
        return median;
    }

    private static bool IsOn(int n) => n is >= 0 and < During;

    private static void Scale(Mat picture, double by) => picture.ConvertTo(picture, MatType.CV_8UC3, by);

    private static void Shake(Mat picture, Random random)
    {
        using var still = picture.Clone();
        Hardship.Shift(still, picture, 2 * (2 * random.NextDouble() - 1), 2 * (2 * random.NextDouble() - 1));
    }

    private static void Rain(Mat picture, Random random)
    {
        using var still = picture.Clone();
        for (var n = 0; n < 150; n++)
        {
            var (x, y, length) = (random.Next(picture.Width), random.Next(picture.Height), random.Next(15, 45));
            Cv2.Line(picture, new(x, y), new(x + length / 8, y + length), Scalar.All(215), 1, LineTypes.AntiAlias);
        }
        Cv2.AddWeighted(picture, 0.6, still, 0.4, 0, picture);
    }

    /// <summary>Large, bright and out of focus, flying in loops.</summary>
    private static void Insect(Mat picture, int n)
    {
        var at = new Point2d(picture.Width * (0.5 + 0.42 * Math.Sin(1.3 * n) * Math.Cos(0.21 * n)), picture.Height * (0.5 + 0.4 * Math.Cos(1.7 * n)));
        Glow(picture, at, 26, 16, 170);
    }

    private static void Headlight(Mat picture, int n) =>
        Glow(picture, new(picture.Width * (-0.1 + 1.2 * n / During), picture.Height * 0.6), 110, 45, 120);

    private static void Shadow(Mat picture, int n)
    {
        using var shade = new Mat(picture.Size(), MatType.CV_32FC1, Scalar.All(1));
        Cv2.Ellipse(shade, new Point((int)(picture.Width * (-0.2 + 1.4 * n / During)), picture.Height / 2),
            new Size(picture.Width / 4, picture.Height / 3), 0, 0, 360, Scalar.All(0.6), -1);
        Cv2.GaussianBlur(shade, shade, new Size(0, 0), 12);
        var (pixels, by) = (picture.AsSpan<byte>().ToArray(), shade.AsSpan<float>().ToArray());
        for (var at = 0; at < pixels.Length; at++)
            pixels[at] = (byte)(pixels[at] * by[at / 3]);
        pixels.CopyTo(picture.AsSpan<byte>());
    }

    /// <summary>The upper left part of the picture goes to and fro, as a tree in the wind.</summary>
    private static void Sway(Mat picture, int n)
    {
        var tree = new Rect(picture.Width / 20, picture.Height / 20, picture.Width / 4, picture.Height / 3);
        using var still = picture.Clone();
        using var moved = new Mat();
        Hardship.Shift(still, moved, 4 * Math.Sin(2 * Math.PI * n / 13.0), 1.5 * Math.Sin(2 * Math.PI * n / 9.0));
        using var from = moved[tree];
        using var to = picture[tree];
        from.CopyTo(to);
    }

    /// <summary>Light with soft edges: a Gaussian of the given half-widths.</summary>
    private static void Glow(Mat picture, Point2d at, double halfWidth, double halfHeight, double strength)
    {
        var reach = new Rect((int)(at.X - 3 * halfWidth), (int)(at.Y - 3 * halfHeight), (int)(6 * halfWidth), (int)(6 * halfHeight))
            & new Rect(default, picture.Size());
        for (var y = reach.Top; y < reach.Bottom; y++)
            for (var x = reach.Left; x < reach.Right; x++)
            {
                var (u, v) = ((x - at.X) / halfWidth, (y - at.Y) / halfHeight);
                var light = strength * Math.Exp(-(u * u + v * v) / 2);
                var was = picture.At<Vec3b>(y, x);
                picture.Set(y, x, new Vec3b(Lit(was.Item0), Lit(was.Item1), Lit(was.Item2)));

                byte Lit(byte value) => (byte)Math.Min(byte.MaxValue, value + light);
            }
    }
}
