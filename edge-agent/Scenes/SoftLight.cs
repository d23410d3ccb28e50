using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Light and shade without an edge: a Gaussian of given half-widths in pixels.</summary>
internal static class SoftLight
{
    private const double Reach = 3;

    /// <summary>What lies there reflects more light, or less: 1 + <paramref name="gain"/> times as much in the middle. Its texture stays.</summary>
    public static void Shine(Mat bgr, Point2d at, double halfWidth, double halfHeight, double gain) => Blend(bgr, at, halfWidth, halfHeight, (float)gain, 0);

    /// <summary>Something before everything else glows, by so many levels in the middle.</summary>
    public static void Add(Mat bgr, Point2d at, double halfWidth, double halfHeight, double levels) => Blend(bgr, at, halfWidth, halfHeight, 0, (float)levels);

    private static void Blend(Mat bgr, Point2d at, double halfWidth, double halfHeight, float gain, float levels)
    {
        var (left, right) = Within(at.X, halfWidth, bgr.Width);
        var (top, bottom) = Within(at.Y, halfHeight, bgr.Height);
        if (left >= right || top >= bottom)
            return;
        var columns = new float[right - left];
        for (var x = left; x < right; x++)
            columns[x - left] = Bell((x - at.X) / halfWidth);
        var pixels = bgr.AsSpan<byte>();
        for (var y = top; y < bottom; y++)
        {
            var row = pixels.Slice((y * bgr.Width + left) * 3, columns.Length * 3);
            var share = Bell((y - at.Y) / halfHeight);
            for (var x = 0; x < columns.Length; x++)
            {
                var (factor, more) = (1 + gain * share * columns[x], levels * share * columns[x] + 0.5f);
                for (var i = 3 * x; i < 3 * x + 3; i++)
                    row[i] = (byte)Math.Clamp(row[i] * factor + more, 0, 255);
            }
        }
    }

    private static (int From, int To) Within(double at, double half, int size) =>
        ((int)Math.Clamp(at - Reach * half, 0, size), (int)Math.Clamp(at + Reach * half + 1, 0, size));

    /// <summary>Less what it is at <see cref="Reach"/>: it ends without a step.</summary>
    private static float Bell(double u) => (float)Math.Max(0, Math.Exp(-u * u / 2) - 0.0111);
}
