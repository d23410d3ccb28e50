using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class FlatTopTests
{
    private static readonly double FullScale = Sensitivity.PascalPerFullScale(-26);

    [Theory]
    [InlineData(1000, 0.7, 1.0)]
    [InlineData(1000, 0.95, 0.5)]
    [InlineData(100, 0.8, 0.1)]
    [InlineData(3000, 0.5, 0.01)]
    public void Sound_that_was_cut_off_and_turned_down_since_is_an_overload(double hertz, double cut, double gain) =>
        Assert.Equal([SecondLevels.Overload], Flags(SixteenBits(hertz, x => gain * Math.Clamp(x, -cut, cut))));

    [Fact]
    public void On_a_finer_scale_it_is_one_however_far_it_was_turned_down() =>
        Assert.Equal([SecondLevels.Overload],
            Flags([.. SixteenBits(1000, x => Math.Clamp(x, -0.5, 0.5)).Select(x => MathF.Round(0.004f * x * (1 << 23)) / (1 << 23))]));

    [Fact]
    public void Cut_off_on_one_side_only_it_is_one_as_well() =>
        Assert.Equal([SecondLevels.Overload], Flags(SixteenBits(500, x => 0.3 * Math.Min(x, 0.6))));

    [Theory]
    [InlineData(20, 0.9)]
    [InlineData(50, 0.5)]
    [InlineData(1000, 0.9)]
    [InlineData(1000, 0.0005)]
    [InlineData(100, 0.0002)]
    [InlineData(12_000, 0.9)]
    public void A_whole_tone_is_none_however_deep_or_quiet(double hertz, double gain) =>
        Assert.Empty(Flags(SixteenBits(hertz, x => gain * x)));

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(4000)]
    public void Noise_of_a_few_steps_of_the_scale_is_none(double steps) =>
        Assert.Empty(Flags([.. WhiteNoise(11, Rate).Select(p => (float)Math.Round(2 * steps * p) / 32768)]));

    private static IReadOnlyList<string> Flags(float[] fullScaleOne)
    {
        var meter = new SoundLevelMeter(Rate, MeasuringRange.Of(-26, selfNoiseDb: null));
        meter.Add([.. fullScaleOne.Select(x => (float)(x * FullScale))]);
        return meter.EndSecond().Flags;
    }

    private static float[] SixteenBits(double hertz, Func<double, double> shape)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Rate)
            .Select(n => (float)Math.Round(32000 * shape(Math.Sin(2 * Math.PI * hertz * n / Rate + 0.3) + 1e-4 * random.NextDouble())) / 32768)];
    }
}
