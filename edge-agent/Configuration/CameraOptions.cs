namespace Solutions.Edge.Agent.Configuration;

/// <summary>How a command writes its frames.</summary>
internal enum PipeFormat
{
    /// <summary>Raw planar YUV 4:2:0 (I420), without gaps: <c>rpicam-vid --codec yuv420 -o -</c>.</summary>
    Yuv420,

    /// <summary>JPEGs one right after the other: <c>rpicam-vid --codec mjpeg -o -</c>.</summary>
    Mjpeg,
}

/// <summary>A camera.</summary>
internal sealed class CameraOptions
{
    private const int LeastPixels = 16, MostPixels = 8192;

    /// <summary>Where the pictures come from.</summary>
    public SensorSource? Source { get; set; }

    /// <summary>The video file of <see cref="SensorSource.File"/>, or the device of <see cref="SensorSource.V4l2"/> such as /dev/video0.</summary>
    public string? Path { get; set; }

    /// <summary>Of <see cref="SensorSource.Rtsp"/>: rtsp://[user:password@]host[:port]/path.
    /// Take the camera's sub-stream of at most 640 x 360: decoding is what costs.</summary>
    public string? Address { get; set; }

    /// <summary>Of <see cref="SensorSource.Command"/>: the program and its arguments, each by itself; no shell reads them.</summary>
    public IReadOnlyList<string>? Command { get; set; }

    /// <summary>Of <see cref="SensorSource.Command"/>: what the command writes.</summary>
    public PipeFormat? Format { get; set; }

    /// <summary>The pictures' width in pixels. Needed for raw frames; a V4L2 device is asked for it. Null = as the pictures come.</summary>
    public int? Width { get; set; }

    /// <summary>The pictures' height in pixels, as <see cref="Width"/>.</summary>
    public int? Height { get; set; }

    /// <summary>Of live sources: the most frames a second that are looked at, 1 to 30.</summary>
    public double FramesPerSecond { get; set; } = 10;

    public void Check()
    {
        switch (Source)
        {
            case null:
                throw ConfigurationException.Of("camera.source", null, "scene, file, v4l2, rtsp or command");
            case SensorSource.File when string.IsNullOrEmpty(Path):
                throw ConfigurationException.Of("camera.path", Path, "a video file, because camera.source is 'file'");
            case SensorSource.V4l2 when string.IsNullOrEmpty(Path):
                throw ConfigurationException.Of("camera.path", Path, "a device such as /dev/video0, because camera.source is 'v4l2'");
            case SensorSource.Rtsp when Address is null:
                throw ConfigurationException.Of("camera.address", null, "like rtsp://host:554/stream, because camera.source is 'rtsp'");
            case SensorSource.Rtsp when !Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme != "rtsp" || address.Host.Length == 0:
                // Not shown: it may hold a password.
                throw new ConfigurationException("camera.address is no RTSP address; it must be like rtsp://user:password@host:554/stream");
            case SensorSource.Command when Command is not { Count: > 0 } || Command.Any(string.IsNullOrEmpty):
                throw new ConfigurationException("camera.command is empty or has an empty word; it must be a list such as "
                    + "[\"rpicam-vid\", \"-t\", \"0\", \"--codec\", \"mjpeg\", \"-o\", \"-\"]");
            case SensorSource.Command when Format is null:
                throw ConfigurationException.Of("camera.format", null, "yuv420 or mjpeg, because camera.source is 'command'");
        }
        CheckSize();
        if (!(FramesPerSecond is >= 1 and <= 30))
            throw ConfigurationException.Of("camera.framesPerSecond", FramesPerSecond, "1 to 30");
    }

    private void CheckSize()
    {
        foreach (var (key, pixels, other) in new[] { ("camera.width", Width, Height), ("camera.height", Height, Width) })
        {
            if (pixels is null && (other is not null || (Source == SensorSource.Command && Format == PipeFormat.Yuv420)))
                throw ConfigurationException.Of(key, null, "given where the other side is, and with the format yuv420");
            if (pixels is < LeastPixels or > MostPixels)
                throw ConfigurationException.Of(key, pixels, $"{LeastPixels} to {MostPixels} pixels");
            if (Format == PipeFormat.Yuv420 && pixels % 2 != 0)
                throw ConfigurationException.Of(key, pixels, "even with the format yuv420");
        }
    }
}
