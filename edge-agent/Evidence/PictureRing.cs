using OpenCvSharp;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>
/// The last 15 seconds of pictures, in memory only: the ten before an alert and five for the alert to be noticed and the command to come.
/// The camera adds, people already pixelated when a picture comes in here to stay.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class PictureRing(TimeProvider time)
{
    public const int Width = 320;

    /// <summary>Most that is held: three times what a camera of 25 frames a second gives. The oldest go first.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    /// <summary>No picture is older when it is handed out.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    private readonly Lock access = new();
    private readonly Queue<Picture> pictures = [];
    private readonly List<ClipRecording> recordings = [];
    private readonly Pixelation pixelation = new();
    private long bytes;

    /// <summary>True: the site shows people, nothing is pixelated. Set by the camera.</summary>
    public bool ShowPeople { get; set; }

    /// <summary>Shrinks a frame, pixelates it and keeps the result; the frame itself is not kept.</summary>
    /// <param name="at">When it was captured.</param>
    /// <param name="bgr">The frame.</param>
    /// <param name="moving">Everything that moves, in the frame's pixels; null = not known, so the whole picture is pixelated.</param>
    public void Add(DateTimeOffset at, Mat bgr, IEnumerable<Rect>? moving)
    {
        using var small = new Mat();
        Cv2.Resize(bgr, small, new Size(Width, Math.Max(1, Width * bgr.Height / bgr.Width)), 0, 0, InterpolationFlags.Area);
        if (!ShowPeople)
            pixelation.Apply(small, at, moving?.Select(r => new Rect2d(
                (double)r.X / bgr.Width, (double)r.Y / bgr.Height, (double)r.Width / bgr.Width, (double)r.Height / bgr.Height)).ToList());
        Cv2.ImEncode(".jpg", small, out var jpeg);
        var picture = new Picture(at, jpeg);
        lock (access)
        {
            pictures.Enqueue(picture);
            bytes += jpeg.Length;
            Forget();
            recordings.RemoveAll(r => !r.Add(picture));
        }
    }

    /// <summary>Forgets every picture; a recording keeps those that it has.</summary>
    public void Clear()
    {
        lock (access)
        {
            pictures.Clear();
            bytes = 0;
        }
    }

    /// <summary>The picture nearest to an instant.</summary>
    /// <param name="instant">When; null = the newest picture.</param>
    /// <returns>Null if there was no picture in the last 15 seconds.</returns>
    public Picture? Nearest(DateTimeOffset? instant)
    {
        lock (access)
        {
            Forget();
            return instant is { } at ? pictures.MinBy(p => (p.At - at).Duration()) : pictures.LastOrDefault();
        }
    }

    /// <summary>Gives a recording the pictures that are here and then every further one, until it wants no more. Shared, not copied.</summary>
    public void Film(ClipRecording recording)
    {
        lock (access)
        {
            Forget();
            // Of a camera that died: no picture has ended them.
            recordings.RemoveAll(r => r.IsOver);
            if (pictures.All(recording.Add))
                recordings.Add(recording);
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        // One of a time to come is of a clock that was set back meanwhile.
        while (pictures.TryPeek(out var oldest) && ((now - oldest.At).Duration() > KeptFor || bytes > MostBytes))
            bytes -= pictures.Dequeue().Jpeg.Length;
    }
}
