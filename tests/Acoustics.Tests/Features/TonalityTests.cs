using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class TonalityTests
{
    [Theory]
    [InlineData(4, 15)] // 25 Hz
    [InlineData(11, 15)] // 125 Hz
    [InlineData(12, 8)] // 160 Hz
    [InlineData(16, 8)] // 400 Hz
    [InlineData(17, 5)] // 500 Hz
    [InlineData(30, 5)] // 10 kHz
    public void A_band_is_tonal_that_exceeds_both_neighbours_by_the_limit_of_its_range(int index, double limit)
    {
        Assert.Equal([new TonalBand(index, limit)], Tonality.Of(Spectrum(index, limit, 0)));
        Assert.Empty(Tonality.Of(Spectrum(index, limit - 0.01, 0)));
        Assert.Empty(Tonality.Of(Spectrum(index, limit, 0.01)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(31)]
    public void Bands_beyond_25_Hz_and_10_kHz_are_not_judged(int index)
    {
        Assert.Empty(Tonality.Of(Spectrum(index, 40, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tonality.LimitDb(index));
    }

    [Fact]
    public void A_band_beside_one_that_was_not_measured_is_not_judged()
    {
        var bands = Spectrum(20, 30, 0);
        bands[21] = null;
        Assert.Empty(Tonality.Of(bands));
        Assert.Throws<ArgumentException>(() => Tonality.Of(new double?[33]));
    }

    [Fact]
    public void A_tone_in_mid_band_is_seen_and_one_between_two_bands_is_not()
    {
        var noise = Sounds.Pink(1, 4).AtLAeq(50);
        Assert.Equal([20], Found(1000));
        Assert.Empty(Found(1000 * Math.Pow(10, 0.05)));

        IEnumerable<int> Found(double hertz) =>
            Tonality.Of(Signal.Measure(noise.With(0, Signal.Sine(hertz, 4 * Signal.Rate, 60)))[2].Bands).Select(t => t.Index);
    }

    private static double?[] Spectrum(int index, double excess, double neighbour)
    {
        var bands = new double?[ThirdOctave.Count];
        Array.Fill(bands, 40);
        bands[index] = 40 + excess;
        bands[index + 1] = 40 + neighbour;
        return bands;
    }
}
