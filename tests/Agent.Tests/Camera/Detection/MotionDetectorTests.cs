using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Camera.Detection;

public sealed class MotionDetectorTests : IDisposable
{
    private static readonly DetectorOptions Options = new() { FramesPerSecond = 10 };
    private MotionDetector detector = new(Options);
    private readonly Mat street = Backdrop.Street();

    public void Dispose()
    {
        detector.Dispose();
        street.Dispose();
    }

    [Fact]
    public void A_thing_that_crosses_is_found_where_it_is_and_nothing_else_is()
    {
        WarmUp();
        for (var n = 0; n < 40; n++)
        {
            var thing = new Rect(20 + 12 * n, 150, 40, 100);
            var motion = Look(n, 1, thing);
            if (n < Options.ConfirmFrames - 1)
            {
                Assert.Equal((0, Cause.Brief), (motion.Regions.Count, motion.Suppressed));
                continue;
            }
            var region = Assert.Single(motion.Regions);
            Assert.InRange(IntersectionOverUnion(region, thing), 0.7, 1);
            Assert.Equal(100.0 * thing.Width * thing.Height / (street.Width * street.Height), motion.Occupied!.Value, 0.5);
            Assert.Null(motion.Suppressed);
        }
    }

    [Fact]
    public void Sensor_noise_is_no_motion()
    {
        WarmUp();
        for (var n = 0; n < 100; n++)
        {
            var motion = Look(n, 1);
            Assert.Equal((0, 0.0, null), (motion.Regions.Count, motion.Occupied, motion.Suppressed));
            Assert.InRange(motion.Changed!.Value, 0, 0.1);
        }
    }

    [Fact]
    public void A_light_switched_on_is_reported_once_by_its_cause_and_hides_nobody()
    {
        WarmUp();
        for (var n = 0; n < 20; n++)
            Look(n, 1, new Rect(20 + 12 * n, 150, 40, 100));
        var causes = new List<string>();
        for (var n = 20; n < 40; n++)
        {
            var motion = Look(n, 1.4, new Rect(20 + 12 * n, 150, 40, 100));
            Assert.Single(motion.Regions);
            causes.AddRange(motion.Explained);
        }
        Assert.Single(causes, c => c == Cause.Light);
    }

    [Fact]
    public void A_picture_that_is_another_one_is_a_scene_change_for_a_second_and_is_then_learnt()
    {
        WarmUp();
        using var other = new Mat();
        Cv2.Flip(street, other, FlipMode.XY);
        other.CopyTo(street);
        var first = Look(0, 1);
        Assert.Equal((0, Cause.SceneChange, null), (first.Regions.Count, first.Suppressed, first.Occupied));
        Assert.Equal([Cause.SceneChange], first.Explained);
        for (var n = 1; n < 15; n++)
            Assert.Empty(Look(n, 1).Regions);
        Assert.Equal(0, Look(15, 1).Occupied);
    }

    [Fact]
    public void A_person_that_walks_in_and_stands_is_held_for_ten_minutes_and_leaves_no_ghost()
    {
        const int FramesPerSecond = 5, Standing = 10 * 60 * FramesPerSecond;
        detector.Dispose();
        detector = new(new() { FramesPerSecond = FramesPerSecond });
        WarmUp();
        var (held, seen) = (0, 0);
        for (var n = 0; n < 30 + Standing; n++, seen++)
            if (Look(n, 1, new Rect(Math.Min(20 + 12 * n, 320), 150, 40, 100)).Regions.Count == 1)
                held++;
        Assert.InRange((double)held / seen, 0.98, 1);
        for (var n = 0; n < 30; n++)
            Look(n, 1, new Rect(320 + 12 * n, 150, 40, 100));
        for (var n = 0; n < 20; n++)
            Assert.Empty(Look(n, 1).Regions);
    }

    [Fact]
    public void A_person_that_stood_before_a_fence_from_the_start_and_goes_leaves_nothing_behind()
    {
        for (var x = 300; x < 420; x += 12)
            Cv2.Rectangle(street, new Rect(x, 120, 6, 140), Scalar.All(230), -1);
        for (var n = 0; n < 50; n++)
            Look(10_000 + n, 1, new Rect(340, 150, 40, 100));
        for (var n = 0; n < 30; n++)
            Look(n, 1, new Rect(340 + 12 * n, 150, 40, 100));
        for (var n = 0; n < 50; n++)
            Assert.Empty(Look(n, 1).Regions);
    }

    [Theory]
    [InlineData(true, 1, 0, 55)]
    [InlineData(false, 0.6, 40, 30)]
    public void Dark_clothes_are_no_shadow_in_a_picture_without_colours_nor_through_haze(bool grey, double contrast, double haze, int clothes)
    {
        using var place = street.Clone();
        for (var n = -50; n < 40; n++)
        {
            place.CopyTo(street);
            var person = new Rect(20 + 12 * n, 150, 40, 100);
            if (n >= 0)
            {
                Cv2.Rectangle(street, person, Scalar.All(clothes), -1);
                Cv2.Rectangle(street, new Rect(person.X, person.Y + 50, person.Width, 50), Scalar.All(clothes - 7), -1);
            }
            if (grey)
            {
                Cv2.CvtColor(street, street, ColorConversionCodes.BGR2GRAY);
                Cv2.CvtColor(street, street, ColorConversionCodes.GRAY2BGR);
            }
            street.ConvertTo(street, MatType.CV_8UC3, contrast, haze);
            var motion = Look(10_000 + n, 1);
            if (n >= Options.ConfirmFrames)
                Assert.InRange(IntersectionOverUnion(Assert.Single(motion.Regions), person), 0.6, 1);
        }
    }

    [Fact]
    public void Until_the_background_is_known_nothing_is_reported()
    {
        var motion = Look(0, 1, new Rect(300, 150, 40, 100));
        Assert.True(motion.WarmingUp);
        Assert.Null(motion.Occupied);
        Assert.Empty(motion.Regions);
    }

    private void WarmUp()
    {
        for (var n = 0; n < 50; n++)
            Look(10_000 + n, 1);
    }

    private DetectedMotion Look(int frame, double light, Rect? thing = null)
    {
        using var bgr = street.Clone();
        if (thing is { } box)
        {
            Cv2.Rectangle(bgr, box, new Scalar(30, 40, 200), -1);
            Cv2.Rectangle(bgr, new Rect(box.X, box.Y + box.Height / 2, box.Width, box.Height / 2) & new Rect(default, bgr.Size()), new Scalar(90, 60, 20), -1);
        }
        bgr.ConvertTo(bgr, MatType.CV_8UC3, light);
        using var noise = new Mat(bgr.Size(), MatType.CV_8UC3);
        new RNG((ulong)frame + 1).Fill(noise, DistributionType.Uniform, Scalar.All(0), Scalar.All(8));
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
