using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>What the detector reports of a stretch of a scene.</summary>
internal static class Watching
{
    /// <summary>Seconds before a stretch in which the detector gets to know the place.</summary>
    public const double Before = 5;

    /// <summary>The reported regions of every frame of a stretch.</summary>
    public static List<(double Second, IReadOnlyList<Rect> Regions)> Watch(
        ScenePicture picture, double from, double to, int framesPerSecond = ScenePicture.FramesPerSecond)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = framesPerSecond });
        var seen = new List<(double, IReadOnlyList<Rect>)>();
        foreach (var (second, frame) in picture.Film(from - Before, to, framesPerSecond))
            if (detector.Detect(frame) is var motion && second >= from)
                seen.Add((second, motion.Regions));
        return seen;
    }

    /// <summary>The share of frames in which the middle of what is whole in the picture lies in a region; of each by its number.</summary>
    public static Dictionary<T, double> Recall<T>(
        IEnumerable<(double Second, IReadOnlyList<Rect> Regions)> seen, Func<double, IEnumerable<(T Key, Rect Box)>> truth) where T : notnull =>
        seen.SelectMany(s => truth(s.Second).Where(t => t.Box.Left > 0 && t.Box.Right < Lens.Width)
                .Select(t => (t.Key, IsSeen: s.Regions.Any(r => r.Contains(t.Box.Location + new Point(t.Box.Width / 2, t.Box.Height / 2))))))
            .GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.Average(t => t.IsSeen ? 1.0 : 0));

    public static string InWords<T>(Dictionary<T, double> recall) where T : notnull =>
        string.Join(", ", recall.Select(r => FormattableString.Invariant($"{r.Key} {r.Value:P0}")));
}
