using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

/// <summary>Lost blocks stand as zeros, or as one value held, in what a driver delivers. They are no silence.</summary>
public class LostSamplesTests
{
    [Theory]
    [InlineData(0f, 0, 43_200)]
    [InlineData(0f, 4_321, 43_200)]
    [InlineData(0.3f, 30_001, 15_000)]
    [InlineData(-0.7f, 100, 480)]
    public void What_is_lost_of_a_second_counts_in_no_level_but_against_its_capture(float held, int from, int length)
    {
        var whole = WhiteNoise(1, 10 * Rate);
        var holed = (float[])whole.Clone();
        for (var second = 0; second < 10; second++)
            holed.AsSpan(second * Rate + from, Math.Min(length, Rate - from)).Fill(held);
        var (expected, found) = (Statistics(whole), Statistics(holed));
        // A value held may be that of the sample before or after it.
        Assert.Equal(100 - 100.0 * length / Rate, found.CapturePercent(TimeSpan.FromSeconds(10)), 0.01);
        Assert.Equal(expected.LAeq!.Value.Db, found.LAeq!.Value.Db, 0.3);
        Assert.Equal(expected.Exceeded(90)!.Value.Db, found.Exceeded(90)!.Value.Db, 0.3);
        Assert.Equal(expected.Exceeded(10)!.Value.Db, found.Exceeded(10)!.Value.Db, 0.3);
        Assert.Equal(expected.LAFmin!.Value.Db, found.LAFmin!.Value.Db, 0.6);
        Assert.Equal(expected.LAFmax!.Value.Db, found.LAFmax!.Value.Db, 0.6);
        Assert.All(Measure(holed), s => Assert.Contains(SecondLevels.LostSamples, s.Flags));
        Assert.All(Measure(holed), s => Assert.Equal(length, s.Lost, 3.0));
    }

    [Fact]
    public void A_loss_over_a_seconds_end_is_taken_from_both()
    {
        var sound = WhiteNoise(2, 2 * Rate);
        sound.AsSpan(Rate - 1200, 3000).Clear();
        Assert.Equal([1200, 1800], Measure(sound).Select(s => s.Lost));
    }

    [Fact]
    public void One_value_for_less_than_10_ms_is_sound()
    {
        var sound = WhiteNoise(3, Rate);
        sound.AsSpan(1000, 479).Fill(sound[999] / 2);
        Assert.Equal(0, Measure(sound)[0].Lost);
    }

    [Fact]
    public void Sound_that_comes_back_after_a_loss_is_no_bang()
    {
        var sound = WhiteNoise(4, 4 * Rate);
        sound.AsSpan(2 * Rate + 7_000, 20_000).Clear();
        var (before, after) = (Measure(sound)[1], Measure(sound)[2]);
        Assert.Equal(before.LAFmax!.Value, after.LAFmax!.Value, 0.5);
        Assert.Equal(before.LAFmin!.Value, after.LAFmin!.Value, 0.8);
        Assert.Equal(100 - 20_000 / 480, after.Steps.Count, 1.0);
    }

    /// <summary>Each loss breaks the wave off elsewhere: that must not pile up to an offset.</summary>
    [Theory]
    [InlineData(0f)]
    [InlineData(0.8f)]
    public void Many_losses_in_a_second_leave_its_low_bands_and_peak_alone(float offset)
    {
        var whole = WhiteNoise(6, 3 * Rate).Select(p => p + offset).ToArray();
        var holed = (float[])whole.Clone();
        for (var at = 2_000; at < holed.Length; at += 9_000)
            holed.AsSpan(at, 600).Fill(holed[at]);
        foreach (var (expected, found) in Measure(whole).Zip(Measure(holed)).Skip(1))
        {
            Assert.InRange(found.Lost, 2_990, 3_610);
            Assert.Equal(expected.LZeq!.Value, found.LZeq!.Value, 0.2);
            Assert.Equal(expected.LCpeak!.Value, found.LCpeak!.Value, 1.0);
            for (var band = 0; band < 7; band++)
                Assert.InRange(found.Bands[band]!.Value, 0, expected.Bands.Take(10).Max()!.Value + 6);
        }
    }

    [Fact]
    public void Another_offset_behind_a_loss_is_no_sound()
    {
        var whole = WhiteNoise(7, 2 * Rate).Select(p => p / 100).ToArray();
        var other = whole.Select((p, n) => n < Rate + 20_000 ? p : p + 0.5f).ToArray();
        whole.AsSpan(Rate + 20_000, 1_000).Clear();
        other.AsSpan(Rate + 20_000, 1_000).Clear();
        Assert.Equal(Measure(whole)[1].LZeq!.Value, Measure(other)[1].LZeq!.Value, 0.5);
        Assert.Equal(Measure(whole)[1].LCpeak!.Value, Measure(other)[1].LCpeak!.Value, 1.5);
    }

