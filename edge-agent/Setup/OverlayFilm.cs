using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// A copy of a film that shows why: regions green, people white with their number, unreported triggers orange with their cause, zones blue with
/// how long they have been occupied, what has been left or has stopped red.
/// </summary>
internal sealed class OverlayFilm : IDisposable
{
    private static readonly Scalar Green = new(80, 220, 80), White = new(255, 255, 255),
        Orange = new(40, 150, 255), Blue = new(255, 160, 60), Red = new(60, 60, 230);

    private readonly string path;
    private readonly VideoFileSource film;
    private readonly IReadOnlyList<ZoneEntry> zones;
    private readonly Mat drawn = new();
    private VideoWriter? writer;

    /// <exception cref="SetupException">There is no such folder.</exception>
    public OverlayFilm(string path, VideoFileSource film, IReadOnlyList<ZoneEntry> zones)
    {
        (this.path, this.film, this.zones) = (path, film, zones);
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw Unwritable();
    }

    /// <exception cref="SetupException">The file cannot be written.</exception>
    public void Add(Mat frame, WatchedFrame seen)
    {
        var motion = seen.Motion;
        frame.CopyTo(drawn);
        foreach (var zone in zones)
            Outline(zone, seen);
        foreach (var region in motion.Regions)
            Cv2.Rectangle(drawn, region, Green, 2);
        foreach (var (box, cause) in motion.Unreported)
            Label(box, cause, Orange);
        foreach (var (id, box) in motion.People)
            Label(box, $"{id}", White);
        foreach (var thing in seen.Things)
            Label(thing.Box, $"{thing.Kind} in {thing.Zone}", Red);
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

    private void Outline(ZoneEntry zone, WatchedFrame seen)
    {
        var corners = PrivacyMasks.Corners(zone.Polygon, drawn.Size());
        Cv2.Polylines(drawn, [corners], isClosed: true, Blue, seen.Moments.GetValueOrDefault(zone.Id).IsPresent ? 3 : 1, LineTypes.AntiAlias);
        Text(corners.MinBy(c => c.Y) + new Point(2, 14), zone.Kind == ZoneKind.Ignore ? $"{zone.Id}: ignored"
            : FormattableString.Invariant($"{zone.Id}: {seen.Occupied.GetValueOrDefault(zone.Id):0.0} %, {seen.Dwell.GetValueOrDefault(zone.Id):0} s"), Blue);
    }

    private void Label(Rect box, string text, Scalar colour)
    {
        Cv2.Rectangle(drawn, box, colour, 1);
        Text(new Point(box.X, Math.Max(10, box.Y - 3)), text, colour);
    }

    private void Text(Point at, string text, Scalar colour) => Cv2.PutText(drawn, text, at, HersheyFonts.HersheySimplex, 0.45, colour, 1, LineTypes.AntiAlias);
}
