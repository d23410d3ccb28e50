using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Blackens what must not be seen. One caller at a time.</summary>
/// <param name="polygons">Corners [x, y] in parts of the picture's width and height.</param>
internal sealed class PrivacyMasks(IReadOnlyList<double[][]> polygons)
{
    private Size fitted;
    private IReadOnlyList<IReadOnlyList<Point>> pixels = [];

    /// <summary>Blackens them in place, their edges included.</summary>
    public void Burn(Mat bgr)
    {
        if (polygons.Count == 0)
            return;
        if (bgr.Size() != fitted)
            (fitted, pixels) = (bgr.Size(), [.. polygons.Select(p => Corners(p, bgr.Size()))]);
        foreach (var polygon in pixels)
            Cv2.FillPoly(bgr, [polygon], Scalar.Black);
    }

    /// <summary>Whether two lists blacken the same.</summary>
    public static bool AreSame(IReadOnlyList<double[][]> one, IReadOnlyList<double[][]> other) => one.Count == other.Count
        && one.Zip(other).All(m => m.First.Length == m.Second.Length && m.First.Zip(m.Second).All(p => p.First.SequenceEqual(p.Second)));

    /// <summary>A polygon's corners in pixels.</summary>
    public static IReadOnlyList<Point> Corners(double[][] polygon, Size picture) =>
        [.. polygon.Select(p => new Point((int)Math.Round(p[0] * (picture.Width - 1)), (int)Math.Round(p[1] * (picture.Height - 1))))];
}
