using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Tells moving things from their background, frame by frame. One caller at a time.</summary>
/// <remarks>
/// A mixture of Gaussians a pixel on colour (on grey, its shadow test loses people), 320 pixels wide. It keeps learning whatever a
/// frame shows: one that stops learning while too much changes stays blind for ever.
/// </remarks>
internal sealed class MotionDetector(double framesPerSecond) : IDisposable
{
    private const int Width = 320;
    private const double WarmUpSeconds = 3;

    /// <summary>How far back the background remembers.</summary>
    private const double HistorySeconds = 100;

    /// <summary>Squared distance from a Gaussian, in variances, over which a pixel is foreground.</summary>
    private const double VarianceThreshold = 16;

    /// <summary>Share of foreground over which no frame is believed.</summary>
    private const double GateShare = 0.4;

    /// <summary>After a gated frame the background is learnt anew within about a second.</summary>
    private const double RelearnSeconds = 1;

    /// <summary>Smallest region: a share of the picture, about 35 pixels of 320 x 180.</summary>
    private const double LeastShare = 0.0006;

    /// <summary>A shadow is marked 127, foreground 255.</summary>
    private const double ForegroundOnly = 200;

    /// <summary>Grey levels that sensor noise stays under.</summary>
    private const double ChangeLevels = 20;

    private readonly BackgroundSubtractorMOG2 model = BackgroundSubtractorMOG2.Create((int)Math.Round(HistorySeconds * framesPerSecond), VarianceThreshold);
    private readonly Mat dot = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3));
    private readonly Mat upright = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 7));
    private readonly Mat small = new(), mask = new(), grey = new(), greyBefore = new(), difference = new(), labels = new(), stats = new(), centres = new();
    private long frames;
    private bool gated;

    public DetectedMotion Detect(Mat bgr)
    {
        var scale = (double)bgr.Width / Width;
        Cv2.Resize(bgr, small, new Size(Width, Math.Max(1, (int)Math.Round(bgr.Height / scale))), 0, 0, InterpolationFlags.Area);
        var changed = Changed();
        model.Apply(small, mask, gated ? 1 / (RelearnSeconds * framesPerSecond) : -1);
        Cv2.Threshold(mask, mask, ForegroundOnly, 255, ThresholdTypes.Binary);
        if (++frames <= WarmUpSeconds * framesPerSecond)
            return new() { Changed = changed, WarmingUp = true };
        gated = Cv2.CountNonZero(mask) > GateShare * small.Total();
        if (gated)
            return new() { Changed = changed, Suppressed = DetectedMotion.SceneChange };
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, dot);
        Cv2.MorphologyEx(mask, mask, MorphTypes.Close, upright);
        var boxes = Boxes();
        return new() { Regions = [.. boxes.Select(b => Enlarged(b, scale))], Occupied = Covered(boxes), Changed = changed };
    }

    public void Dispose()
    {
        model.Dispose();
        foreach (var mat in new[] { dot, upright, small, mask, grey, greyBefore, difference, labels, stats, centres })
            mat.Dispose();
    }

    private double? Changed()
    {
        Cv2.CvtColor(small, grey, ColorConversionCodes.BGR2GRAY);
        double? changed = null;
        if (greyBefore.Size() == grey.Size())
        {
            Cv2.Absdiff(grey, greyBefore, difference);
            Cv2.Threshold(difference, difference, ChangeLevels, 255, ThresholdTypes.Binary);
            changed = 100.0 * Cv2.CountNonZero(difference) / grey.Total();
        }
        grey.CopyTo(greyBefore);
        return changed;
    }

    private List<Rect> Boxes()
    {
        var boxes = new List<Rect>();
        var count = Cv2.ConnectedComponentsWithStats(mask, labels, stats, centres);
        // Label 0 is what is not foreground.
        for (var label = 1; label < count; label++)
        {
            if (Stat(ConnectedComponentsTypes.Area) >= LeastShare * small.Total())
                boxes.Add(new(Stat(ConnectedComponentsTypes.Left), Stat(ConnectedComponentsTypes.Top), Stat(ConnectedComponentsTypes.Width), Stat(ConnectedComponentsTypes.Height)));

            int Stat(ConnectedComponentsTypes what) => stats.At<int>(label, (int)what);
        }
        return boxes;
    }

    /// <summary>Overlaps count once.</summary>
    private double Covered(IEnumerable<Rect> boxes)
    {
        mask.SetTo(0);
        foreach (var box in boxes)
            Cv2.Rectangle(mask, box, Scalar.White, -1);
        return 100.0 * Cv2.CountNonZero(mask) / mask.Total();
    }

    private static Rect Enlarged(Rect box, double scale) =>
        Rect.FromLTRB((int)(box.Left * scale), (int)(box.Top * scale), (int)Math.Ceiling(box.Right * scale), (int)Math.Ceiling(box.Bottom * scale));
}
