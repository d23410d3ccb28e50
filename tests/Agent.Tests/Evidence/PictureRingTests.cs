using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;

namespace Solutions.Edge.Agent.Tests.Evidence;

public class PictureRingTests
{
    private static readonly Rect Shirt = new(256, 160, 128, 240);

    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
    private readonly PictureRing ring;

    public PictureRingTests() => ring = new(time);

    [Fact]
    public void The_picture_nearest_to_an_instant_is_handed_out()
    {
        var start = time.GetUtcNow();
        Film(seconds: 3);
        Assert.Equal(start.AddMilliseconds(1200), ring.Nearest(start.AddSeconds(1.24))!.At);
        Assert.Equal(start, ring.Nearest(start.AddSeconds(-40))!.At);
        Assert.Equal(start.AddMilliseconds(2900), ring.Nearest(null)!.At);
    }

    [Fact]
    public void After_fifteen_seconds_a_picture_is_gone_even_if_no_other_comes()
    {
        Film(seconds: 20);
        Assert.True(time.GetUtcNow() - ring.Nearest(DateTimeOffset.MinValue)!.At <= PictureRing.KeptFor);
        time.Advance(PictureRing.KeptFor);
        Assert.Null(ring.Nearest(null));
    }

    [Theory]
    [InlineData(-3_285)]
    [InlineData(3_285)]
    public void No_picture_outlives_a_clock_that_is_set(int days)
    {
        var clock = new ClockThatIsSet(time.GetUtcNow());
        var its = new PictureRing(clock);
        using var bgr = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(90));
        its.Add(clock.GetUtcNow(), bgr, []);
        Assert.NotNull(its.Nearest(null));
        clock.SetTo(clock.GetUtcNow().AddDays(days));
        Assert.Null(its.Nearest(null));
        its.Add(clock.GetUtcNow(), bgr, []);
        Assert.Equal(clock.GetUtcNow(), its.Nearest(time.GetUtcNow())!.At);
    }

    [Fact]
    public void A_picture_is_a_small_JPEG()
    {
        Film(seconds: 1);
        var jpeg = ring.Nearest(null)!.Jpeg;
        Assert.True(jpeg is [0xFF, 0xD8, .., 0xFF, 0xD9]);
        using var seen = Cv2.ImDecode(jpeg, ImreadModes.Color);
        Assert.Equal(new Size(320, 240), seen.Size());
    }

    [Fact]
    public void People_are_hidden_before_a_picture_is_kept()
    {
        Assert.True(Contrast(ring, []) > 30);
        Assert.True(Contrast(ring, [Shirt]) < 10);
    }

    [Fact]
    public void People_are_not_hidden_at_a_site_that_shows_them()
    {
        var open = new PictureRing(time) { ShowPeople = true };
        Assert.True(Contrast(open, [Shirt]) > 30);
        Assert.True(Contrast(open, null) > 30);
    }

    /// <summary>What is left of a striped shirt, along one row of it and within one block of the mosaic.</summary>
    private double Contrast(PictureRing into, Rect[]? moving)
    {
        using var bgr = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(40));
        for (var x = Shirt.Left; x < Shirt.Right; x += 4)
            Cv2.Rectangle(bgr, new Rect(x, Shirt.Top, 2, Shirt.Height), Scalar.White, -1);
        into.Add(time.GetUtcNow(), bgr, moving);
        using var seen = Cv2.ImDecode(into.Nearest(null)!.Jpeg, ImreadModes.Grayscale);
        using var block = new Mat(seen, new Rect(157, 145, 6, 6));
        Cv2.MinMaxLoc(block, out double least, out double most);
        return most - least;
    }

    /// <summary>Ten pictures a second, 640 x 480.</summary>
    private void Film(int seconds)
    {
        using var bgr = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(90));
        for (var n = 0; n < 10 * seconds; n++)
        {
            ring.Add(time.GetUtcNow(), bgr, []);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }
    }
}
