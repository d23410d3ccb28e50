using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A recording played in a loop at its own rate, as if a camera saw it now.</summary>
internal sealed class VideoFileSource : IFilm, IDisposable
{
    private readonly VideoCapture film;

    /// <exception cref="CameraSourceException">The file is missing, unreadable or empty, no video, or states an impossible frame rate.</exception>
    public VideoFileSource(string path)
    {
        Demand(path);
        Name = path;
        // Named, so that no other backend makes a camera or an image sequence of a path.
        film = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        try
        {
            using var first = new Mat();
            if (!film.IsOpened() || !film.Read(first) || first.Empty())
                throw new CameraSourceException($"{path} is no video that can be read here; it must be a film such as an MJPEG or MPEG-4 file");
            FramesPerSecond = film.Fps;
            if (!(FramesPerSecond is >= 1 and <= FramePace.MostFramesPerSecond))
                throw new CameraSourceException($"{path} states {FramesPerSecond} frames a second; it must be 1 to {FramePace.MostFramesPerSecond}");
            Rewind();
        }
        catch
        {
            film.Dispose();
            throw;
        }
    }

    public string Name { get; }

    /// <summary>Of every picture, in pixels.</summary>
    public Size Size => new(film.FrameWidth, film.FrameHeight);

    public double FramesPerSecond { get; }

    /// <summary>A recording plays on where it stood: nothing of it is lost in a gap.</summary>
    public void Begin(DateTimeOffset instant)
    {
    }

    public void Read(long skip, Mat bgr)
    {
        for (; skip > 0; skip--)
        {
            if (film.Grab())
                continue;
            Rewind();
            film.Grab();
        }
        if (TryRead(bgr))
            return;
        Rewind();
        if (!TryRead(bgr))
            throw new CameraSourceException($"{Name} cannot be read from its start again; the file must stay as it was");
    }

    /// <summary>Brings the next frame; false at the recording's end.</summary>
    public bool TryRead(Mat bgr) => film.Read(bgr) && !bgr.Empty();

    public void Dispose() => film.Dispose();

    private void Rewind() => film.Set(VideoCaptureProperties.PosFrames, 0);

    /// <summary>What the decoder would only call "not opened".</summary>
    private static void Demand(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length == 0)
                throw new CameraSourceException($"{path} is empty; it must be a video");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CameraSourceException(File.Exists(path) ? $"{path} cannot be opened: {e.Message}" : $"{path} does not exist; it must be a video", e);
        }
    }
}
