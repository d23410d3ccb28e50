using OpenCvSharp;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A zone as pixels of the grid that occupancy is measured on.</summary>
internal sealed class Zone : IDisposable
{
    private readonly ZoneEntry entry;
    private readonly Mat inside;
    private readonly Point2f[] corners;
    private readonly int area;

    /// <param name="entry">The configured zone.</param>
    /// <param name="grid">Size of the grid.</param>
    public Zone(ZoneEntry entry, Size grid)
    {
        this.entry = entry;
        corners = [.. entry.Polygon.Select(p => new Point2f((float)(p[0] * grid.Width), (float)(p[1] * grid.Height)))];
        inside = new(grid, MatType.CV_8UC1, Scalar.Black);
        Cv2.FillPoly(inside, [PrivacyMasks.Corners(entry.Polygon, grid)], Scalar.White);
        area = Cv2.CountNonZero(inside);
    }

    public string Id => entry.Id;

    public ZoneKind Kind => entry.Kind;

    /// <summary>Pixels of the grid a metre; null = no scale is given.</summary>
    public double? PixelsPerMetre => entry.PixelsPerMetre(inside.Width, inside.Height);

    /// <summary>Share of the zone that is set in a picture of the grid's size, in %.</summary>
    public double Occupied(Mat moving)
    {
        using var both = new Mat();
        Cv2.BitwiseAnd(moving, inside, both);
        return 100.0 * Cv2.CountNonZero(both) / area;
    }

    /// <summary>Share of a box that lies in the zone, 0 to 1.</summary>
    public double Holds(Rect box)
    {
        var seen = box & new Rect(0, 0, inside.Width, inside.Height);
        if (seen.Width <= 0 || seen.Height <= 0)
            return 0;
        using var part = new Mat(inside, seen);
        return (double)Cv2.CountNonZero(part) / (seen.Width * seen.Height);
    }

    /// <summary>Share of the zone that a box covers, in %.</summary>
    public double Covered(Rect box) => Holds(box) is > 0 and var within && (box & new Rect(0, 0, inside.Width, inside.Height)) is var seen
        ? 100.0 * within * seen.Width * seen.Height / area
        : 0;

    /// <summary>How far inside the zone a point of the grid lies, in pixels; less than 0 = outside.</summary>
    public double Depth(Point2d point) => Cv2.PointPolygonTest(corners, new Point2f((float)point.X, (float)point.Y), measureDist: true);

    /// <summary>Takes the zone out of a picture of the grid's size.</summary>
    public void Clear(Mat moving) => moving.SetTo(Scalar.Black, inside);

    public void Dispose() => inside.Dispose();
}
