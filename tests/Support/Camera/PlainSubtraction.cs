using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>The usual way, to measure beside: MOG2 with shadows on colour, 320 pixels wide, opened and closed, every blob a region.</summary>
public sealed class PlainSubtraction : IDisposable
{
    private const int Width = 320;
    private const double LeastShare = 0.001;

    private readonly BackgroundSubtractorMOG2 model = BackgroundSubtractorMOG2.Create(500, 16);
    private readonly Mat small = new(), mask = new(), labels = new(), stats = new(), centres = new();
    private readonly Mat dot = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3)),
        upright = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 7));

    public IReadOnlyList<Rect> Detect(Mat bgr)
    {
        var scale = (double)bgr.Width / Width;
        Cv2.Resize(bgr, small, new Size(Width, Math.Round(bgr.Height / scale)), 0, 0, InterpolationFlags.Area);
        model.Apply(small, mask);
        Cv2.Threshold(mask, mask, 200, 255, ThresholdTypes.Binary);
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, dot);
        Cv2.MorphologyEx(mask, mask, MorphTypes.Close, upright);
        var count = Cv2.ConnectedComponentsWithStats(mask, labels, stats, centres);
        return [.. from label in Enumerable.Range(1, count - 1)
                   where stats.At<int>(label, 4) >= LeastShare * small.Total()
                   select new Rect((int)(stats.At<int>(label, 0) * scale), (int)(stats.At<int>(label, 1) * scale),
                       (int)Math.Ceiling(stats.At<int>(label, 2) * scale), (int)Math.Ceiling(stats.At<int>(label, 3) * scale))];
    }

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { model, small, mask, labels, stats, centres, dot, upright })
            owned.Dispose();
    }
}