    /// <summary>Forty tones at even distances are pulses with quiet between them: one that begins behind a loss and ends is no offset that jumps.</summary>
    [Fact]
    public void A_pulse_that_a_loss_ends_in_is_no_offset()
    {
        var pulses = Enumerable.Range(0, 2 * Rate).Select(n => (float)Enumerable.Range(0, 40)
            .Sum(i => 0.1 * Math.Sin(2 * Math.PI * ((83 + 83.7 * i) * n / Rate + i * 0.618)))).ToArray();
        var expected = Measure(pulses)[1];
        for (var end = Rate + 20_000; end < Rate + 20_573; end += 11)
        {
            var holed = (float[])pulses.Clone();
            holed.AsSpan(end - 672, 672).Clear();
            Assert.Equal(expected.LZeq!.Value, Measure(holed)[1].LZeq!.Value, 0.2);
        }
    }

    [Fact]
    public void A_low_tone_goes_on_behind_a_loss_at_its_crest()
    {
        var tone = Sine(20, 3 * Rate);
        tone.AsSpan(Rate + 600 + 2_400, 2_400).Clear();
        tone.AsSpan(Rate + 600 + 9_600, 2_400).Clear();
        Assert.All(Measure(tone), s => Assert.Equal(94, s.LZeq!.Value, 0.2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(479)]
    [InlineData(5000)]
    public void How_it_is_cut_into_blocks_changes_no_loss(int block)
    {
        var sound = WhiteNoise(5, Rate);
        sound.AsSpan(777, 2222).Fill(0.25f);
        var meter = new SoundLevelMeter();
        foreach (var part in sound.Chunk(block))
            meter.Add(part);
        var (expected, found) = (Measure(sound)[0], meter.EndSecond());
        Assert.Equal(2222, found.Lost);
        Assert.Equal(expected.LAeq, found.LAeq);
        Assert.Equal(expected.Steps.LafDb, found.Steps.LafDb);
    }

    /// <summary>Noise of a sixth of the scale's step shows as single steps, with 10 ms and more between many of them: 16 dB on 16 bits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Quiet_of_which_a_coarse_scale_shows_single_steps_is_no_loss(int step16)
    {
        var quiet = Coarse(step16, 0.17, 3 * Rate);
        var meter = LimitedMeter();
        var seconds = quiet.Chunk(Rate).Select(s => Second(meter, s)).ToList();
        Assert.All(seconds, s => Assert.InRange(s.Lost, 0, Rate / 20));
        // 32.5 dB is one step of 16 bits; one sample in 300 moves by it.
        Assert.All(seconds, s => Assert.Equal(32.5 + 20 * Math.Log10(step16) - 25, s.LZeq!.Value, 3.0));
    }

    [Fact]
    public void Behind_quiet_a_value_held_for_more_than_100_ms_is_lost()
    {
        var fade = Coarse(1, 0.2, Rate);
        fade.AsSpan(Rate / 2).Clear();
        Assert.Equal(Rate / 2 - Rate / 10, Second(LimitedMeter(), fade).Lost, 1000.0);
    }

    [Fact]
    public void A_loss_within_the_noise_of_a_coarse_scale_is_found()
    {
        var noise = Coarse(256, 2, Rate);
        noise.AsSpan(12_345, 3000).Fill(noise[12_344]);
        Assert.Equal(3000, Second(LimitedMeter(), noise).Lost, 5.0);
    }

    /// <summary>Noise on a scale of so many steps of 16 bits.</summary>
    private static float[] Coarse(int step16, double deviation, int length)
    {
        var step = Sensitivity.PascalPerFullScale(-26) * step16 / 32768;
        // The sum of twelve even ones of variance 1/12 is a normal one.
        return [.. WhiteNoise(12, 12 * length).Chunk(12).Select(even => (float)(step * Math.Round(deviation * even.Sum())))];
    }

    private static SoundLevelMeter LimitedMeter() => new(Rate, MeasuringRange.Of(-26, selfNoiseDb: null));

    private static SecondLevels Second(SoundLevelMeter meter, float[] sound)
    {
        meter.Add(sound);
        return meter.EndSecond();
    }

    private static LevelStatistics Statistics(float[] sound)
    {
        var statistics = new LevelStatistics();
        foreach (var second in Measure(sound))
            statistics.Add(second);
        return statistics;
    }
}
