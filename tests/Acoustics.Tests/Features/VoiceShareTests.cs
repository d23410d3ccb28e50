using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class VoiceShareTests
{
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
