using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class BandTests
{
    [Fact]
    public void White_noise_reads_its_spectrum_in_every_band()
    {
        var noise = WhiteNoise(5, 20 * Rate);
        var spectrum = Spectrum.Of(noise);
        var seconds = Measure(noise);
        var excess = 10 * Math.Log10(ThirdOctave.BroadbandGain);
        for (var i = 0; i < ThirdOctave.Count; i++)
        {
            var (lower, upper) = ThirdOctave.EdgesHertz(i);
            // The lowest bands hold few cycles, and what lies beside the edges weighs more.
            var tolerance = i < 10 ? 1 : 0.2;
            Assert.Equal(spectrum.LevelDb(FrequencyWeighting.Z, lower, upper) - Energy.LevelDb(20) + excess,
                Energy.MeanDb(seconds.Select(s => s.Bands[i]!.Value))!.Value, tolerance);
        }
    }

    [Theory]
    [InlineData(16_000, 28)]
    [InlineData(32_000, 31)]
    [InlineData(44_100, 32)]
    [InlineData(48_000, 33)]
    [InlineData(96_000, 33)]
    public void A_band_whose_upper_edge_the_rate_does_not_hold_is_not_known(int rate, int last)
    {
        var meter = new SoundLevelMeter(rate);
        meter.Add(WhiteNoise(7, rate));
        var bands = meter.EndSecond().Bands;
        for (var i = 0; i < bands.Count; i++)
            Assert.Equal(i <= last, bands[i] is not null);
    }

    [Fact]
    public void An_octave_is_the_energy_of_its_thirds_and_not_known_where_they_are_not()
    {
        var bands = new double?[ThirdOctave.Count];
        Assert.Null(Octave.LevelDb(bands, Octave.Index63Hz, Rate));
        for (var i = 0; i < bands.Length; i++)
            bands[i] = 60;
        Assert.Equal(64.77, Octave.LevelDb(bands, Octave.Index63Hz, Rate)!.Value, 0.005);
        Assert.Null(Octave.LevelDb(bands, 10, Rate));
        Assert.NotNull(Octave.LevelDb(bands, 10, 96_000));
        Assert.Equal([16, 32, 63, 126, 251, 501, 1000, 1995, 3981, 7943, 15849],
            Enumerable.Range(0, Octave.Count).Select(i => Math.Round(Octave.MidBandHertz(i))));
    }

    [Fact]
    public void Steps_hold_the_energy_of_the_second()
    {
        var second = Measure(WhiteNoise(8, 2 * Rate))[1];
        Assert.Equal(100, second.Steps.Count);
        Assert.Equal(second.LAeq!.Value, Energy.LevelDb(second.Steps.AEnergy.Average()), 1e-9);
        for (var i = StepTrace.FirstBand; i < ThirdOctave.Count; i++)
            Assert.Equal(second.Bands[i]!.Value, Energy.LevelDb(Enumerable.Range(0, 100).Average(step => second.Steps.BandEnergy(step, i))), 0.01);
    }
}
