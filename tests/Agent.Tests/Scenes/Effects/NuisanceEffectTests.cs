using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Scenes.Effects;

namespace Solutions.Edge.Agent.Tests.Scenes.Effects;

public sealed class NuisanceEffectTests : IDisposable
{
    private readonly Mat street = Drawing.Street(), picture = new(), ground = new(Lens.Height, Lens.Width, MatType.CV_8UC3, Scalar.All(30));

    public void Dispose()
    {
        street.Dispose();
        picture.Dispose();
        ground.Dispose();
    }

    [Fact]
    public void Rain_streaks_everywhere_anew_in_every_frame_and_hardly_changes_the_mean()
    {
        var rain = new Rain(0, 60);
        street.CopyTo(picture);
        rain.Apply(picture, 20, 1);
        using var next = street.Clone();
        rain.Apply(next, 20.1, 1);
        Assert.InRange(Drawing.Mean(picture) - Drawing.Mean(street), 0.2, 6);
        using var streaks = new Mat();
        Cv2.Absdiff(picture, next, streaks);
        foreach (var x in new[] { 0, 1, 2, 3 })
        {
            using var quarter = new Mat(streaks, new Rect(x * Lens.Width / 4, 0, Lens.Width / 4, Lens.Height));
            Assert.InRange(Drawing.Mean(quarter), 0.5, 6);
        }
    }

    [Fact]
    public void Headlights_light_the_ground_up_without_an_edge()
    {
        var lights = new Headlights(0, 20);
        var brightest = Enumerable.Range(0, 50).Max(n => Brightest(lights, n / 10.0));
        Assert.InRange(brightest, 60, 150);
    }

    [Fact]
    public void Insects_are_bright_and_out_of_focus_and_no_frame_is_like_the_last()
    {
        var insects = new Insects(0, 20);
        var brightest = Enumerable.Range(0, 50).Max(n => Brightest(insects, n / 10.0));
        Assert.InRange(brightest, 100, 255);
        using var before = ground.Clone();
        insects.Apply(before, 5, 1);
        ground.CopyTo(picture);
        insects.Apply(picture, 5.1, 1);
        Assert.True(Drawing.Difference(before, picture) > 0.3);
    }

    [Fact]
    public void A_failing_lamp_drops_in_some_frames_of_a_burst_within_its_pool_and_stays_on_between_bursts()
    {
        var flicker = new LampFlicker(0, 20);
        var drops = Enumerable.Range(0, 40).Select(n => Change(flicker, n / 10.0)).ToList();
        Assert.InRange(drops.Take(20).Count(d => d > 0.5), 3, 12);
        Assert.All(drops.Skip(20), d => Assert.Equal(0, d));
    }

    [Fact]
    public void A_cloud_takes_the_light_slowly_and_a_step_at_once()
    {
        Effect cloud = new Cloud(0, 24), step = new LightStep(0, 20, 1.25);
        var darker = Enumerable.Range(0, 240).Select(n => Change(cloud, n / 10.0) / Drawing.Mean(street)).ToList();
        Assert.InRange(darker[120], 0.33, 0.37);
        Assert.All(darker.Zip(darker.Skip(1)), d => Assert.True(Math.Abs(d.First - d.Second) < 0.015, $"{d}"));
        Assert.InRange(Change(step, 0) / Drawing.Mean(street), 0.2, 0.26);
    }

    [Fact]
    public void What_a_shaking_camera_sees_lies_where_it_says_and_at_most_two_pixels_off()
    {
        var shake = new Shake(0, 18);
        using Mat still = Grey(street), shaken = new(), window = new();
        Cv2.CreateHanningWindow(window, still.Size(), MatType.CV_32F);
        var farthest = 0.0;
        for (var into = 1.0; into < 17; into += 0.7)
        {
            street.CopyTo(picture);
            shake.Apply(picture, into, 1);
            using var grey = Grey(picture);
            var (seen, said) = (Cv2.PhaseCorrelate(still, grey, window, out _), shake.Shift(into, 1));
            Assert.InRange(seen.X - said.X, -0.5, 0.5);
            Assert.InRange(seen.Y - said.Y, -0.5, 0.5);
            farthest = Math.Max(farthest, Math.Max(Math.Abs(said.X), Math.Abs(said.Y)));
        }
        Assert.InRange(farthest, 1, Shake.Reach);
    }

    [Fact]
    public void By_night_it_is_dark_but_under_the_lamp_and_in_the_lit_windows()
    {
        var night = new Night(0, 100);
        street.CopyTo(picture);
        night.Prepare(picture, 50);
        night.Apply(picture, 50, 1);
        Assert.InRange(Drawing.Mean(picture) / Drawing.Mean(street), 0.2, 0.5);
        Assert.True(Drawing.Mean(Pool(picture)) / Drawing.Mean(Pool(street)) > 0.55);
        using var unlit = street.Clone();
        night.Apply(unlit, 50, 1);
        Assert.All(RoadBackdrop.LitWindows, w => Assert.True(Drawing.Mean(new Mat(picture, w)) > 1.6 * Drawing.Mean(new Mat(unlit, w))));

        static Mat Pool(Mat of) => new(of, new Rect((int)StreetLamp.Pool.X - 40, (int)StreetLamp.Pool.Y - 20, 80, 40));
    }

    [Fact]
    public void A_lit_window_does_not_shine_through_a_bus()
    {
        var score = RoadStory.Score() with { Effects = [new Night(0, 600)] };
        var pane = RoadBackdrop.LitWindows.Single(w => w.Top > 90);
        using Mat bus = new ScenePicture(1, score).At(110), empty = Drawing.Empty(score).At(110);
        Assert.True(Cv2.Mean(new Mat(bus, pane)).Val2 < 0.7 * Cv2.Mean(new Mat(empty, pane)).Val2);
    }

    /// <summary>The brightest that an effect makes a bare ground, on which it draws no edge.</summary>
    private double Brightest(Effect effect, double into)
    {
        ground.CopyTo(picture);
        effect.Apply(picture, into, 1);
        using Mat grey = new(), edges = new();
        Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        Cv2.Absdiff(new Mat(grey, new Rect(0, 0, Lens.Width - 1, Lens.Height)), new Mat(grey, new Rect(1, 0, Lens.Width - 1, Lens.Height)), edges);
        Cv2.MinMaxLoc(edges, out double _, out double step);
        Assert.True(step <= 14, $"a step of {step} levels at {into}");
        Cv2.MinMaxLoc(grey, out double _, out double most);
        return most;
    }

    private double Change(Effect effect, double into)
    {
        street.CopyTo(picture);
        effect.Apply(picture, into, 1);
        return Drawing.Difference(street, picture);
    }

    private static Mat Grey(Mat bgr)
    {
        var grey = new Mat();
        using var bytes = new Mat();
        Cv2.CvtColor(bgr, bytes, ColorConversionCodes.BGR2GRAY);
        bytes.ConvertTo(grey, MatType.CV_32F);
        return grey;
    }
}
