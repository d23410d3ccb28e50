using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;

namespace Solutions.Edge.Agent.Tests.Camera.Detection;

/// <summary>Somebody in red before a colourful place of the same brightness, in a small and much compressed picture.</summary>
public class OwnColourTests
{
    private const int Before = 40, During = 40;

    [Fact]
    public void A_person_that_differs_from_the_place_by_colour_is_found_although_compression_smears_what_is_behind()
    {
        using var place = Place();
        using var detector = new MotionDetector(new() { FramesPerSecond = 10 });
        var found = 0;
        for (var n = -Before; n < During; n++)
        {
            using var frame = place.Clone();
            var x = 20 + 3 * n;
            if (n >= 0)
                Walk(frame, x);
            found += detector.Detect(frame).Regions.Any(r => r.Contains(new Point(x, 60))) ? 1 : 0;
        }
        Assert.InRange(found, During - 12, During);
    }

    [Fact]
    public void A_shadow_on_a_colourful_place_is_none()
    {
        using var place = Place();
        using var detector = new MotionDetector(new() { FramesPerSecond = 10 });
        for (var n = -Before; n < During; n++)
        {
            using var frame = place.Clone();
            if (n >= 0)
            {
                using var under = frame[new Rect(Math.Min(20 + 3 * n, 120), 40, 30, 40)];
                under.ConvertTo(under, MatType.CV_8UC3, 0.55);
            }
            Assert.Empty(detector.Detect(frame).Regions);
        }
    }

    private static Mat Place()
    {
        var coarse = new Mat(9, 16, MatType.CV_8UC3);
        new RNG(5).Fill(coarse, DistributionType.Uniform, Scalar.All(20), Scalar.All(200));
        var place = new Mat();
        Cv2.Resize(coarse, place, new Size(160, 90), 0, 0, InterpolationFlags.Cubic);
        coarse.Dispose();
        return place;
    }

    /// <summary>Behind whom the picture is a little paler, as a codec leaves what it had no bits for.</summary>
    private static void Walk(Mat frame, int x)
    {
        using (var behind = frame[Rect.FromLTRB(Math.Max(0, x - 14), 38, x, 82)])
            behind.ConvertTo(behind, MatType.CV_8UC3, 0.8, 22);
        Cv2.Ellipse(frame, new Point(x, 60), new Size(5, 18), 0, 0, 360, new Scalar(28, 28, 178), -1);
        Cv2.Circle(frame, new Point(x, 42), 4, new Scalar(130, 160, 220), -1);
    }
}
