using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;
using Solutions.Edge.Tests.Support.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class StreetRecordingTests
{
    [Fact]
    public void A_real_street_is_as_busy_and_as_scattered_as_it_was_measured_to_be()
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        var seconds = Footage.Watch(10, Frames(Path.Combine(data, "vtest.avi")));
        Assert.Equal(79, seconds.Count);
        // Measured elsewhere on this clip: occupied 3.3 in the median and at most 6.8; spread of blobs 0.58 in the median, P90 0.87. That of
        // persons is less: people walking together count one by one.
        Assert.Equal(3.3, Footage.Quantile(seconds.Select(s => s.Occupied), 0.5), 0.5);
        Assert.InRange(Footage.Quantile(seconds.Select(s => s.Occupied), 1), 5, 9);
        Assert.Equal(0.5, Footage.Quantile(seconds.Select(s => s.Spread), 0.5), 0.1);
        Assert.Equal(0.87, Footage.Quantile(seconds.Select(s => s.Spread), 0.9), 0.15);
        Assert.All(seconds, s => Assert.DoesNotContain(Cause.SceneChange, s.Suppressed.Keys));
    }

    /// <summary>The bars are 93 %, 5 and 99.5 %, made hard 90 % and 5, of tracks MOTA 45 and IDF1 50;
    /// what is asserted lies a little under what is reached.</summary>
    [Theory]
    [InlineData(false, 95, 3, 62, 60)]
    [InlineData(true, 93.5, 5, 56, 51)]
    public void People_of_a_real_street_are_found_and_hardly_anything_else_also_in_a_picture_made_hard(
        bool hard, double recall, double falsePer100, double mota, double idf1)
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recordings (vtest.avi, pets09-s2l1-gt.txt) are not beside the project");
            return;
        }
        var walkers = Walkers.Read(Path.Combine(data, "pets09-s2l1-gt.txt"), 10);
        using var detector = new MotionDetector(new() { FramesPerSecond = 10 });
        using var hardship = new Hardship(10, 400);
        var score = new RegionScore(new(768, 576));
        var tracks = new TrackScore();
        var n = 0;
        foreach (var frame in Frames(Path.Combine(data, "vtest.avi")))
        {
            var motion = detector.Detect(hard ? hardship.Apply(n, frame) : frame);
            if (++n <= 30)
                continue;
            score.Add(motion.Regions, walkers[n]);
            tracks.Add(motion.People, walkers[n]);
        }
        Assert.Equal(795, n);
        Assert.True(score.Recall >= recall && score.FalsePer100 <= falsePer100 && score.ZonePrecision >= 99.5, score.ToString());
        Assert.True(tracks.Mota >= mota && tracks.Idf1 >= idf1, tracks.ToString());
    }

    /// <summary>Counted from the boxes drawn by hand: the zone in the middle is crossed 28 times, and someone is in it 84 % of the time.</summary>
    [Fact]
    public void A_person_crossing_a_zone_of_a_real_street_is_counted_and_a_handful_of_people_is_no_crowd()
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recording (vtest.avi) is not beside the project");
            return;
        }
        using var detector = new MotionDetector(new() { FramesPerSecond = 10 });
        using var watch = new SceneWatch([new() { Id = "middle", Kind = ZoneKind.Road, Polygon = [[0.4, 0.3], [0.6, 0.3], [0.6, 0.9], [0.4, 0.9]] }]);
        var second = new ZoneSecond();
        var seconds = new List<MotionRecord>();
        var n = 0;
        foreach (var frame in Frames(Path.Combine(data, "vtest.avi")))
        {
            second.Add(watch.Look(detector.Detect(frame), frame.Size(), Footage.Start.AddSeconds(0.1 * n)));
            if (++n % 10 == 0)
                seconds.Add(second.Take(new()));
        }
        var middle = seconds.Skip(3).Select(s => s.Activity!["middle"]).ToList();
        Assert.InRange(middle.Sum(z => z.Crossings[0]), 21, 35);
        Assert.InRange(middle.Sum(z => z.Crossings[1]), 21, 35);
        Assert.Equal(0.84, middle.Average(z => z.Presence), 0.08);
        Assert.DoesNotContain(CrowdBand.Many, seconds.Select(s => s.Crowd));
    }

    private static IEnumerable<Mat> Frames(string path)
    {
        using var film = new VideoCapture(path);
        using var bgr = new Mat();
        while (film.Read(bgr) && !bgr.Empty())
            yield return bgr;
    }
}
