using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Tamper;

namespace Solutions.Edge.Agent.Tests.Camera.Tamper;

/// <summary>Views drawn here, seen twice a second.</summary>
public sealed class TamperDetectorTests : IDisposable
{
    private readonly TamperDetector detector = new();
    private readonly Mat street = Street(colour: true), cover = new(240, 320, MatType.CV_8UC3, new Scalar(60, 70, 80));
    private readonly List<(double Second, TamperKind Kind, bool Found)> changes = [];
    private double second;

    public void Dispose()
    {
        detector.Dispose();
        street.Dispose();
        cover.Dispose();
    }

    [Fact]
    public void A_cover_is_never_taken_for_the_usual_view()
    {
        Look(street, 60);
        Look(cover, 3 * 3600);
        Look(street, 60);
        Assert.Equal([(70, TamperKind.Covered, true), (60 + 3 * 3600 + 5, TamperKind.Covered, false)], changes);
    }

    [Fact]
    public void By_infrared_light_a_cover_must_last_thirty_seconds()
    {
        using var night = Street(colour: false);
        Look(night, 60);
        Look(cover, 20);
        Look(night, 60);
        Assert.Empty(changes);
        Look(cover, 60);
        Assert.Equal([(170, TamperKind.Covered, true)], changes);
    }

    [Fact]
    public void A_switch_to_infrared_light_and_back_is_no_sabotage()
    {
        using var night = Street(colour: false);
        using Mat glare = new(240, 320, MatType.CV_8UC3, Scalar.All(250)), blurred = new();
        Cv2.GaussianBlur(night, blurred, new Size(0, 0), 4);
        for (var time = 0; time < 3; time++)
        {
            Look(street, 60);
            // The exposure finds its level, then the lens its focus.
            Look(glare, 3);
            Look(blurred, 15);
            Look(night, 60);
            Look(glare, 3);
        }
        Assert.Empty(changes);
    }

    [Fact]
    public void A_view_that_changes_slowly_is_followed()
    {
        using var evening = new Mat();
        for (var minute = 0; minute < 120; minute++)
        {
            street.ConvertTo(evening, -1, 1 - minute / 120.0 * 0.9);
            Look(evening, 60);
        }
        Assert.Empty(changes);
    }

    /// <summary>Ahead or back: what is found lasts as long as it is seen, and its end is reported at once.</summary>
    [Theory]
    [InlineData(-9 * 365 * 86_400.0)]
    [InlineData(-600)]
    [InlineData(9 * 365 * 86_400.0)]
    public void A_cover_is_found_and_is_over_at_its_time_while_the_clock_is_set(double by)
    {
        Look(street, 60);
        Look(cover, 5);
        second += by;
        Look(cover, 20);
        Assert.Equal((TamperKind.Covered, true), (changes[^1].Kind, changes[^1].Found));
        Assert.InRange(changes[^1].Second - by, 69, 71);
        Look(street, 2);
        second -= by;
        Look(street, 10);
        Assert.Equal((2, TamperKind.Covered, false), (changes.Count, changes[^1].Kind, changes[^1].Found));
        Assert.InRange(changes[^1].Second, 89, 91);
        Assert.False(detector.IsDoubtful);
        Look(cover, 20);
        Assert.Equal(3, changes.Count);
    }

    [Fact]
    public void A_black_picture_is_dark_and_not_covered()
    {
        using var black = new Mat(240, 320, MatType.CV_8UC3, Scalar.All(1));
        Look(street, 60);
        Look(black, 30);
        Assert.Equal([(70, TamperKind.Dark, true)], changes);
    }

    [Fact]
    public void A_car_that_parks_before_the_camera_is_no_cover()
    {
        using var parked = street.Clone();
        Cv2.Rectangle(parked, new Rect(40, 60, 160, 160), new Scalar(40, 40, 160), -1);
        Look(street, 60);
        Look(parked, 300);
        Assert.Empty(changes);
    }

    private static Mat Street(bool colour)
    {
        var picture = new Mat(240, 320, MatType.CV_8UC3, colour ? new Scalar(120, 140, 160) : Scalar.All(140));
        var random = new Random(5);
        for (var n = 0; n < 80; n++)
        {
            var level = random.Next(30, 220);
            Cv2.Rectangle(picture, new Rect(random.Next(300), random.Next(220), random.Next(10, 60), random.Next(10, 60)),
                colour ? new Scalar(level, level * 0.8, level * 0.5) : Scalar.All(level), -1);
        }
        return picture;
    }

    /// <summary>With the noise of a sensor: no two frames are alike.</summary>
    private void Look(Mat view, double seconds)
    {
        using Mat noise = new(view.Size(), MatType.CV_8UC3), frame = new();
        for (var end = second + seconds; second < end; second += 0.5)
        {
            Cv2.Randu(noise, Scalar.All(0), Scalar.All(6));
            Cv2.Add(view, noise, frame);
            changes.AddRange(detector.Look(frame, Footage.Start.AddSeconds(second)).Select(c => (second, c.Kind, c.Found)));
        }
    }
}
