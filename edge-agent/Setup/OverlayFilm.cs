using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;

namespace Solutions.Edge.Agent.Setup;

/// <summary>A copy of a film that shows why: regions green, people white with their number, unreported triggers orange with their cause.</summary>
internal sealed class OverlayFilm : IDisposable
{
    private static readonly Scalar Green = new(80, 220, 80), White = new(255, 255, 255), Orange = new(40, 150, 255);

    private readonly string path;
    private readonly VideoFileSource film;
    private readonly Mat drawn = new();
    private VideoWriter? writer;

    /// <exception cref="SetupException">There is no such folder.</exception>
    public OverlayFilm(string path, VideoFileSource film)
    {
        (this.path, this.film) = (path, film);
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw Unwritable();
    }

    /// <exception cref="SetupException">The file cannot be written.</exception>
    public void Add(Mat frame, DetectedMotion motion)
    {
        frame.CopyTo(drawn);
        foreach (var region in motion.Regions)
            Cv2.Rectangle(drawn, region, Green, 2);
        foreach (var (box, cause) in motion.Unreported)
            Label(box, cause, Orange);
        foreach (var (id, box) in motion.People)
            Label(box, $"{id}", White);
        if (motion.Suppressed is { } why)
            Cv2.PutText(drawn, why, new Point(8, 24), HersheyFonts.HersheySimplex, 0.7, Orange, 2, LineTypes.AntiAlias);
        writer ??= new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, film.FramesPerSecond, frame.Size());
        if (!writer.IsOpened())
            throw Unwritable();
        writer.Write(drawn);
    }

    public void Dispose()
    {
        writer?.Dispose();
        drawn.Dispose();
    }

    private SetupException Unwritable() => new($"--overlay is '{path}', which cannot be written; it must be the path of an .avi file in a folder that exists");

    private void Label(Rect box, string text, Scalar colour)
    {
        Cv2.Rectangle(drawn, box, colour, 1);
        Cv2.PutText(drawn, text, new Point(box.X, Math.Max(10, box.Y - 3)), HersheyFonts.HersheySimplex, 0.45, colour, 1, LineTypes.AntiAlias);
    }
}
