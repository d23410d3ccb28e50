using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class ThirdOctaveTests
{
    /// <summary>IEC 61260-1:2014, class 1: least and greatest attenuation at a distance from mid-band, as a frequency ratio.</summary>
    private static readonly (double Ratio, double Least, double Greatest)[] Mask =
    [
        (1, -0.4, 0.4), (1.02667, -0.4, 0.5), (1.05575, -0.4, 0.7), (1.08746, -0.4, 1.4), (1.122, -0.4, 5.3), (1.1221, 1.2, 99),
        (1.29437, 16.6, 199), (1.88173, 40.5, 199), (3.05365, 60, 199), (5.39195, 70, 199),
    ];

    [Fact]
    public void Every_band_keeps_the_class_1_mask()
    {
        for (var band = ThirdOctave.Index500Hz; band <= ThirdOctave.Index4kHz; band++)
            foreach (var (ratio, least, greatest) in Mask)
                foreach (var hertz in new[] { ThirdOctave.MidBandHertz(band) * ratio, ThirdOctave.MidBandHertz(band) / ratio })
                    if (hertz < 23_000)
                        Assert.InRange(94 - Measure(Sine(hertz, 2 * Rate))[1].Bands[band]!.Value, least, greatest);
    }

    [Fact]
    public void White_noise_reads_its_spectrum_in_every_band_and_the_rest_are_not_known()
    {
        var noise = WhiteNoise(5, Rate);
        var spectrum = Spectrum.Of(noise);
        var bands = Measure(noise)[0].Bands;
        var excess = 10 * Math.Log10(ThirdOctave.BroadbandGain);
        for (var i = 0; i < ThirdOctave.Count; i++)
            if (i < StepTrace.FirstBand)
                Assert.Null(bands[i]);
            else
                Assert.Equal(spectrum.LevelDb(FrequencyWeighting.Z, Edge(i, -1), Edge(i, +1)) + excess, bands[i]!.Value, 0.4);
    }

    [Fact]
    public void The_share_of_the_voice_bands_is_that_of_the_spectrum()
    {
        var noise = WhiteNoise(6, Rate);
        var spectrum = Spectrum.Of(noise);
        var expected = Energy.Of(spectrum.LevelDb(FrequencyWeighting.A, Edge(ThirdOctave.Index500Hz, -1), Edge(ThirdOctave.Index4kHz, +1))
            - spectrum.LevelDb(FrequencyWeighting.A));
        var second = Measure(noise)[0];
        Assert.Equal(expected, VoiceShare.Of(second.Bands, second.LAeq)!.Value, 0.02);
    }

    [Fact]
    public void The_share_is_one_of_a_voice_like_tone_nought_of_a_bass_and_unknown_without_bands()
    {
        var tone = Measure(Sine(1000, 2 * Rate))[1];
        Assert.InRange(VoiceShare.Of(tone.Bands, tone.LAeq)!.Value, 0.95, 1);
        var bass = Measure(Sine(63, 2 * Rate))[1];
        Assert.InRange(VoiceShare.Of(bass.Bands, bass.LAeq)!.Value, 0, 0.001);
        Assert.Null(VoiceShare.Of(null, 60));
        Assert.Null(VoiceShare.Of(new double?[ThirdOctave.Count], 60));
        Assert.Throws<ArgumentException>(() => VoiceShare.Of(new double?[31], 60));
    }

    private static double Edge(int band, int side) => ThirdOctave.MidBandHertz(band) * Math.Pow(10, side * 0.05);
}
