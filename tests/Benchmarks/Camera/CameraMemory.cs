using System.Globalization;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Evidence;

namespace Solutions.Edge.Benchmarks.Camera;

/// <summary>Private memory that looking at a camera takes, above a process that has OpenCV and the film's decoder loaded and has looked at nothing.</summary>
internal static class CameraMemory
{
    private const int Frames = 300, FramesPerSecond = 10;

    public static void Print(string path)
    {
        using var film = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        using var frame = new Mat();
        film.Read(frame);
        var idle = PrivateMegabytes();
        using var detector = new MotionDetector(new() { FramesPerSecond = FramesPerSecond });
        using var tamper = new TamperDetector();
        var ring = new PictureRing(TimeProvider.System);
        var start = TimeProvider.System.GetUtcNow();
        var n = 0;
        do
        {
            var at = start.AddSeconds((double)n / FramesPerSecond);
            tamper.Look(frame, at);
            ring.Add(at, frame, detector.Detect(frame).Regions);
        }
        while (++n < Frames && film.Read(frame));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"private memory after {n} frames of {frame.Width} x {frame.Height} by detector, tamper test and ring: "
                + $"{PrivateMegabytes() - idle:0.0} MB above the {idle:0.0} MB of one that only has them loaded"));
        GC.KeepAlive(ring);
    }

    private static double PrivateMegabytes() => File.ReadLines("/proc/self/smaps_rollup").Where(l => l.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024.0;
}
