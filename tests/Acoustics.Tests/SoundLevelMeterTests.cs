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
    public void Steady_tones_are_weighted_within_a_tenth_of_a_decibel_of_the_design_goal()
    {
        for (var i = 0; i < ThirdOctave.Count; i++)
        {
            var hertz = ThirdOctave.MidBandHertz(i);
            var second = Measure(Sine(hertz, 2 * Rate))[1];
            Assert.Equal(WeightingGoal.Db(FrequencyWeighting.A, hertz), second.LAeq!.Value - 94, 0.1);
            Assert.Equal(WeightingGoal.Db(FrequencyWeighting.C, hertz), second.LCeq!.Value - 94, 0.1);
            Assert.Equal(94, second.LZeq!.Value, 0.05);
        }
    }

    [Fact]
    public void White_noise_agrees_with_its_spectrum_weighted_by_the_design_goal()
    {
        var noise = WhiteNoise(1, 3 * Rate);
        // A second of silence lets the filters ring out, so that the whole energy is counted.
        var seconds = Measure([.. noise, .. Burst(1000, 0, 0, Rate)]);
        var spectrum = Spectrum.Of(noise);
        Assert.Equal(spectrum.LevelDb(FrequencyWeighting.A), TotalDb(seconds, s => s.LAeq), 0.03);
        Assert.Equal(spectrum.LevelDb(FrequencyWeighting.C), TotalDb(seconds, s => s.LCeq), 0.03);
        Assert.Equal(spectrum.LevelDb(FrequencyWeighting.Z), TotalDb(seconds, s => s.LZeq), 0.001);
    }

    [Fact]
    public void The_least_F_level_is_not_known_before_F_has_settled()
    {
        var seconds = Measure(Sine(1000, 2 * Rate));
        Assert.Null(seconds[0].LAFmin);
        Assert.NotNull(seconds[1].LAFmin);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1024)]
    [InlineData(48_000)]
    public void How_sound_is_cut_into_blocks_changes_no_bit(int block)
    {
        var noise = WhiteNoise(2, 2 * Rate);
        var expected = Measure(noise);
        var meter = new SoundLevelMeter();
        foreach (var second in expected)
        {
            for (var at = 0; at < Rate; at += block)
                meter.Add(noise.AsSpan(at + (second == expected[1] ? Rate : 0), Math.Min(block, Rate - at)));
            var actual = meter.EndSecond();
            Assert.Equal(second.Bands, actual.Bands);
            Assert.Equal(second.Steps.LafDb, actual.Steps.LafDb);
            Assert.Equal(
                (second.LAeq, second.LCeq, second.LZeq, second.LAFmax, second.LAFmin, second.LASmax),
                (actual.LAeq, actual.LCeq, actual.LZeq, actual.LAFmax, actual.LAFmin, actual.LASmax));
        }
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
        var e = Assert.Throws<NotSupportedException>(() => new SoundLevelMeter(44_100));
        Assert.Equal("The sound is at 44100 Hz; the meter takes 48000 Hz.", e.Message);
    }

    private static void IsNoSignal(ReadOnlySpan<float> pascal)
    {
        var second = Measure(pascal)[0];
        Assert.Equal([SecondLevels.NoSignal], second.Flags);
        Assert.All([second.LAeq, second.LCeq, second.LZeq, second.LAFmax, second.LAFmin, second.LASmax, second.LCpeak, .. second.Bands], Assert.Null);
        Assert.Empty(second.Steps.LafDb);
    }

    private static double TotalDb(IEnumerable<SecondLevels> seconds, Func<SecondLevels, double?> level) =>
        Energy.LevelDb(seconds.Sum(s => Energy.Of(level(s)!.Value)));
}
