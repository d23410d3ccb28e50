using OpenCvSharp;
using Solutions.Edge.Agent.Evidence;

namespace Solutions.Edge.Agent.Tests.Evidence;

public class PixelationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private static readonly Rect2d Person = new(0.4, 0.4, 0.1, 0.3);
    private readonly Pixelation pixelation = new();

    [Fact]
    public void A_person_and_a_margin_round_them_become_blocks_and_the_place_stays_sharp()
    {
        using var sharp = Texture();
        using var kept = Applied(Start, [Person]);
        // A quarter of the person's height more on every side.
        foreach (var (x, y) in new[] { (128, 72), (159, 125), (145, 60), (145, 138), (116, 100), (172, 100) })
            Assert.True(IsBlock(kept, x, y), $"{x},{y} is sharp");
        foreach (var (x, y) in new[] { (145, 20), (145, 165), (60, 100), (250, 100) })
            Assert.Equal(sharp.At<Vec3b>(y, x), kept.At<Vec3b>(y, x));
    }

    [Fact]
    public void Of_a_person_that_fills_the_picture_a_head_has_at_most_three_blocks()
    {
        using var kept = Applied(Start, [new Rect2d(0, 0, 1, 1)]);
        var head = Enumerable.Range(0, 180 * 2 / 15).Select(y => kept.At<Vec3b>(y, 160)).Distinct().Count();
        Assert.InRange(head, 1, 3);
    }

    [Fact]
    public void A_person_standing_still_stays_hidden_for_a_minute()
    {
        using (Applied(Start, [Person]))
        {
        }
        Assert.True(IsHiddenAfter(59, Start));
        Assert.False(IsHiddenAfter(2, Start.AddSeconds(59)));
    }

    /// <summary>A clock that was set must neither bring anybody into sight nor hide a place for years.</summary>
    [Theory]
    [InlineData(-3_285)]
    [InlineData(3_285)]
    public void A_person_standing_still_stays_hidden_for_a_minute_while_the_clock_is_set(int days)
    {
        using (Applied(Start, [Person]))
        {
        }
        Assert.True(IsHiddenAfter(30, Start));
        Assert.True(IsHiddenAfter(29, Start.AddDays(days)));
        Assert.False(IsHiddenAfter(2, Start.AddDays(days).AddSeconds(29)));
    }

    /// <summary>So many seconds with a picture in each.</summary>
    private bool IsHiddenAfter(int seconds, DateTimeOffset from)
    {
        var hidden = false;
        for (var second = 0; second <= seconds; second++)
        {
            using var kept = Applied(from.AddSeconds(second), []);
            hidden = IsBlock(kept, 145, 100);
        }
        return hidden;
    }

    [Fact]
    public void Where_movement_is_not_known_everything_is_hidden()
    {
        using var kept = Applied(Start, null);
        for (var y = 5; y < 175; y += 9)
        {
            for (var x = 5; x < 315; x += 9)
                Assert.True(IsBlock(kept, x, y), $"{x},{y} is sharp");
        }
    }

    private Mat Applied(DateTimeOffset at, IReadOnlyList<Rect2d>? moving)
    {
        var bgr = Texture();
        pixelation.Apply(bgr, at, moving);
        return bgr;
    }

    /// <summary>No two neighbours are alike.</summary>
    private static Mat Texture()
    {
        var bgr = new Mat(180, 320, MatType.CV_8UC3);
        var random = new Random(3);
        for (var y = 0; y < 180; y++)
        {
            for (var x = 0; x < 320; x++)
                bgr.Set(y, x, new Vec3b((byte)(128 * ((x + y) % 2) + random.Next(100)), (byte)random.Next(256), (byte)x));
        }
        return bgr;
    }

    /// <summary>A neighbour on one side at least is the same.</summary>
    private static bool IsBlock(Mat bgr, int x, int y)
    {
        var pixel = bgr.At<Vec3b>(y, x);
        return pixel.Equals(bgr.At<Vec3b>(y, x - 1)) || pixel.Equals(bgr.At<Vec3b>(y, x + 1));
    }
}
