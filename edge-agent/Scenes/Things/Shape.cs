using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Things;

/// <summary>
/// A solid as seen by <see cref="Lens"/>: an outline seen from the side, drawn out in depth.
/// Metres from its middle (x, to the front), the ground (y) and its near side (z).
/// </summary>
/// <param name="Outline">Clockwise as seen with the front at the right; each edge with the colour of the face that begins at it.</param>
/// <param name="Depth">How far it goes away from the camera.</param>
/// <param name="Side">What the near side shows, one over the other.</param>
/// <param name="Wheels">Middle and radius.</param>
internal sealed record Shape(
    IReadOnlyList<(double X, double Y, Scalar Colour)> Outline, double Depth,
    IReadOnlyList<((double X, double Y)[] Patch, Scalar Colour)> Side, IReadOnlyList<(double X, double Radius)> Wheels)
{
    /// <summary>Binary places of a pixel that OpenCV is given: what moves slowly must not jump.</summary>
    private const int Fraction = 4;

    private static readonly Scalar Tyre = new(26, 25, 24), Hub = new(120, 118, 116);

    /// <summary>The smallest rectangle round it as far as it is in the picture, without its shadow; null if none of it is.</summary>
    public Rect? Bounds(Placing at)
    {
        var points = Outline.SelectMany(p => new[] { Pixel(at, p.X, p.Y, 0), Pixel(at, p.X, p.Y, Depth) })
            .Concat(Wheels.Select(w => Pixel(at, w.X, 0, 0))).ToList();
        var seen = new Rect(0, 0, Lens.Width, Lens.Height) & Rect.FromLTRB(
            (int)points.Min(p => p.X), (int)points.Min(p => p.Y), (int)Math.Ceiling(points.Max(p => p.X)), (int)Math.Ceiling(points.Max(p => p.Y)));
        return seen is { Width: > 0, Height: > 0 } ? seen : null;
    }

    public void Draw(Mat bgr, Placing at)
    {
        var half = Outline.Max(p => p.X);
        if (at.Y == 0)
            SoftLight.Shine(bgr, Pixel(at, 0, 0, Depth / 2), 0.55 * half * Lens.PixelsPerMetre(at.Z), 0.12 * Depth * Lens.PixelsPerMetre(at.Z), -0.8);
        for (var i = 0; i < Outline.Count; i++)
            DrawFace(bgr, at, Outline[i], Outline[(i + 1) % Outline.Count]);
        foreach (var (patch, colour) in Side)
            Fill(bgr, colour, [.. patch.Select(p => Pixel(at, p.X, p.Y, 0))]);
        foreach (var (x, radius) in Wheels)
        {
            var middle = Pixel(at, x, radius, 0);
            foreach (var (size, colour) in new[] { (1.0, Tyre), (0.55, Hub) })
                Cv2.Circle(bgr, (int)(middle.X * (1 << Fraction)), (int)(middle.Y * (1 << Fraction)),
                    (int)(size * radius * Lens.PixelsPerMetre(at.Z) * (1 << Fraction)), colour, -1, LineTypes.AntiAlias, Fraction);
        }
    }

    /// <summary>A face between the near side and the far one, if it can be seen.</summary>
    private void DrawFace(Mat bgr, Placing at, (double X, double Y, Scalar Colour) from, (double X, double Y, Scalar Colour) to)
    {
        // Its normal against the line to the camera, which hangs over x = 0.
        var (right, up) = (-at.Facing * (to.Y - from.Y), to.X - from.X);
        if (right * -(at.X + at.Facing * from.X) + up * (Lens.MountedAt - at.Y - from.Y) <= 0)
            return;
        var brightness = 0.72 + 0.4 * Math.Max(0, up) / Math.Sqrt(right * right + up * up);
        Fill(bgr, new Scalar(from.Colour.Val0 * brightness, from.Colour.Val1 * brightness, from.Colour.Val2 * brightness),
            [Pixel(at, from.X, from.Y, 0), Pixel(at, to.X, to.Y, 0), Pixel(at, to.X, to.Y, Depth), Pixel(at, from.X, from.Y, Depth)]);
    }

    private static void Fill(Mat bgr, Scalar colour, Point2d[] outline) => Cv2.FillPoly(bgr,
        [outline.Select(p => new Point((int)Math.Round(p.X * (1 << Fraction)), (int)Math.Round(p.Y * (1 << Fraction))))],
        colour, LineTypes.AntiAlias, Fraction);

    private static Point2d Pixel(Placing at, double x, double y, double z) => Lens.Project(at.X + at.Facing * x, at.Y + y, at.Z + z);
}

/// <summary>Where a thing is: its middle in metres right of the camera, over the ground, and its near side's distance.</summary>
/// <param name="X">Metres right of the camera.</param>
/// <param name="Y">Metres over the ground.</param>
/// <param name="Z">Metres away.</param>
/// <param name="Facing">1 = its front is at the right, -1 = at the left.</param>
internal readonly record struct Placing(double X, double Y, double Z, int Facing);
