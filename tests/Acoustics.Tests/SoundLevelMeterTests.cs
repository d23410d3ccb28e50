using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class SoundLevelMeterTests
{
    [Fact]
    public void A_94_dB_tone_of_1_kHz_reads_94_in_every_weighting()
    {
        var second = Measure(Sine(1000, 8 * Rate))[^1];
        foreach (var level in new[] { second.LAeq, second.LCeq, second.LZeq, second.LAFmax, second.LAFmin, second.LASmax, second.Bands[20] })
            Assert.Equal(94, level!.Value, 0.02);
        Assert.Equal(Rate, second.Samples);
        Assert.Empty(second.Flags);
    }

    [Fact]
    public void The_least_F_level_is_not_known_before_F_has_settled()
    {
        var seconds = Measure(Sine(1000, 2 * Rate));
        Assert.Null(seconds[0].LAFmin);
        Assert.NotNull(seconds[1].LAFmin);
    }

    [Fact]
    public void Seven_tenths_of_a_decibel_less_sound_read_seven_tenths_less()
    {
        var noise = WhiteNoise(3, Rate);
        var softer = noise.Select(p => (float)(p * Math.Pow(10, -0.7 / 20))).ToArray();
        Assert.Equal(Measure(noise)[0].LAeq!.Value - 0.7, Measure(softer)[0].LAeq!.Value, 0.0001);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.25f)]
    public void A_stuck_microphone_has_no_level(float value) => IsNoSignal([.. Enumerable.Repeat(value, Rate)]);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void One_sample_that_is_no_number_voids_its_second_and_no_other(float broken)
    {
        var tone = Sine(1000, 2 * Rate);
        tone[100] = broken;
        IsNoSignal(tone.AsSpan(0, Rate));
        Assert.Equal(94, Measure(tone)[1].LAeq!.Value, 0.05);
    }

    [Fact]
    public void After_a_restart_the_meter_reads_like_a_new_one()
    {
        var noise = WhiteNoise(4, Rate);
        var meter = new SoundLevelMeter();
        meter.Add(Sine(100, 12_345));
        meter.Restart();
        meter.Add(noise);
        var second = meter.EndSecond();
        Assert.Equal(Measure(noise)[0].Steps.LafDb, second.Steps.LafDb);
        Assert.Equal(Measure(noise)[0].Bands, second.Bands);
        Assert.Null(second.LAFmin);
    }

    [Fact]
    public void Another_sample_rate_is_refused_in_a_sentence()
    {
        var e = Assert.Throws<NotSupportedException>(() => new SoundLevelMeter(22_050));
        Assert.Equal("The sound is at 22050 Hz; the meter takes 16000, 32000, 44100, 48000, 96000 Hz.", e.Message);
    }

    private static void IsNoSignal(ReadOnlySpan<float> pascal)
    {
        var second = Measure(pascal)[0];
        Assert.Equal([SecondLevels.NoSignal], second.Flags);
        Assert.All([second.LAeq, second.LCeq, second.LZeq, second.LAFmax, second.LAFmin, second.LASmax, second.LCpeak, .. second.Bands], Assert.Null);
        Assert.Empty(second.Steps.LafDb);
    }
}
