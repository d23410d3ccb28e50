using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class EnergyTests
{
    [Fact]
    public void Two_equal_levels_sum_to_three_decibels_more_and_average_to_themselves()
    {
        Assert.Equal(63.01, Energy.SumDb([60, 60])!.Value, 0.005);
        Assert.Equal(60, Energy.MeanDb([60, 60])!.Value, 1e-9);
    }

    [Fact]
    public void A_mean_is_one_of_energies_not_of_decibels() => Assert.Equal(57.03, Energy.MeanDb([60, 40])!.Value, 0.005);

    [Fact]
    public void Of_no_levels_there_is_no_mean_and_no_sum()
    {
        Assert.Null(Energy.MeanDb([]));
        Assert.Null(Energy.SumDb([]));
    }

    [Theory]
    [InlineData(-26)]
    [InlineData(-38.5)]
    public void A_sine_at_the_microphones_sensitivity_is_94_dB(double sensitivity)
    {
        var scale = Sensitivity.PascalPerFullScale(sensitivity);
        var peak = Math.Pow(10, sensitivity / 20);
        var tone = Enumerable.Range(0, Rate).Select(n => (float)(scale * peak * Math.Sin(2 * Math.PI * 1000 * n / Rate))).ToArray();
        Assert.Equal(94, Measure(tone)[0].LZeq!.Value, 0.001);
    }

    [Fact]
    public void A_full_scale_square_wave_reads_three_decibels_over_the_full_scale_sine() =>
        Assert.Equal(123.01, Energy.PressureLevelDb(Math.Pow(Sensitivity.PascalPerFullScale(-26), 2)), 0.005);

    [Fact]
    public void A_transform_of_another_length_is_refused_in_a_sentence() =>
        Assert.Contains("12 values", Assert.Throws<ArgumentException>(() => Fourier.Forward(new System.Numerics.Complex[12])).Message,
            StringComparison.Ordinal);
}
