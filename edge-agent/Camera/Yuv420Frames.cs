using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Raw planar YUV 4:2:0 (I420), one frame right after the other, as rpicam-vid --codec yuv420 writes it.</summary>
/// <param name="pipe">Where the bytes come from.</param>
/// <param name="size">The picture's size; both even.</param>
internal sealed class Yuv420Frames(Stream pipe, Size size) : IPipeFrames
{
    private readonly byte[] frame = new byte[size.Width * size.Height * 3 / 2];

    public string Expected => $"raw YUV 4:2:0 frames of {size.Width} x {size.Height} pixels, {frame.Length} bytes each, to its standard output";

    public bool Next() => pipe.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length;

    public bool Decode(Mat bgr)
    {
        using var yuv = Mat.FromPixelData(size.Height * 3 / 2, size.Width, MatType.CV_8UC1, frame);
        Cv2.CvtColor(yuv, bgr, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }
}
