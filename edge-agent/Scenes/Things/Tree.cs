using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>A tree at the left of the road. It stands still but in its gusts.</summary>
/// <param name="gusts">When, in seconds of the story.</param>
internal sealed class Tree(params IReadOnlyList<(double Start, double End)> gusts)
{
    /// <summary>Metres away.</summary>
    public const double Distance = 10.2;

    private const int Width = 220, Height = 250, LeftEdge = -45;
    private const double MostPixels = 5, RampSeconds = 2;

    private readonly Mat still = Still();

    public IEnumerable<PictureEvent> Events => gusts.Select(g => new PictureEvent("vegetation", PictureRole.Nuisance, g.Start, g.End));

    public void Draw(Mat bgr, double at)
    {
        var strength = gusts.Sum(g => Math.Clamp(Math.Min(at - g.Start, g.End - at) / RampSeconds, 0, 1));
        if (strength == 0)
        {
            Lay(bgr, still);
            return;
        }
        using Mat x = new(Height, Width, MatType.CV_32FC1), y = x.Clone(), bent = new();
        Bend(at, strength * MostPixels, x.AsSpan<float>(), y.AsSpan<float>());
        Cv2.Remap(still, bent, x, y, InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(0));
        Lay(bgr, bent);
    }

    /// <summary>Boughs go slowly, leaves fast; the foot of the trunk does not.</summary>
    private static void Bend(double t, double pixels, Span<float> toX, Span<float> toY)
    {
        var leaves = new double[Width];
        for (var column = 0; column < Width; column++)
            leaves[column] = 0.35 * Math.Sin(9.7 * t + 0.13 * column);
        for (var row = 0; row < Height; row++)
        {
            var free = pixels * Math.Pow(1 - row / (double)Height, 1.3);
            var bough = 0.65 * Math.Sin(3.1 * t + 0.02 * row) * (0.7 + 0.3 * Math.Sin(0.9 * t));
            for (var column = 0; column < Width; column++)
            {
                toX[row * Width + column] = (float)(column + free * (bough + leaves[column]));
                toY[row * Width + column] = (float)(row + 0.4 * free * leaves[(column + 2 * row) % Width]);
            }
        }
    }

    /// <summary>Its colours are already weighted by its cover.</summary>
    private static void Lay(Mat bgr, Mat tree)
    {
        var below = bgr.AsSpan<byte>();
        var above = tree.AsSpan<byte>();
        for (var row = 0; row < Height; row++)
            for (var column = -LeftEdge; column < Width; column++)
            {
                var from = 4 * (row * Width + column);
                var to = 3 * (row * Lens.Width + LeftEdge + column);
                var seen = 255 - above[from + 3];
                if (seen == 255)
                    continue;
                for (var i = 0; i < 3; i++)
                    below[to + i] = (byte)Math.Min(255, above[from + i] + below[to + i] * seen / 255);
            }
    }

    private static Mat Still()
    {
        var still = new Mat(Height, Width, MatType.CV_8UC4, Scalar.All(0));
        var random = new Random(77);
        Point[] trunk = [new(108, Height), new(112, 60), new(120, 60), new(126, Height)];
        Cv2.FillConvexPoly(still, trunk, new Scalar(44, 56, 66, 255), LineTypes.AntiAlias);
        for (var leaf = 0; leaf < 1500; leaf++)
        {
            var (turn, out_) = (2 * Math.PI * random.NextDouble(), Math.Sqrt(random.NextDouble()));
            // Four boughs; what is higher is in the light.
            var bough = leaf % 4;
            var at = new Point(75 + 27 * bough + 46 * out_ * Math.Cos(turn), 62 - (bough is 1 or 2 ? 22 : 0) + 42 * out_ * Math.Sin(turn));
            var light = (0.55 + 0.6 * random.NextDouble()) * (1.25 - at.Y / 190.0);
            Cv2.Ellipse(still, at, new Size(random.Next(2, 6), random.Next(2, 4)), random.Next(180),
                0, 360, new Scalar(44 * light, 98 * light, 78 * light, 255), -1, LineTypes.AntiAlias);
        }
        return still;
    }
}
