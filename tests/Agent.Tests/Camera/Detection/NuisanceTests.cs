using System.Collections.Concurrent;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Tests.Support;
using Solutions.Edge.Tests.Support.Camera;

namespace Solutions.Edge.Agent.Tests.Camera.Detection;

public class NuisanceTests
{
    private static readonly Lazy<Mat> realStreet = new(() => Nuisance.EmptyPlace(Path.Combine(Tree.Data!, "vtest.avi")));

    /// <summary>Each is watched once in the generated street, for two claims.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<(int Raised, HashSet<string> Causes)>> inStreet = new();

    public static TheoryData<string> Names => [.. Nuisance.All.Select(n => n.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_a_thing_never_raises_motion_in_the_generated_street(string name)
    {
        Assert.Equal(0, InStreet(name).Raised);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_a_thing_never_raises_motion_in_the_generated_alley(string name)
    {
        using var alley = Backdrop.Alley();
        Assert.Equal(0, FramesWithMotion(name, alley, out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_a_thing_never_raises_motion_in_a_real_street(string name)
    {
        if (Tree.Data is null)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        Assert.Equal(0, FramesWithMotion(name, realStreet.Value, out _));
    }

    [Theory]
    [InlineData("lights step +25 %", Cause.Light)]
    [InlineData("lightning, 2 flashes", Cause.Flicker)]
    [InlineData("shake +-2 px", Cause.Shake)]
    [InlineData("insect near the lens at night", Cause.Insect)]
    [InlineData("headlight sweep, dark scene", Cause.Headlight)]
    [InlineData("two torches", Cause.Headlight)]
    [InlineData("hard-edged headlight beams", Cause.Headlight)]
    [InlineData("heavy rain, drops on the lens", Cause.Rain)]
    [InlineData("glittering puddle", Cause.Flicker)]
    [InlineData("banner in the wind", Cause.Vegetation)]
    public void A_trigger_that_is_not_reported_keeps_its_cause(string name, string cause)
    {
        Assert.Contains(cause, InStreet(name).Causes);
    }

    private static (int Raised, HashSet<string> Causes) InStreet(string name) => inStreet.GetOrAdd(name, _ => new(() =>
    {
        using var street = Backdrop.Street();
        return (FramesWithMotion(name, street, out var causes), causes);
    })).Value;

    private static int FramesWithMotion(string name, Mat place, out HashSet<string> causes)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = Nuisance.FramesPerSecond });
        var (n, raised) = (0, 0);
        causes = [];
        foreach (var frame in Nuisance.All.Single(a => a.Name == name).Frames(place))
        {
            var motion = detector.Detect(frame);
            causes.UnionWith(motion.Explained);
            if (n++ >= Nuisance.Before && motion.Regions.Count > 0)
                raised++;
        }
        return raised;
    }
}
