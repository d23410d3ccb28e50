using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;
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

    /// <summary>The records of the whole seconds of a generated film with what they state of zones and crowds, and what was left.</summary>
    public static (IReadOnlyList<MotionRecord> Seconds, IReadOnlyList<ThingChange> Things) Watch(IEnumerable<Mat> frames, IReadOnlyList<ZoneEntry> zones)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = ScenePicture.FramesPerSecond });
        using var watch = new SceneWatch(zones);
        var (records, things, zoneSecond) = (new List<MotionRecord>(), new List<ThingChange>(), new ZoneSecond());
        var second = new MotionSecond(Start, afterGap: false);
        var n = 0;
        foreach (var frame in frames)
        {
            var seen = watch.Look(detector.Detect(frame), frame.Size(), Start.AddSeconds((double)n++ / ScenePicture.FramesPerSecond));
            second.Add(seen.Motion, seen.Tracks);
            zoneSecond.Add(seen);
            things.AddRange(seen.Changes);
            if (n % ScenePicture.FramesPerSecond != 0)
                continue;
            records.Add(zoneSecond.Take(second.ToRecord()));
            second = new(Start.AddSeconds(n / ScenePicture.FramesPerSecond), afterGap: false);
        }
        return (records, things);
    }

    /// <summary>The value that the share <paramref name="part"/> of all lies under.</summary>
    public static double Quantile(IEnumerable<double?> values, double part)
    {
        var known = values.OfType<double>().Order().ToList();
        return known[(int)(part * (known.Count - 1))];
    }
}
