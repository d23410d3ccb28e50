using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class BassTests
{
    [Fact]
    public void An_octave_is_the_sum_of_its_three_bands_and_of_no_other()
    {
        double?[] bands = [.. Enumerable.Repeat<double?>(90, ThirdOctave.Count)];
        (bands[7], bands[8], bands[9]) = (50, 60, 50);
        (bands[10], bands[11], bands[12]) = (40, 40, 40);
        Assert.Equal(60.79, Bass.Octave63Db(bands)!.Value, 0.005);
        Assert.Equal(44.77, Bass.Octave125Db(bands)!.Value, 0.005);
    }

    [Fact]
    public void The_octaves_bands_are_those_of_their_names() => Assert.Equal([50, 63, 79, 100, 126, 158],
        Enumerable.Range(7, 6).Select(i => Math.Round(ThirdOctave.MidBandHertz(i))));

    [Fact]
    public void What_was_not_measured_leaves_it_unknown()
    {
        var bands = new double?[ThirdOctave.Count];
        Array.Fill(bands, 50);
        bands[9] = null;
        Assert.Null(Bass.Octave63Db(bands));
        Assert.NotNull(Bass.Octave125Db(bands));
        Assert.Null(Bass.LCeqMinusLAeq(null, 50));
        Assert.Null(Bass.LCeqMinusLAeq(50, null));
    }

    [Fact]
    public void A_bass_tone_lifts_C_over_A_by_what_the_weightings_differ()
    {
        var bass = Signal.Measure(Signal.Sine(ThirdOctave.MidBandHertz(8), 3 * Signal.Rate))[2];
        Assert.Equal(25.4, Bass.LCeqMinusLAeq(bass.LCeq, bass.LAeq)!.Value, 0.2);
        var voice = Signal.Measure(Signal.Sine(1000, 3 * Signal.Rate))[2];
        Assert.Equal(0, Bass.LCeqMinusLAeq(voice.LCeq, voice.LAeq)!.Value, 0.05);
    }
}
