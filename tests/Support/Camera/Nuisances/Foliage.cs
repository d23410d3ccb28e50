using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>The crowns of two trees before the place, leaf by leaf: still at first, then moved by the wind.</summary>
internal sealed class Foliage
{
    private const int Crowns = 2, Leaves = 1400;

    /// <summary>Pixels to either side, cycles a second, and the pixels a gust bends a crown by and makes its leaves tremble.</summary>
    private const double Way = 5, Slowest = 0.2, Fastest = 0.5, Bend = 7, Tremble = 2.5, TrembleCycles = 2.2;

    private readonly Random chance;
    private readonly Dose dose;
    private readonly double[] phases;
    private Mat? leaves, opacity;

    private Foliage(Dose dose, int kind)
    {
        (this.dose, chance) = (dose, dose.Chance(kind));
        phases = [.. Enumerable.Range(0, 4).Select(_ => 2 * Math.PI * chance.NextDouble())];
    }

    /// <summary>Slowly to and fro, as a whole, the top further than the foot.</summary>
    public static Nuisance Swaying(Dose dose)
    {
        var foliage = new Foliage(dose, 1);
        var cycles = dose.Pace * (Slowest + (Fastest - Slowest) * foliage.chance.NextDouble());
        return new("foliage sways slowly", (p, n, _) => foliage.Draw(p, n, t => Way * Math.Sin(2 * Math.PI * cycles * t), _ => 0));
    }

    /// <summary>Bent to one side by gusts of a second or two, trembling in them.</summary>
    public static Nuisance InGusts(Dose dose)
    {
        var foliage = new Foliage(dose, 2);
        var every = (2.5 + foliage.chance.NextDouble()) / dose.Pace;
        return new("foliage in gusts", (p, n, _) => foliage.Draw(p, n, t => Bend * Gust(t), t => Tremble * Gust(t)));

        double Gust(double t) => Math.Pow(Math.Sin(Math.PI * t / every), 2) * (0.7 + 0.3 * Math.Sin(1.9 * t));
    }

    private void Draw(Mat picture, int n, Func<double, double> bend, Func<double, double> tremble)
    {
        if (leaves is null || opacity is null || leaves.Size() != picture.Size())
            (leaves, opacity) = Grow(picture.Size());
        var (w, h) = (picture.Width, picture.Height);
        var t = (double)n / Nuisance.FramesPerSecond;
        // The wind comes and goes over a second: nothing starts with a jerk.
        var wind = dose.Strength * Math.Clamp(Math.Min(t, (double)Gauntlet.During / Nuisance.FramesPerSecond - t), 0, 1);
        var (whole, fine) = (wind * bend(t), wind * tremble(t));
        using Mat x = new(h, w, MatType.CV_32FC1), y = new(h, w, MatType.CV_32FC1), moved = new(), cover = new();
        var xs = x.AsSpan<float>();
        var ys = y.AsSpan<float>();
        for (var row = 0; row < h; row++)
            for (var column = 0; column < w; column++)
            {
                var share = 1 - 0.6 * row / h;
                var branch = wind * 0.8 * Math.Sin(4.1 * t + 0.021 * column + 0.033 * row + phases[1]);
                var leaf = fine * Math.Sin(2 * Math.PI * TrembleCycles * dose.Pace * t + 0.09 * column + 0.13 * row + phases[2]);
                xs[row * w + column] = (float)(column - share * whole - branch - leaf);
                ys[row * w + column] = (float)(row - 0.25 * share * whole - 0.5 * branch - 0.6 * leaf);
            }
        Cv2.Remap(leaves, moved, x, y, InterpolationFlags.Linear, BorderTypes.Replicate);
        Cv2.Remap(opacity, cover, x, y, InterpolationFlags.Linear, BorderTypes.Replicate);
        Blend(picture, moved, cover);
    }

    private (Mat Leaves, Mat Opacity) Grow(Size size)
    {
        Mat colours = new(size, MatType.CV_8UC3, new Scalar(35, 60, 45)), cover = new(size, MatType.CV_8UC1, Scalar.Black);
        for (var crown = 0; crown < Crowns; crown++)
        {
            var (middleX, middleY) = (size.Width * (0.1 + 0.5 * crown + 0.3 * chance.NextDouble()), size.Height * (0.1 + 0.45 * chance.NextDouble()));
            var (halfWidth, halfHeight) = (size.Width * (0.1 + 0.06 * chance.NextDouble()), size.Height * (0.12 + 0.1 * chance.NextDouble()));
            for (var leaf = 0; leaf < Leaves; leaf++)
            {
                var (turn, out_) = (2 * Math.PI * chance.NextDouble(), Math.Sqrt(chance.NextDouble()) * (0.75 + 0.25 * Math.Sin(7 * chance.NextDouble())));
                var at = new Point((int)(middleX + halfWidth * out_ * Math.Cos(turn)), (int)(middleY + halfHeight * out_ * Math.Sin(turn)));
                var (length, light) = (new Size(chance.Next(3, 8), chance.Next(2, 4)), 0.4 + chance.NextDouble());
                var angle = chance.Next(180);
                Cv2.Ellipse(colours, at, length, angle, 0, 360, new Scalar(45 * light, 95 * light, 70 * light), -1);
                Cv2.Ellipse(cover, at, length, angle, 0, 360, Scalar.White, -1);
            }
        }
        Cv2.GaussianBlur(cover, cover, new Size(0, 0), 0.7);
        Cv2.GaussianBlur(colours, colours, new Size(0, 0), 0.7);
        return (colours, cover);
    }

    private static void Blend(Mat picture, Mat over, Mat cover)
    {
        var below = picture.AsSpan<byte>();
        var above = over.AsSpan<byte>();
        var share = cover.AsSpan<byte>();
        for (var at = 0; at < below.Length; at++)
            below[at] += (byte)((above[at] - below[at]) * share[at / 3] / byte.MaxValue);
    }
}
