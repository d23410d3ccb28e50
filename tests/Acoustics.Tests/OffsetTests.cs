using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

/// <summary>Full scale is 20 Pa here: an offset of a twentieth of it is 1 Pa, a bump of 94 dB.</summary>
public class OffsetTests
{
    private const float Quiet = 0.004f;

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(96, 1f)]
    [InlineData(240, 1f)]
    [InlineData(470, -3f)]
    [InlineData(4096, 1f)]
    [InlineData(23_456, -1f)]
    public void An_offset_that_begins_after_the_converters_zeros_is_not_measured(int zeros, float offset)
    {
        var room = Room(6);
        var start = room.Select((p, n) => n < zeros ? 0 : p + offset).ToArray();
        var (clean, found) = (Measure(room), Measure(start));
        Assert.Equal(clean[0].LAFmax!.Value, found[0].LAFmax!.Value, 1.0);
        Assert.Equal(clean[1].LAFmax!.Value, found[1].LAFmax!.Value, 0.2);
        Assert.Equal(clean[1].LCpeak!.Value, found[1].LCpeak!.Value, 1.5);
    }

    [Theory]
    [InlineData(3f)]
    [InlineData(-0.8f)]
    public void An_offset_under_loud_sound_from_the_first_sample_is_not_measured(float offset)
    {
        var loud = WhiteNoise(12, 2 * Rate);
        var (clean, found) = (Measure(loud), Measure(loud.Select(p => p + offset).ToArray()));
        Assert.Equal(clean[0].LCpeak!.Value, found[0].LCpeak!.Value, 0.5);
        Assert.Equal(clean[0].LZeq!.Value, found[0].LZeq!.Value, 0.1);
        Assert.Equal(clean[0].LAFmax!.Value, found[0].LAFmax!.Value, 0.2);
    }

    /// <summary>The crest is in the middle of what is looked at first: there a tone is most like an offset.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(31.5)]
    [InlineData(50)]
    public void A_low_tone_from_the_first_sample_is_no_offset(double hertz)
    {
        float[] tone = [.. Room(13).Select((p, n) => p + (float)Math.Cos(2 * Math.PI * hertz * (n - 480) / Rate))];
        Assert.Equal(20 * Math.Log10(Math.Sqrt(0.5) / 20e-6), Measure(tone)[0].LZeq!.Value, 0.1);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-0.2f)]
    public void An_offset_that_jumps_later_is_not_measured_either(float offset)
    {
        var room = Room(7);
        for (var at = Rate + 10; at < 2 * Rate - 100; at += 4_783)
        {
            var jumps = room.Select((p, n) => n < at ? p : p + offset).ToArray();
            Assert.Equal(Measure(room)[1].LAFmax!.Value, Measure(jumps)[1].LAFmax!.Value, 1.0);
            Assert.Equal(Measure(room)[1].LAeq!.Value, Measure(jumps)[1].LAeq!.Value, 0.5);
        }
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.4)]
    public void An_offset_that_jumps_back_within_the_second_is_not_measured_either(double seconds)
    {
        var room = Room(10);
        var glitch = room.Select((p, n) => n < Rate + 20_000 || n >= Rate + 20_000 + seconds * Rate ? p : p + 1).ToArray();
        Assert.Equal(Measure(room)[1].LAFmax!.Value, Measure(glitch)[1].LAFmax!.Value, 1.0);
        Assert.Equal(Measure(room)[1].LZeq!.Value, Measure(glitch)[1].LZeq!.Value, 0.5);
        Assert.Equal(Measure(room)[1].LCpeak!.Value, Measure(glitch)[1].LCpeak!.Value, 1.5);
    }

    [Fact]
    public void A_square_wave_keeps_its_level()
    {
        var square = Room(11).Select((p, n) => p + (n / 1200 % 2 == 0 ? 1 : -1)).ToArray();
        Assert.Equal(20 * Math.Log10(1 / 20e-6), Measure(square)[2].LZeq!.Value, 0.1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(80)]
    public void A_low_tone_that_begins_at_its_crest_keeps_its_level(double hertz)
    {
        float[] tone = [.. Room(8).Select((p, n) => p + (n < Rate ? 0 : (float)Math.Cos(2 * Math.PI * hertz * n / Rate)))];
        Assert.Equal(20 * Math.Log10(Math.Sqrt(0.5) / 20e-6), Measure(tone)[2].LZeq!.Value, 0.1);
    }

    [Fact]
    public void A_click_stays_a_click()
    {
        var click = Room(9);
        for (var n = 0; n < 400; n++)
            click[Rate + 1000 + n] += (float)Math.Exp(-n / 40.0);
        Assert.True(Measure(click)[1].LCpeak > 90);
    }

    private static float[] Room(int seed) => [.. WhiteNoise(seed, 3 * Rate).Select(p => Quiet * p)];
}
