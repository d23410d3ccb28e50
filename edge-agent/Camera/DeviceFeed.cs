using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A V4L2 device, by OpenCV.</summary>
internal sealed class DeviceFeed : ICameraFeed
{
    private readonly VideoCapture capture;
    private readonly string name;
    private readonly Lock use = new();
    private bool over;

    /// <param name="path">Such as /dev/video0.</param>
    /// <param name="size">The size to ask for; the camera may take the nearest it has. Null = its own.</param>
    /// <param name="framesPerSecond">The rate to ask for.</param>
    /// <exception cref="CameraSourceException">There is no such device, or it is no camera.</exception>
    public DeviceFeed(string path, Size? size, double framesPerSecond)
    {
        name = path;
        if (!File.Exists(path))
            throw new CameraSourceException($"{path} does not exist; it must be a plugged-in V4L2 camera, as v4l2-ctl --list-devices shows them");
        capture = new(path, VideoCaptureAPIs.V4L2);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new CameraSourceException(
                $"{path} cannot be opened; it must be a V4L2 camera that nothing else uses and that this user may read (group video)");
        }
        if (size is { } asked)
        {
            capture.Set(VideoCaptureProperties.FrameWidth, asked.Width);
            capture.Set(VideoCaptureProperties.FrameHeight, asked.Height);
        }
        capture.Set(VideoCaptureProperties.Fps, framesPerSecond);
    }

    public double? Grab()
    {
        lock (use)
        {
            if (over || !capture.Grab())
                throw new CameraSourceException($"{name} stopped sending frames; it must send one at least every 10 s and stay plugged in");
            return capture.Get(VideoCaptureProperties.PosMsec) is > 0 and var ms ? ms / 1000 : null;
        }
    }

    public void Retrieve(Mat bgr)
    {
        if (!capture.Retrieve(bgr) || bgr.Empty())
            throw new CameraSourceException($"{name} sent a frame that cannot be decoded");
    }

    /// <summary>Waits for a grab under way, at most ten seconds: OpenCV has nothing that ends one.</summary>
    public void Dispose()
    {
        lock (use)
        {
            over = true;
            capture.Dispose();
        }
    }
}
