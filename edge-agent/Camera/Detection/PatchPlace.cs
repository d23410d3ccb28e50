using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Asks of a patch of foreground whether it is the background in another place, and what of the background's edges it has lost.</summary>
internal sealed class PatchPlace : IDisposable
{
    /// <summary>Standard deviation, in grey levels, under which a patch has no texture that could be kept or displaced.</summary>
    public const double LeastTexture = 5;

    /// <summary>Grey levels that are added to the place's own, so that noise is not much of something dark.</summary>
    public const int NoiseFloor = 16;

    /// <summary>Pixels that wind and shake displace the background by, to every side.</summary>
    public const int SwayReach = 8;

    private const int TileSide = 14;
    private const double Displaced = 0.7, TileDisplaced = 0.75;

    /// <summary>Of the brightness of a patch that its place may have in foliage.</summary>
    private const double AsBright = 0.1;

    private readonly Mat difference = new(), widest = new(), outline = new(), inside = new(), match = new();
    private readonly Mat three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));

    /// <summary>The patch, whole or in tiles, is a piece of the background from close by: foliage or shake.</summary>
    public bool IsDisplaced(Rect box, Mat grey, Mat backgroundGrey)
    {
        if (Best(box, grey, backgroundGrey) is > Displaced)
            return true;
        int tiles = 0, displaced = 0;
        for (var y = box.Top; y + TileSide <= box.Bottom; y += TileSide)
            for (var x = box.Left; x + TileSide <= box.Right; x += TileSide)
            {
                if (Best(new Rect(x, y, TileSide, TileSide), grey, backgroundGrey) is not { } likeness)
                    continue;
                tiles++;
                if (likeness > TileDisplaced)
                    displaced++;
            }
        return tiles > 1 && 2 * displaced > tiles;
    }

    /// <summary>On the whole the patch is as bright as its place, as leaves before leaves are.</summary>
    public static bool IsAsBright(Rect box, Mat grey, Mat backgroundGrey)
    {
        using Mat patch = grey[box], place = backgroundGrey[box];
        var (is_, was) = (Cv2.Mean(patch).Val0, Cv2.Mean(place).Val0);
        return Math.Abs(is_ - was) < AsBright * (was + NoiseFloor);
    }

    /// <summary>How much more of an edge the background has along the outline than the frame: over 1 it is a hole where the background had a thing.</summary>
    public double EdgeLost(Blob blob, Mat labels, Mat grey, Mat backgroundGrey)
    {
        var box = Grown(blob.Box, 3, grey.Size());
        using var label = labels[box];
        Cv2.Compare(label, blob.Label, inside, CmpTypes.EQ);
        Cv2.Dilate(inside, widest, three);
        Cv2.Erode(inside, outline, three);
        Cv2.Subtract(widest, outline, outline);
        return Edge(backgroundGrey) / Math.Max(1, Edge(grey));

        double Edge(Mat picture)
        {
            using var patch = picture[box];
            Cv2.MorphologyEx(patch, difference, MorphTypes.Gradient, three);
            return Cv2.Mean(difference, outline).Val0;
        }
    }

    public void Dispose()
    {
        foreach (var mat in new[] { difference, widest, outline, inside, match, three })
            mat.Dispose();
    }

    public static Rect Grown(Rect box, int by, Size within) =>
        new Rect(box.X - by, box.Y - by, box.Width + 2 * by, box.Height + 2 * by) & new Rect(default, within);

    /// <summary>Best correlation of the patch with the background within reach; null for one without texture.</summary>
    private double? Best(Rect box, Mat grey, Mat backgroundGrey)
    {
        using var patch = grey[box];
        Cv2.MeanStdDev(patch, out _, out var deviation);
        if (deviation.Val0 < LeastTexture)
            return null;
        using var around = backgroundGrey[Grown(box, SwayReach, grey.Size())];
        Cv2.MatchTemplate(around, patch, match, TemplateMatchModes.CCoeffNormed);
        Cv2.MinMaxLoc(match, out _, out double best);
        return best;
    }
}
