using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Reads a film once, from its first frame to its last, with the frames' own times. A frame that cannot be decoded is counted and read past:
/// only the stored frames show where a film ends. One caller at a time.
/// </summary>
internal sealed class FilmReader : IDisposable
{
    /// <summary>Part of an interval by which a stored frame must be later than the last picture to be one of its own: the second field is half later.</summary>
    private const double LaterPart = 0.75;

    /// <summary>CAP_PROP_N_THREADS of OpenCV.</summary>
    private const int Threads = 70;

    private static readonly IReadOnlyList<string> MotionJpeg = ["MJPG", "jpeg"];

    private readonly string path;
    private readonly double interval;
    private readonly FilmPackets packets;
    private readonly VideoCapture decoder;
    private readonly bool isJpeg, hasEdits;
    private readonly SteadySize size;
    private double? before;
    private double offset;
    private int shown, failed;
    private bool isOver, changes;

    /// <param name="path">The film.</param>
    /// <param name="framesPerSecond">Frames without a time of their own come at this rate.</param>
    /// <param name="size">Brings the pictures to one size.</param>
    /// <param name="hasEdits">Its container may hold frames that are not to be shown.</param>
    public FilmReader(string path, double framesPerSecond, SteadySize size, bool hasEdits)
    {
        (this.path, interval, this.size, this.hasEdits) = (path, 1 / framesPerSecond, size, hasEdits);
        packets = new(path);
        // With more threads than one, what cannot be decoded is not reported.
        decoder = new(path, VideoCaptureAPIs.FFMPEG, [Threads, 1]);
        packets.Next();
        // The first may be damaged, and not every container names what it holds.
        isJpeg = Jpeg.IsOne(packets.Bytes) || MotionJpeg.Contains(decoder.FourCC, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Of the frame read last, from the first one.</summary>
    public double Seconds { get; private set; }

    /// <summary>How many frames could not be decoded until now.</summary>
    public int Lost { get; private set; }

    /// <summary>How often the pictures' size changed.</summary>
    public int SizeChanges { get; private set; }

    /// <summary>False: the film is known to hold no more than was read.</summary>
    public bool HasMore => !packets.IsOver;

    /// <summary>Brings the next frame that can be decoded; false at the film's end.</summary>
    /// <exception cref="CameraSourceException">The pictures change in a way that the decoder does not follow.</exception>
    public bool TryRead(Mat bgr)
    {
        while (!isOver)
        {
            if (isJpeg ? ReadJpeg(bgr) : Decode(bgr))
            {
                if (size.Fit(bgr) is not null)
                    SizeChanges++;
                return true;
            }
        }
        return false;
    }

    public void Dispose()
    {
        packets.Dispose();
        decoder.Dispose();
    }

    private bool ReadJpeg(Mat bgr)
    {
        if (packets.IsOver)
            return !(isOver = true);
        var (decoded, at) = (TryDecode(packets.Bytes, bgr), packets.Seconds[^1]);
        packets.Next();
        if (!decoded)
        {
            Lost++;
            return false;
        }
        See(at);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> jpeg, Mat bgr)
    {
        try
        {
            return Jpeg.Decode(jpeg, bgr);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private bool Decode(Mat bgr)
    {
        changes |= packets.ChangesForm();
        if (changes)
            throw new CameraSourceException(FormattableString.Invariant(
                $"{path}: the form of its pictures, such as their size, changes after {Seconds + interval:0.0} s; a film must keep one, or be MJPEG"));
        packets.Next();
        if (decoder.Grab() && decoder.Retrieve(bgr) && !bgr.Empty())
        {
            (Lost, failed, shown) = (Lost + failed, 0, shown + 1);
            See(decoder.Get(VideoCaptureProperties.PosMsec) / 1000);
            return true;
        }
        failed++;
        if (packets.IsOver && shown + Lost + failed > packets.Count)
        {
            Lost += LostAtEnd();
            isOver = true;
        }
        return false;
    }

    /// <summary>
    /// Not every stored frame is a picture of its own: an edit leaves some out, and a field is half of one. Those later than the last picture are.
    /// </summary>
    private int LostAtEnd() => shown == 0 ? packets.Count
        : hasEdits ? 0 : Math.Min(Math.Max(0, packets.Count - shown - Lost), packets.Seconds.Count(s => s > Seconds + LaterPart * interval));

    /// <summary>A time that is not later than the one before is none: a raw stream has no times, and one that was joined begins again.</summary>
    private void See(double own)
    {
        if (before is not { } last)
            offset = Lost > 0 ? 0 : -own;
        else if (own <= last)
            offset += last + interval - own;
        before = own;
        Seconds = own + offset;
    }
}
