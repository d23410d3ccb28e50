using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;

namespace Solutions.Edge.Agent.Tests.Evidence;

public class PictureRingTests
{
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
        Assert.True(time.GetUtcNow() - ring.Nearest(DateTimeOffset.MinValue)!.At <= PictureRing.Kept);
        time.Advance(PictureRing.Kept);
        Assert.Null(ring.Nearest(null));
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
        using var bgr = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(40));
        // A striped shirt, 32 stripes in the frame.
        for (var x = 256; x < 384; x += 4)
            Cv2.Rectangle(bgr, new Rect(x, 160, 2, 240), Scalar.White, -1);
        ring.Add(time.GetUtcNow(), bgr, []);
        Assert.True(Contrast() > 30);
        ring.Add(time.GetUtcNow(), bgr, [new Rect(256, 160, 128, 240)]);
        Assert.True(Contrast() < 10);

        // Along one row of the shirt, within one block of the mosaic.
        double Contrast()
        {
            using var seen = Cv2.ImDecode(ring.Nearest(null)!.Jpeg, ImreadModes.Grayscale);
            using var block = new Mat(seen, new Rect(157, 145, 6, 6));
            Cv2.MinMaxLoc(block, out double least, out double most);
            return most - least;
        }
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
