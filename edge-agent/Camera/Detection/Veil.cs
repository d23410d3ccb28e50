using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// Asks of a blob whether it is out of focus: something of one brightness so near the lens that the place shines through a wide edge, as an
/// insect or a spider. How much of it covers the place is found by least squares, ring by ring from its outline, so that the place's own
/// texture does not count.
/// </summary>
internal sealed class Veil : IDisposable
{
    /// <summary>Pixels outside the outline where it still may cover something.</summary>
    private const int Around = 6;

    /// <summary>Rings of a blob from its outline to its middle, under which it has no room for an edge.</summary>
    private const int LeastDepth = 3;

    /// <summary>Of the depth, what counts as the middle, that has the thing's own brightness.</summary>
    private const double Middle = 0.6;

    /// <summary>An edge runs from where it covers a quarter of what the middle does to where it covers three.</summary>
    private const double EdgeFrom = 0.25, EdgeTo = 0.75;

    /// <summary>In pixels, and in parts of the depth, from which an edge is out of focus. People's are one to two pixels wide.</summary>
    private const double WidestSharp = 2.8, WidestShare = 0.3;

    /// <summary>Of what the blob changes, the part that one brightness cannot explain. People have clothes, faces and gaps.</summary>
    private const double MostUnexplained = 0.15;

    private readonly Mat inside = new(), outside = new(), depths = new(), distances = new();

    /// <summary>Upright, it might be a person blurred by a shake.</summary>
    public bool IsBlurred(Blob blob, Mat labels, Mat grey, Mat backgroundGrey) =>
        blob.Box.Height <= PersonSize.Stoutest * blob.Box.Width && Measure(blob, labels, grey, backgroundGrey) is { } edge
        && edge.Width > Math.Max(WidestSharp, WidestShare * edge.Depth) && edge.Unexplained < MostUnexplained;

    /// <summary>Width of the edge and the blob's depth, in pixels, and the part of its change that is not explained; null for a small one.</summary>
    public (double Width, double Depth, double Unexplained)? Measure(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        var box = PatchPlace.Grown(blob.Box, Around, grey.Size());
        using var label = labels[box];
        Cv2.Compare(label, blob.Label, inside, CmpTypes.EQ);
        Cv2.BitwiseNot(inside, outside);
        Cv2.DistanceTransform(inside, depths, DistanceTypes.L2, DistanceTransformMasks.Mask3);
        Cv2.DistanceTransform(outside, distances, DistanceTypes.L2, DistanceTransformMasks.Mask3);
        Cv2.MinMaxLoc(depths, out _, out double depth);
        if (depth < LeastDepth)
            return null;
        using Mat frame = grey[box], background = backgroundGrey[box];
        var level = Level(frame, depth);
        var cover = Cover(frame, background, label, level, depth, out var unexplained);
        var most = cover.Skip(Around).Max();
        return (Crossing(cover, EdgeTo * most) - Crossing(cover, EdgeFrom * most), depth, unexplained);
    }

    public void Dispose()
    {
        foreach (var mat in new[] { inside, outside, depths, distances })
            mat.Dispose();
    }

    private double Level(Mat frame, double depth)
    {
        var (sum, count, height) = (0.0, 0, frame.Height);
        for (var y = 0; y < height; y++)
        {
            var deep = Row.Of<float>(depths, y);
            var value = Row.Of<byte>(frame, y);
            for (var x = 0; x < value.Length; x++)
                if (deep[x] >= Middle * depth)
                    (sum, count) = (sum + value[x], count + 1);
        }
        return sum / count;
    }

    /// <summary>Share of the place that is covered, ring by ring from outside to the middle.</summary>
    private double[] Cover(Mat frame, Mat background, Mat label, double level, double depth, out double unexplained)
    {
        var rings = Around + (int)depth + 1;
        var (change, covered, full) = (new double[rings], new double[rings], new double[rings]);
        var height = frame.Height;
        for (var y = 0; y < height; y++)
        {
            var deep = Row.Of<float>(depths, y);
            var far = Row.Of<float>(distances, y);
            var others = Row.Of<int>(label, y);
            var f = Row.Of<byte>(frame, y);
            var b = Row.Of<byte>(background, y);
            for (var x = 0; x < f.Length; x++)
            {
                if (deep[x] <= 0 && (others[x] > 0 || far[x] > Around))
                    continue;
                var ring = Math.Clamp(deep[x] > 0 ? Around + (int)(deep[x] - 0.5) : Around - (int)Math.Ceiling(far[x] - 0.5), 0, rings - 1);
                var (is_, could) = (f[x] - (double)b[x], level - b[x]);
                (change[ring], covered[ring], full[ring]) = (change[ring] + is_ * is_, covered[ring] + is_ * could, full[ring] + could * could);
            }
        }
        var (all, left) = (0.0, 0.0);
        for (var ring = Around; ring < rings; ring++)
            (all, left) = (all + change[ring], left + change[ring] - (full[ring] > 0 ? covered[ring] * covered[ring] / full[ring] : 0));
        unexplained = left / Math.Max(1, all);
        return [.. covered.Zip(full, (c, f) => f > 0 ? c / f : 0)];
    }

    /// <summary>Where, from outside, so much is covered first.</summary>
    private static double Crossing(double[] cover, double share)
    {
        for (var ring = 1; ring < cover.Length; ring++)
            if (cover[ring] >= share)
                return cover[ring - 1] >= share ? 0 : ring - 1 + (share - cover[ring - 1]) / (cover[ring] - cover[ring - 1]);
        return 0;
    }
}
