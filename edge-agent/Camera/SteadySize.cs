using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Brings every picture to the size of the first: backgrounds, boxes and clips are of one size. One caller at a time.</summary>
internal sealed class SteadySize
{
    private Size last;

    /// <summary>Of the first picture; empty before it.</summary>
    public Size Size { get; private set; }

    /// <param name="bgr">The picture, made to fit.</param>
    /// <returns>The size that it came in, if the one before came in another; else null.</returns>
    public Size? Fit(Mat bgr)
    {
        var came = bgr.Size();
        if (Size == default)
            Size = last = came;
        if (came != Size)
        {
            using var fitted = new Mat();
            Cv2.Resize(bgr, fitted, Size, 0, 0, InterpolationFlags.Area);
            fitted.CopyTo(bgr);
        }
        if (came == last)
            return null;
        last = came;
        return came;
    }
}
