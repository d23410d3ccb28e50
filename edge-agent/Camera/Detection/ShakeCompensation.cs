using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// Puts a shaken picture back over its background. The shift is found at half size by least squares on the background's gradients
/// (Lucas and Kanade 1981), leaving out what differs much, which is people; it is believed only if it leaves clearly less difference
/// than before, because a wrong shift harms more than a shake.
/// </summary>
internal sealed class ShakeCompensation : IDisposable
{
    private const int Half = 2, Rounds = 5;

    /// <summary>Largest shift, in pixels of the half-size picture; a larger one is a moved camera.</summary>
    private const double Farthest = 4;

    private const double Negligible = 0.05, Settled = 0.03;

    /// <summary>Grey levels from the background over which a pixel is something else.</summary>
    private const int Foreign = 40;

    /// <summary>Difference left by the right shift, as a share of what was there before it.</summary>
    private const double LeastGain = 0.8;

    private readonly Mat frame = new(), background = new(), shifted = new(), difference = new(), source = new();

    /// <summary>Pixels the last picture was moved by, in pixels of that picture.</summary>
    public double Shift { get; private set; }

    /// <param name="bgr">Put back in place.</param>
    /// <param name="grey">The same in grey, likewise.</param>
    /// <param name="backgroundGrey">Of the same size.</param>
    /// <param name="isNew">It is another background than the last time.</param>
    public void Undo(Mat bgr, Mat grey, Mat backgroundGrey, bool isNew)
    {
        Shift = 0;
        var size = new Size(grey.Width / Half, grey.Height / Half);
        Cv2.Resize(grey, frame, size, 0, 0, InterpolationFlags.Area);
        if (isNew)
            Cv2.Resize(backgroundGrey, background, size, 0, 0, InterpolationFlags.Area);
        var by = Find();
        var length = BlobTrack.Length(by);
        if (length is < Negligible or > Farthest)
            return;
        Move(frame, shifted, by);
        if (Difference(shifted) >= LeastGain * Difference(frame))
            return;
        Shift = Half * length;
        bgr.CopyTo(source);
        Move(source, bgr, by * Half);
        Cv2.CvtColor(bgr, grey, ColorConversionCodes.BGR2GRAY);
    }

    public void Dispose()
    {
        foreach (var mat in new[] { frame, background, shifted, difference, source })
            mat.Dispose();
    }

    /// <summary>What the frame has to be moved by.</summary>
    private Point2d Find()
    {
        var by = new Point2d();
        frame.CopyTo(shifted);
        for (var round = 0; round < Rounds; round++)
        {
            var more = Step(shifted.AsSpan<byte>(), background.AsSpan<byte>(), background.Width);
            by += more;
            if (BlobTrack.Length(more) < Settled || BlobTrack.Length(by) > 2 * Farthest)
                break;
            Move(frame, shifted, by);
        }
        return by;
    }

    private static Point2d Step(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> background, int width)
    {
        long xx = 0, xy = 0, yy = 0, xe = 0, ye = 0;
        for (var row = width; row < background.Length - width; row += width)
            for (var at = row + 1; at < row + width - 1; at++)
            {
                var error = frame[at] - background[at];
                if (Math.Abs(error) > Foreign)
                    continue;
                var x = background[at + 1] - background[at - 1];
                var y = background[at + width] - background[at - width];
                xx += x * x;
                xy += x * y;
                yy += y * y;
                xe += x * error;
                ye += y * error;
            }
        var determinant = (double)xx * yy - (double)xy * xy;
        // The differences span two pixels, so a gradient is half of one.
        return determinant > 0 ? new(2 * (yy * (double)xe - xy * (double)ye) / determinant, 2 * (xx * (double)ye - xy * (double)xe) / determinant) : default;
    }

    private double Difference(Mat picture)
    {
        Cv2.Absdiff(picture, background, difference);
        return Cv2.Mean(difference).Val0;
    }

    private static void Move(Mat from, Mat to, Point2d by)
    {
        using var shift = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { 1, 0, by.X, 0, 1, by.Y });
        Cv2.WarpAffine(from, to, shift, from.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
    }
}
