namespace Solutions.Edge.Contracts;

/// <summary>How a command writes its frames.</summary>
public enum PipeFormat
{
    /// <summary>Raw planar YUV 4:2:0 (I420), without gaps: <c>rpicam-vid --codec yuv420 -o -</c>.</summary>
    Yuv420,

    /// <summary>JPEGs one right after the other: <c>rpicam-vid --codec mjpeg -o -</c>.</summary>
    Mjpeg,
}

/// <summary>A camera.</summary>
public sealed record CameraEntry
{
    /// <summary>Where the pictures come from.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>The video file of <see cref="SourceKind.File"/>, or the device of <see cref="SourceKind.V4l2"/> such as /dev/video0.</summary>
    public string? Path { get; init; }

    /// <summary>Of <see cref="SourceKind.Rtsp"/>: rtsp://[user:password@]host[:port]/path.
    /// Take the camera's sub-stream of at most 640 x 360: decoding is what costs.</summary>
    public string? Address { get; init; }

    /// <summary>Of <see cref="SourceKind.Command"/>: the program and its arguments, each by itself; no shell reads them.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Of <see cref="SourceKind.Command"/>: what the command writes.</summary>
    public PipeFormat? Format { get; init; }

    /// <summary>The pictures' width in pixels. Needed for raw frames and for zones of persons; a V4L2 device is asked for it.</summary>
    public int? Width { get; init; }

    /// <summary>The pictures' height in pixels, as <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>Of live sources: the most frames a second that are looked at, 1 to 30; null = 10.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Parts of the picture that mean something.</summary>
    public IReadOnlyList<ZoneEntry> Zones { get; init => field = value ?? []; } = [];

    /// <summary>Privacy masks: polygons of [x, y] in parts of the picture's width and height, black before anything leaves the capture.</summary>
    public IReadOnlyList<double[][]> Masks { get; init => field = value ?? []; } = [];

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() => Source switch
    {
        SourceKind.V4l2 when Path is null => "its source is v4l2, but no path is given; it must name a device such as /dev/video0",
        SourceKind.Rtsp when Address is null => "its source is rtsp, but no address is given; it must be like rtsp://host:554/stream",
        SourceKind.Rtsp when !Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme != "rtsp" || address.Host.Length == 0
            // Not shown: it may hold a password.
            => "its address is no RTSP address; it must be like rtsp://user:password@host:554/stream",
        SourceKind.Command when Command is not { Count: > 0 } || Command[0].Length == 0
            => "its source is command, but no command is given; it must be a list such as "
                + "[\"rpicam-vid\", \"-t\", \"0\", \"--codec\", \"mjpeg\", \"-o\", \"-\"]",
        SourceKind.Command when Format is null => "its source is command, but no format is given; it must be yuv420 or mjpeg",
        SourceKind.Command when Format == PipeFormat.Yuv420 && (Width is null || Height is null) =>
            "its command writes yuv420, so width and height must be given",
        _ when Format == PipeFormat.Yuv420 && (Width % 2 != 0 || Height % 2 != 0) => $"width and height are {Width} x {Height}; of yuv420 both must be even",
        _ when Width is < 16 or > 8192 || Height is < 16 or > 8192 || Width is null != Height is null
            => $"width and height are {Width?.ToString() ?? "not given"} and {Height?.ToString() ?? "not given"}; both must be given, 16 to 8192, or neither",
        _ when FramesPerSecond is { } rate && !(rate is >= 1 and <= 30) => FormattableString.Invariant($"framesPerSecond is {rate}; it must be 1 to 30"),
        _ => FindZoneFault(),
    };

    private string? FindZoneFault() =>
        PlaceConfiguration.FindFault(Zones, Masks) ?? Zones.Select(z => z.FindFault(Width, Height)).FirstOrDefault(f => f is not null);
}
