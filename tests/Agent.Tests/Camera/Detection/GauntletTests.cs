using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Tests.Support;
using Solutions.Edge.Tests.Support.Camera;
using Solutions.Edge.Tests.Support.Camera.Nuisances;

namespace Solutions.Edge.Agent.Tests.Camera.Detection;

public class GauntletTests
{
    private static readonly Lazy<IReadOnlyList<(string Name, Mat Place)>> places = new(() => Gauntlet.Places(Path.Combine(Tree.Data!, "vtest.avi")));

    /// <summary>Each of these raised motion once: a case, the cause its triggers have to keep and the place.</summary>
    [Theory]
    [InlineData("slow insect out of focus", Cause.Insect, "left", 1, 1, 0)]
    [InlineData("slow insect out of focus", Cause.Insect, "right", 0.75, 1, 1)]
    [InlineData("spider on its thread by day", Cause.Insect, "whole", 1, 0.7, 3)]
    [InlineData("foliage sways slowly", Cause.Vegetation, "left", 0.75, 1, 1)]
    [InlineData("heavy rain on a bright scene", Cause.Rain, "whole", 1, 1, 0)]
    [InlineData("cloud's hard edge", Cause.Light, "right", 1, 1, 0)]
    [InlineData("burnt-in clock", Cause.Vegetation, "whole", 1, 1, 0)]
    [InlineData("ragged edges of a broken JPEG", Cause.Flicker, "whole", 1, 1, 0)]
    public void What_once_deceived_the_detector_raises_no_motion_and_keeps_its_cause(
        string kind, string cause, string place, double strength, double pace, int seed)
    {
        if (Tree.Data is null)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        var causes = new HashSet<string>();
        Assert.Equal(0, FramesWithMotion(Gauntlet.Kinds(new(strength, pace, seed)).Single(k => k.Name == kind), Place(place), causes));
        Assert.Contains(cause, causes);
    }

    [Fact]
    public void Of_the_nine_hard_kinds_eight_and_more_raise_no_motion_in_a_whole_real_street()
    {
        if (Tree.Data is null)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        var place = Place("whole");
        Assert.InRange(Gauntlet.Hard(new()).Count(k => FramesWithMotion(k, place, []) == 0), 8, 9);
    }

    [Theory]
    [InlineData("heavy rain on a bright scene", 0.82)]
    [InlineData("foliage sways slowly", 0.95)]
    [InlineData("foliage in gusts", 0.95)]
    public void A_person_walking_through_it_is_found(string kind, double share)
    {
        if (Tree.Data is null)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        using var detector = new MotionDetector(new() { FramesPerSecond = Nuisance.FramesPerSecond });
        var (n, visible, found) = (-Nuisance.Before, 0, 0);
        foreach (var frame in Gauntlet.Kinds(new()).Single(k => k.Name == kind).Frames(Place("whole")))
        {
            var person = new Rect(60 + 7 * n, 300, 34, 92);
            if (n >= 0)
                Walk(frame, person, n);
            var motion = detector.Detect(frame);
            // The first 1.2 s are what it takes to be believed in rain.
            if (n++ is < 12 or >= Gauntlet.During)
                continue;
            visible++;
            found += motion.Regions.Any(r => r.Contains(new Point(person.X + person.Width / 2, person.Y + person.Height / 2))) ? 1 : 0;
        }
        Assert.InRange((double)found / visible, share, 1);
    }

    private static Mat Place(string name) => places.Value.Single(p => p.Name == name).Place;

    private static void Walk(Mat picture, Rect person, int n)
    {
        var (middle, third) = (person.X + person.Width / 2, person.Height / 3);
        var step = (int)(9 * Math.Sin(0.9 * n));
        Cv2.Circle(picture, new Point(middle, person.Y + 9), 9, new Scalar(110, 140, 190), -1, LineTypes.AntiAlias);
        Cv2.Rectangle(picture, new Rect(person.X + 6, person.Y + 18, person.Width - 12, third + 8), new Scalar(60, 50, 150), -1);
        foreach (var way in new[] { -step, step })
            Cv2.Line(picture, new Point(middle, person.Y + third + 24), new Point(middle + way, person.Bottom), new Scalar(50, 40, 40), 9, LineTypes.AntiAlias);
    }

    private static int FramesWithMotion(Nuisance kind, Mat place, HashSet<string> causes)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = Nuisance.FramesPerSecond });
        var (n, raised) = (0, 0);
        foreach (var frame in kind.Frames(place))
        {
            var motion = detector.Detect(frame);
            causes.UnionWith(motion.Explained);
            if (n++ >= Nuisance.Before && motion.Regions.Count > 0)
                raised++;
        }
        return raised;
    }
}
