using System.CommandLine;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// <c>solutions-agent analyse video</c>: what the camera's detector makes of every frame of a film, and at the end what it cost. Frames
/// are counted from 1, seconds from the film's first frame by the frames' own times.
/// </summary>
internal static class AnalyseVideo
{
    /// <summary>Exit code of a film that was cut off: all that is there was told.</summary>
    private const int CutShort = 3;

    private const string Ndjson = "ndjson";

    private static readonly Argument<string> File = new("file") { Description = "A film, such as an MJPEG or MPEG-4 AVI" };

    private static readonly Option<string?> Zones = new("--zones") { Description = "JSON list of zones, as a camera of a sites file has it" };

    private static readonly Option<string?> Overlay = new("--overlay")
    {
        Description = "AVI to write the film to with regions, people, unreported triggers and zones drawn in",
    };

    private static readonly Option<string> Format = new("--format") { Description = $"{Ndjson}: one JSON object a line", DefaultValueFactory = _ => Ndjson };

    public static Command Create()
    {
        var command = new Command("video", "Prints what moves in every frame of a film, and why the rest does not count") { File, Zones, Overlay, Format };
        command.SetAction(parsed =>
        {
            try
            {
                if (parsed.GetValue(Format) is var format && format != Ndjson)
                    throw new SetupException($"--format is '{format}'; it must be {Ndjson}");
                if (CameraFeature.FindLackOfLibrary() is { } lack)
                    throw new SetupException(lack);
                using var film = new VideoFileSource(parsed.GetValue(File)!);
                var zones = parsed.GetValue(Zones) is { } given ? ZonesFile.Load(given, film.Size) : [];
                using var overlay = parsed.GetValue(Overlay) is { } path ? new OverlayFilm(path, film, zones) : null;
                using var output = LineOutput.Open();
                Analyse(film, zones, overlay, new VideoLines(output, zones.Count > 0));
                foreach (var remark in Remarks(film))
                    parsed.InvocationConfiguration.Error.WriteLine($"{film.Name}: {remark}");
                return film.IsCutShort ? CutShort : 0;
            }
            catch (LineOutput.ClosedException)
            {
                return 0;
            }
            catch (Exception e) when (e is CameraSourceException or SetupException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static void Analyse(VideoFileSource film, IReadOnlyList<ZoneEntry> zones, OverlayFilm? overlay, VideoLines lines)
    {
        // One thread, so that the times by stage are those of a core.
        Cv2.SetNumThreads(1);
        var times = new StageTimes();
        using var detector = new MotionDetector(new() { FramesPerSecond = film.FramesPerSecond }, times.End);
        using var tamper = new TamperDetector();
        using var watch = new SceneWatch(zones);
        using var frame = new Mat();
        var found = new List<TamperKind>();
        var summary = new VideoSummary(times);
        var sizes = 0;
        for (var n = 1; film.TryRead(frame); n++)
        {
            var isResized = sizes != film.SizeChanges;
            sizes = film.SizeChanges;
            var seconds = film.Seconds;
            var at = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            foreach (var change in tamper.Look(frame, at))
                if (change.Found)
                    found.Add(change.Kind);
                else
                    found.Remove(change.Kind);
            times.Start();
            var all = detector.Detect(frame, tamper.IsDoubtful || isResized);
            var seen = watch.Look(all, frame.Size(), at);
            times.End("zones");
            summary.Add(seen, at);
            lines.Write(n, seconds, seen, found.Count > 0 ? found[0] : null);
            overlay?.Add(frame, seen);
        }
        lines.Write(summary, film.Lost);
    }

    private static IEnumerable<string> Remarks(VideoFileSource film)
    {
        if (film.Lost > 0)
            yield return $"{film.Lost} of its frames cannot be decoded and are left out";
        if (film.SizeChanges > 0)
            yield return $"the size of its pictures changes {film.SizeChanges} times; all are given in {film.Size.Width} x {film.Size.Height}";
        if (film.IsCutShort)
            yield return "the file ends before its film; the frames that it holds are given";
    }
}
