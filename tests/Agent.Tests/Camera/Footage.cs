using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Runs pictures through detector and tracker as the worker does, without its clock.</summary>
internal static class Footage
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    /// <summary>The records of the whole seconds of a run of frames.</summary>
    public static IReadOnlyList<MotionRecord> Watch(int framesPerSecond, IEnumerable<Mat> frames)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = framesPerSecond });
        var people = new PeopleTracks();
        var records = new List<MotionRecord>();
        var second = new MotionSecond(Start, afterGap: false);
        var n = 0;
        foreach (var frame in frames)
        {
            var motion = detector.Detect(frame);
            second.Add(motion, people.Update(motion.People, Start.AddSeconds((double)n++ / framesPerSecond)));
            if (n % framesPerSecond != 0)
                continue;
            records.Add(second.ToRecord());
            second = new(Start.AddSeconds(n / framesPerSecond), afterGap: false);
        }
        return records;
    }

    /// <summary>The value that the share <paramref name="part"/> of all lies under.</summary>
    public static double Quantile(IEnumerable<double?> values, double part)
    {
        var known = values.OfType<double>().Order().ToList();
        return known[(int)(part * (known.Count - 1))];
    }
}
