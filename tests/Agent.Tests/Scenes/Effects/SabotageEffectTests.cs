using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Scenes.Effects;

namespace Solutions.Edge.Agent.Tests.Scenes.Effects;

public class SabotageEffectTests
{
    private const double Begins = 20, Into = 10;

    [Fact]
    public void A_covered_lens_shows_dark_grey_without_detail_but_its_sensors_noise()
    {
        Assert.True(Detail(new Covered(0, 60), Into) < 0.1 * Detail(new Covered(0, 60), 0));
        using Mat covered = At(new Covered(Begins, 60)), next = At(new Covered(Begins, 60), 0.1);
        Assert.InRange(Drawing.Mean(covered), 20, 60);
        Assert.True(Drawing.Difference(covered, next) > 0.5);
    }

    [Fact]
    public void A_lens_is_turned_out_of_focus_within_two_seconds()
    {
        var detail = Enumerable.Range(0, 5).Select(n => Detail(new Blurred(0, 60), 0.5 * n)).ToList();
        Assert.Equal(detail.OrderDescending(), detail);
        Assert.True(detail[^1] < 0.2 * detail[0]);
    }

    [Fact]
    public void A_camera_that_is_turned_shows_what_lay_fifteen_per_cent_of_its_view_farther_right()
    {
        using var wide = RoadBackdrop.Draw();
        using var beyond = RoadBackdrop.ToTheRight(wide);
        using Mat street = At(new Moved(600, 601, beyond)), moved = At(new Moved(Begins, 60, beyond));
        Assert.Equal(96, Moved.Pixels);
        var kept = Lens.Width - Moved.Pixels;
        using Mat there = new(street, new Rect(Moved.Pixels, 0, kept, Lens.Height)), here = new(moved, new Rect(0, 0, kept, Lens.Height));
        Assert.True(Drawing.Difference(there, here) < 3);
        Assert.True(Drawing.Difference(street, moved) > 10);
        using Mat next = new(beyond, new Rect(0, 0, Moved.Pixels, Lens.Height)), come = new(moved, new Rect(kept, 0, Moved.Pixels, Lens.Height));
        Assert.True(Drawing.Difference(next, come) < 3);
    }

    [Fact]
    public void A_frozen_stream_repeats_the_picture_in_which_it_froze_bit_for_bit()
    {
        using Mat first = At(new Frozen(Begins, 60), -Into), later = At(new Frozen(Begins, 60)),
            last = At(new Frozen(Begins, 60), 29.9), over = At(new Frozen(Begins, 60), 30);
        Assert.Equal(Drawing.Bytes(first), Drawing.Bytes(later));
        Assert.Equal(Drawing.Bytes(first), Drawing.Bytes(last));
        Assert.NotEqual(Drawing.Bytes(first), Drawing.Bytes(over));
    }

    [Fact]
    public void In_the_dark_only_the_sensors_noise_is_left()
    {
        using Mat dark = At(new Dark(Begins, 60)), next = At(new Dark(Begins, 60), 0.1);
        Assert.InRange(Drawing.Mean(dark), 1, 6);
        Assert.True(Drawing.Difference(dark, next) > 0.5);
    }

    /// <summary>How much fine detail an effect leaves of the street: the standard deviation of its Laplacian, without a sensor's noise.</summary>
    private static double Detail(Effect effect, double into)
    {
        using Mat street = Drawing.Street(), detail = new();
        effect.Apply(street, into, 1);
        Cv2.Laplacian(street, detail, MatType.CV_32F);
        Cv2.MeanStdDev(detail, out _, out var deviation);
        return deviation.Val1;
    }

    /// <summary>The empty road, some seconds after <see cref="Into"/> seconds of an effect that begins at <see cref="Begins"/>.</summary>
    private static Mat At(Effect effect, double later = 0) => Drawing.Empty(RoadStory.Score() with { Effects = [effect] }).At(Begins + Into + later);
}
