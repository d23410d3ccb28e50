using OpenCvSharp;
using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class MotionDetectorTests
{
    private const int FramesPerSecond = 10;
    private static readonly Size Picture = new(640, 360);

    [Fact]
    public void A_thing_that_crosses_is_found_where_it_is_and_nothing_else_is()
    {
        using var detector = new MotionDetector(FramesPerSecond);
        WarmUp(detector, light: 90);
        for (var n = 0; n < 40; n++)
        {
            var thing = new Rect(20 + 12 * n, 150, 40, 100);
            var motion = Look(detector, n, 90, thing);
            var region = Assert.Single(motion.Regions);
            Assert.InRange(IntersectionOverUnion(region, thing), 0.75, 1);
            Assert.Equal(100.0 * thing.Width * thing.Height / (Picture.Width * Picture.Height), motion.Occupied!.Value, 0.4);
        }
    }

    [Fact]
    public void Sensor_noise_is_no_motion()
    {
        using var detector = new MotionDetector(FramesPerSecond);
        WarmUp(detector, light: 90);
        for (var n = 0; n < 100; n++)
        {
            var motion = Look(detector, n, 90);
            Assert.Equal((0, 0.0), (motion.Regions.Count, motion.Occupied));
            Assert.InRange(motion.Changed!.Value, 0, 0.1);
        }
    }

    [Fact]
    public void A_light_switched_on_is_suppressed_by_its_cause_and_a_second_later_things_are_found_again()
    {
        using var detector = new MotionDetector(FramesPerSecond);
        WarmUp(detector, light: 60);
        var first = Look(detector, 0, 150);
        Assert.Equal(DetectedMotion.SceneChange, first.Suppressed);
        Assert.Null(first.Occupied);
        Assert.Empty(first.Regions);
        for (var n = 1; n < 2 * FramesPerSecond; n++)
            Look(detector, n, 150);
        Assert.Equal(0, Look(detector, 20, 150).Occupied);
        Assert.Single(Look(detector, 21, 150, new Rect(300, 150, 40, 100)).Regions);
    }

    [Fact]
    public void Until_the_background_is_known_nothing_is_reported()
    {
        using var detector = new MotionDetector(FramesPerSecond);
        var motion = Look(detector, 0, 90, new Rect(300, 150, 40, 100));
        Assert.True(motion.WarmingUp);
        Assert.Null(motion.Occupied);
        Assert.Empty(motion.Regions);
    }

    private static void WarmUp(MotionDetector detector, int light)
    {
        for (var n = 0; n < 5 * FramesPerSecond; n++)
            Look(detector, 1000 + n, light);
    }

    private static DetectedMotion Look(MotionDetector detector, int frame, int light, Rect? thing = null)
    {
        using var bgr = new Mat(Picture, MatType.CV_8UC3, Scalar.All(light));
        if (thing is { } box)
            Cv2.Rectangle(bgr, box, new Scalar(30, 40, 230), -1);
        using var noise = new Mat(Picture, MatType.CV_8UC3);
        var rng = new RNG((ulong)frame + 1);
        rng.Fill(noise, DistributionType.Uniform, Scalar.All(0), Scalar.All(8));
        Cv2.Add(bgr, noise, bgr);
        return detector.Detect(bgr);
    }

    private static double IntersectionOverUnion(Rect a, Rect b)
    {
        var common = a & b;
        double shared = common.Width * common.Height;
        return shared / (a.Width * a.Height + b.Width * b.Height - shared);
    }
}
