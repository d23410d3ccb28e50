using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

/// <summary>IEC 61672-1:2013, 5.11 and 5.12: what lies outside the microphone's range keeps its value and is flagged.</summary>
public class RangeTests
{
    private static readonly MeasuringRange Microphone = MeasuringRange.Of(-26, selfNoiseDb: 29);
    private static readonly double FullScale = Sensitivity.PascalPerFullScale(-26);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void One_sample_at_the_end_of_the_scale_marks_its_second_and_no_other(int sign)
    {
        var tone = Sine(1000, 3 * Rate);
        tone[Rate + 12_345] = (float)(sign * FullScale * 32767 / 32768);
        var seconds = Measure(tone);
        Assert.Equal([[], [SecondLevels.Overload], []], seconds.Select(s => s.Flags));
        Assert.NotNull(seconds[1].LAeq);
        Assert.NotNull(seconds[1].LCpeak);
    }

    [Fact]
    public void A_full_scale_sine_of_16_bits_is_an_overload_and_one_a_tenth_of_a_decibel_less_is_not()
    {
        Assert.Equal([SecondLevels.Overload], Measure(Sine(1000, Rate, 120))[0].Flags);
        Assert.Empty(Measure(Sine(1000, Rate, 119.9))[0].Flags);
    }

    [Fact]
    public void Under_the_microphones_own_noise_a_level_is_kept_and_marked()
    {
        var quiet = Measure(Sine(1000, Rate, 33.5))[0];
        Assert.Equal([SecondLevels.UnderRange], quiet.Flags);
        Assert.Equal(33.5, quiet.LAeq!.Value, 0.1);
        Assert.Empty(Measure(Sine(1000, Rate, 34.5))[0].Flags);
    }

    [Fact]
    public void What_is_quieter_than_any_microphone_is_none()
    {
        var second = Measure(Sine(1000, Rate, 18.5))[0];
        Assert.Equal([SecondLevels.NoSignal], second.Flags);
        Assert.Null(second.LAeq);
        Assert.Equal([SecondLevels.UnderRange], Measure(Sine(1000, Rate, 20))[0].Flags);
    }

    [Fact]
    public void Sound_at_16_kHz_is_marked_band_limited_and_at_32_kHz_is_not()
    {
        Assert.Equal([SecondLevels.BandLimited], Flags(16_000));
        Assert.Empty(Flags(32_000));

        static IReadOnlyList<string> Flags(int rate)
        {
            var meter = new SoundLevelMeter(rate);
            meter.Add(WhiteNoise(1, rate));
            return meter.EndSecond().Flags;
        }
    }

    [Fact]
    public void A_constant_offset_is_no_sound()
    {
        var offset = WhiteNoise(9, 2 * Rate).Select(p => 10 + 0.01f * p).ToArray();
        var clean = Measure([.. offset.Select(p => p - 10)]);
        var seconds = Measure(offset);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(clean[i].LZeq!.Value, seconds[i].LZeq!.Value, 0.5);
            Assert.Equal(clean[i].LAeq!.Value, seconds[i].LAeq!.Value, 0.01);
        }
    }

    private static List<SecondLevels> Measure(ReadOnlySpan<float> pascal)
    {
        var meter = new SoundLevelMeter(Rate, Microphone);
        var seconds = new List<SecondLevels>();
        for (; pascal.Length >= Rate; pascal = pascal[Rate..])
        {
            meter.Add(pascal[..Rate]);
            seconds.Add(meter.EndSecond());
        }
        return seconds;
    }
}
