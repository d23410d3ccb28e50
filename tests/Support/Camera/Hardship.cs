using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>A film made hard: its gain swings by 30 % over 12 s, halfway a light goes on for good, and the mast shakes by up to 2 pixels every frame.</summary>
public sealed class Hardship(int framesPerSecond, int stepAtFrame) : IDisposable
{
    private const double Swing = 0.3, SwingSeconds = 12, Step = 1.25, Shake = 2;

    private readonly Random random = new(5);
    private readonly Mat moved = new();

    /// <summary>Frame n, from 0; the result lives until the next call.</summary>
    public Mat Apply(int n, Mat bgr)
    {
        var gain = (1 + Swing * Math.Sin(2 * Math.PI * n / (SwingSeconds * framesPerSecond))) * (n >= stepAtFrame ? Step : 1);
        Shift(bgr, moved, Shake * (2 * random.NextDouble() - 1), Shake * (2 * random.NextDouble() - 1));
        moved.ConvertTo(moved, MatType.CV_8UC3, gain);
        return moved;
    }

    public static void Shift(Mat from, Mat to, double x, double y)
    {
        using var by = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { 1, 0, x, 0, 1, y });
        Cv2.WarpAffine(from, to, by, from.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
    }

    public void Dispose() => moved.Dispose();
}
