namespace Solutions.Edge.Agent.Camera;

/// <summary>A command that writes frames, and how to name it in messages.</summary>
/// <param name="Name">Begins every sentence about it.</param>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Frames">Cuts its output into frames.</param>
/// <param name="Right">What would be right, for the end of a sentence; null = that it keeps writing such frames.</param>
/// <param name="Input">What it reads from its standard input; null = nothing.</param>
/// <param name="Secret">What it must not be quoted with; null = it knows none.</param>
internal sealed record PipeCommand(
    string Name, IReadOnlyList<string> Words, Func<Stream, IPipeFrames> Frames, string? Right = null, string? Input = null, string? Secret = null)
{
    /// <summary>A command of the configuration.</summary>
    public PipeCommand(IReadOnlyList<string> words, Func<Stream, IPipeFrames> frames)
        : this($"command '{words[0]}'", words, frames)
    {
    }

    /// <summary>Reads a network camera by Debian's ffmpeg: the FFmpeg in OpenCvSharp's library is built without network.</summary>
    /// <param name="address">With user and password, if the camera needs them.</param>
    /// <param name="name">The address without them.</param>
    public static PipeCommand Rtsp(Uri address, string name) => new(
        $"{name}: ffmpeg",
        [
            "ffmpeg", "-hide_banner", "-loglevel", "error", "-fflags", "nobuffer", "-flags", "low_delay", "-threads", "1",
            "-protocol_whitelist", "pipe,fd,file,rtsp,rtp,udp,tcp", "-f", "concat", "-safe", "0", "-i", "pipe:0",
            "-map", "0:v:0", "-vsync", "passthrough", "-pix_fmt", "yuv420p", "-strict", "-1", "-f", "yuv4mpegpipe", "pipe:1",
        ],
        pipe => new Yuv4MpegFrames(pipe),
        "a camera must answer there, take this user and password, and keep sending H.264, H.265 or MJPEG; ffmpeg must be installed",
        // Not as an argument: everybody on the machine may read those.
        $"ffconcat version 1.0\nfile '{address.AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal)}'\n"
            + "option rtsp_transport tcp\noption timeout 5000000\n",
        address.UserInfo);
}
