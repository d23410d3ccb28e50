using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>What the product makes of <c>sabotage</c>: each named in time, none taken for motion, also when it ends.</summary>
public class SabotageSceneTests
{
    private const int FramesPerSecond = 5;

    /// <summary>Seconds in which the camera gets to know the place, and in which what comes after is watched.</summary>
    private const double Before = 12, After = 6;

    private readonly ScenePicture street = Drawing.Picture("sabotage");

    public static TheoryData<string, double> Sabotages =>
        new(Drawing.Picture("sabotage").Events(0).Where(e => e.Role == PictureRole.Sabotage).Select(e => (e.Kind, e.Start)));

    [Theory]
    [MemberData(nameof(Sabotages))]
    public void A_sabotage_is_named_in_time_and_is_no_motion_nor_is_its_end(string kind, double start)
    {
        var ends = street.Events(0).Single(e => e.Start == start && e.Role == PictureRole.Sabotage).End;
        using var detector = new MotionDetector(new() { FramesPerSecond = FramesPerSecond });
        using var tamper = new TamperDetector();
        var (changes, motion) = (new List<(double Second, TamperChange Change)>(), new List<double>());
        foreach (var (second, frame) in street.Film(start - Before, ends + After, FramesPerSecond))
        {
            changes.AddRange(tamper.Look(frame, DateTimeOffset.UnixEpoch.AddSeconds(second)).Select(c => (second, c)));
            if (detector.Detect(frame, tamper.IsDoubtful).Regions.Count > 0 && second >= start)
                motion.Add(second);
        }
        Assert.Equal([(kind, true), (kind, false)], changes.Select(c => (c.Change.Kind.ToString().ToLowerInvariant(), c.Change.Found)));
        // By night lamps and headlights come and go: what takes the light away must last longer.
        var lasts = start > 300 && kind is "covered" or "dark" ? 30 : 10;
        Assert.InRange(changes[0].Second - start, lasts, lasts + 3);
        Assert.Empty(motion);
    }
}
