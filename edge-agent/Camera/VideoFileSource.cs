using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A recording played in a loop by its frames' own times, as if a camera saw it now.</summary>
internal sealed class VideoFileSource : IFilm, IDisposable
{
    /// <summary>A measured rate so near the stated one is that one.</summary>
    private const double SameRate = 0.05;

    private readonly SteadySize size = new();
    private readonly Mat ahead = new(), shown = new();
    private readonly FilmContainer container;
    private FilmReader film;
    private bool isAhead;
    private double position, begun;

    /// <exception cref="CameraSourceException">The file is missing, unreadable or empty, no video, or has an impossible frame rate.</exception>
    public VideoFileSource(string path)
    {
        container = Demand(path);
        Name = path;
        FramesPerSecond = RateOf(path);
        film = Open();
        try
        {
            isAhead = film.TryRead(ahead);
            if (!isAhead)
                throw new CameraSourceException(film.Lost > 0
                    ? $"{path}: none of its {film.Lost} frames can be decoded; it must be a film such as an MJPEG or MPEG-4 file"
                    : NoVideo(path));
            if (container.IsPicture && !film.HasMore)
                throw new CameraSourceException($"{path} is a single picture; it must be a film such as an MJPEG or MPEG-4 file");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    /// <summary>Of every picture, in pixels.</summary>
    public Size Size => size.Size;

    /// <summary>By the first frames' own times, else as the file states.</summary>
    public double FramesPerSecond { get; }

    /// <summary>When the frame read last was taken, in seconds from the film's first.</summary>
    public double Seconds => film.Seconds;

    /// <summary>Frames that could not be decoded until now.</summary>
    public int Lost => film.Lost;

    /// <inheritdoc cref="FilmReader.SizeChanges"/>
    public int SizeChanges => film.SizeChanges;

    /// <inheritdoc cref="FilmContainer.IsCutShort"/>
    public bool IsCutShort => container.IsCutShort;

    /// <summary>A recording plays on where it stood: nothing of it is lost in a gap.</summary>
    public void Begin(DateTimeOffset instant)
    {
    }

    public void Read(long skip, Mat bgr)
    {
        // The newest frame that is due; in a pause of the film the one before stays.
        position += (1 + skip) / FramesPerSecond;
        while (shown.Empty() || begun + film.Seconds + 0.5 / FramesPerSecond < position)
        {
            if (isAhead)
                ahead.CopyTo(shown);
            isAhead = film.TryRead(ahead);
            if (!isAhead)
                Rewind();
        }
        shown.CopyTo(bgr);
    }

    /// <summary>Brings the next frame; false at the recording's end.</summary>
    public bool TryRead(Mat bgr)
    {
        if (!isAhead)
            return film.TryRead(bgr);
        ahead.CopyTo(bgr);
        isAhead = false;
        return true;
    }

    public void Dispose()
    {
        film.Dispose();
        ahead.Dispose();
        shown.Dispose();
    }

    private static string NoVideo(string path) => $"{path} is no video that can be read here; it must be a film such as an MJPEG or MPEG-4 file";

    /// <summary>Opened again: where a decoder does not follow a seek, frames would be lost.</summary>
    private FilmReader Open() => new(Name, FramesPerSecond, size, container.IsIso);

    private void Rewind()
    {
        begun += film.Seconds + 1 / FramesPerSecond;
        film.Dispose();
        film = Open();
        isAhead = film.TryRead(ahead);
        if (!isAhead)
            throw new CameraSourceException($"{Name} cannot be read from its start again; the file must stay as it was");
    }

    private static double RateOf(string path)
    {
        using var film = Capture(path);
        if (!film.IsOpened())
            throw new CameraSourceException(NoVideo(path));
        var (stated, measured) = (film.Fps, FilmPackets.Rate(path));
        var rate = measured is { } own && !(Math.Abs(own - stated) <= SameRate * stated) ? own : stated;
        return rate is >= 1 and <= FramePace.MostFramesPerSecond ? rate
            : throw new CameraSourceException(
                FormattableString.Invariant($"{path} has {rate:0.###} frames a second; it must have 1 to {FramePace.MostFramesPerSecond}"));
    }

    private static VideoCapture Capture(string path)
    {
        try
        {
            // Named, so that no other backend makes a camera or an image sequence of a path.
            return new(path, VideoCaptureAPIs.FFMPEG);
        }
        catch (OpenCVException e)
        {
            throw new CameraSourceException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What the decoder would only call "not opened".</summary>
    private static FilmContainer Demand(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length == 0)
                throw new CameraSourceException($"{path} is empty; it must be a video");
            return FilmContainer.Of(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CameraSourceException(File.Exists(path) ? $"{path} cannot be opened: {e.Message}" : $"{path} does not exist; it must be a video", e);
        }
    }
}
