using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Setup;
using Solutions.Edge.Tests.Support;
using Solutions.Edge.Tests.Support.Camera;

namespace Solutions.Edge.Benchmarks.Camera;

/// <summary>The detector on the real street, clean and made hard, and before the nuisances, beside plain MOG2; its CPU time by stage and its memory.</summary>
internal static class CameraBenchmark
{
    private const int FramesPerSecond = 10, WarmUpFrames = 30, StepAtFrame = 400;

    public static int Run()
    {
        if (Tree.Data is not { } data)
        {
            Console.Error.WriteLine("the recordings (vtest.avi, pets09-s2l1-gt.txt) are not beside the project; they must be in ../shared/data");
            return 2;
        }
        Cv2.SetNumThreads(1);
        var film = Path.Combine(data, "vtest.avi");
        CameraMemory.Print(film);
        var walkers = Walkers.Read(Path.Combine(data, "pets09-s2l1-gt.txt"), FramesPerSecond);
        foreach (var hard in new[] { false, true })
            Street(film, walkers, hard);
        using Mat clip = Nuisance.EmptyPlace(film), street = Backdrop.Street(), alley = Backdrop.Alley();
        foreach (var (name, place) in new[] { ("real street", clip), ("generated street", street), ("generated alley", alley) })
            foreach (var nuisance in Nuisance.All)
                Disturb(nuisance, name, place);
        return 0;
    }

    private static void Street(string path, Walkers walkers, bool hard)
    {
        using var film = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        var size = new Size(film.FrameWidth, film.FrameHeight);
        StageTimes times = new(), plainTimes = new();
        using var detector = new MotionDetector(new() { FramesPerSecond = FramesPerSecond }, times.End);
        using var plain = new PlainSubtraction();
        using var hardship = new Hardship(FramesPerSecond, StepAtFrame);
        RegionScore score = new(size), plainScore = new(size);
        var tracks = new TrackScore();
        using var read = new Mat();
        var n = 0;
        while (film.Read(read))
        {
            var frame = hard ? hardship.Apply(n, read) : read;
            times.Start();
            var motion = detector.Detect(frame);
            plainTimes.Start();
            var regions = plain.Detect(frame);
            plainTimes.End("all");
            if (++n <= WarmUpFrames)
                continue;
            score.Add(motion.Regions, walkers[n]);
            plainScore.Add(regions, walkers[n]);
            tracks.Add(motion.People, walkers[n]);
        }
        var name = hard ? "made hard" : "clean";
        Console.WriteLine(FormattableString.Invariant($"{name}, detector: {score}; {tracks}; {times.Total.TotalMilliseconds / n:0.00} CPU-ms a frame"));
        Console.WriteLine("  by stage: "
            + string.Join(", ", times.Stages.Select(s => FormattableString.Invariant($"{s.Key} {s.Value.TotalMilliseconds / n:0.00}"))));
        Console.WriteLine(FormattableString.Invariant($"{name}, MOG2 at 320 px: {plainScore}; {plainTimes.Total.TotalMilliseconds / n:0.00} CPU-ms a frame"));
    }

    private static void Disturb(Nuisance nuisance, string name, Mat place)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = Nuisance.FramesPerSecond });
        using var plain = new PlainSubtraction();
        var (n, raised, plainRaised) = (0, 0, 0);
        var causes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var frame in nuisance.Frames(place))
        {
            var motion = detector.Detect(frame);
            var regions = plain.Detect(frame);
            if (n++ < Nuisance.Before)
                continue;
            raised += motion.Regions.Count > 0 ? 1 : 0;
            plainRaised += regions.Count > 0 ? 1 : 0;
            foreach (var cause in motion.Explained)
                causes[cause] = causes.GetValueOrDefault(cause) + 1;
        }
        Console.WriteLine($"{name}, {nuisance.Name}: motion in {raised} of {n - Nuisance.Before} frames, "
            + $"MOG2 at 320 px in {plainRaised}; {string.Join(", ", causes.Select(c => $"{c.Key} {c.Value}"))}");
    }
}
