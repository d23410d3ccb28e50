using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Conformity;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Conformity;

/// <summary>The certificate's tables, at every sample rate, and the bars beyond class 1 that this meter sets itself.</summary>
public class ConformityTests
{
    public static TheoryData<int> Rates { get; } = [.. SoundLevelMeter.SampleRates];

    [Theory]
    [MemberData(nameof(Rates))]
    public void Frequency_weightings_keep_class_1_at_every_rate(int rate) => AssertPasses(FrequencyWeightings.Try(rate));

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void Up_to_16_kHz_no_weighting_is_a_tenth_of_a_decibel_off(int rate) =>
        Assert.All(FrequencyWeightings.Try(rate).Rows.SkipLast(3), r => Assert.InRange(r.Deviation, -0.1, 0.1));

    [Theory]
    [MemberData(nameof(Rates))]
    public void Tonebursts_read_as_in_Table_4_wherever_they_start(int rate)
    {
        var table = Tonebursts.Try(rate);
        AssertPasses(table);
        Assert.Equal(12 + 12 + 9 + 3, table.Rows.Count);
        Assert.All(table.Rows, r => Assert.InRange(r.Deviation, -0.2, 0.05));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Peaks_read_as_in_Table_5_at_every_phase(int rate) => AssertPasses(Peaks.Try(rate));

    [Fact]
    public void At_48_kHz_a_peak_between_samples_is_found_to_a_tenth_of_a_decibel()
    {
        // 3.48 dB is what the analogue network makes of one 8 kHz cycle; the table rounds and states 3.4.
        var cycle = Peaks.Try(SoundLevelMeter.SampleRate).Rows.Single(r => r.At == 8000);
        Assert.Equal(3.48, cycle.Measured, 0.1);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Levels_are_linear_to_a_tenth_of_a_decibel_over_100_dB(int rate) =>
        Assert.All(Linearity.Try(rate).Rows, r => Assert.InRange(r.Deviation, -0.1, 0.1));

    [Fact]
    public void F_falls_by_34_point_7_and_S_by_4_point_3_dB_a_second() =>
        Assert.All(Linearity.Decay(SoundLevelMeter.SampleRate).Rows, r => Assert.InRange(r.Deviation, -0.01, 0.01));

    [Theory]
    [InlineData(16_000, 29)]
    [InlineData(32_000, 32)]
    [InlineData(44_100, 33)]
    [InlineData(48_000, 34)]
    [InlineData(96_000, 34)]
    public void Every_band_that_the_rate_holds_keeps_the_class_1_mask(int rate, int bands)
    {
        var table = Bands.Try(rate);
        AssertPasses(table);
        Assert.Equal(bands, table.Rows.Count(r => r.Series == "one-third octave"));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Tones_through_the_meter_read_what_the_bands_response_computes(int rate) => AssertPasses(Bands.Tones(rate));

    [Theory]
    [MemberData(nameof(Rates))]
    public void White_noise_reads_what_its_weighted_spectrum_holds(int rate) => AssertPasses(Invariance.WhiteNoise(rate));

    [Theory]
    [MemberData(nameof(Rates))]
    public void How_sound_is_cut_into_blocks_changes_no_bit(int rate) => AssertPasses(Invariance.Blocks(rate));

    [Fact]
    public void A_days_statistics_from_its_minutes_are_those_of_every_reading() => AssertPasses(DayOfMinutes.Try(SoundLevelMeter.SampleRate));

    [Fact]
    public void A_table_without_rows_or_with_a_reading_that_is_no_number_does_not_pass()
    {
        var table = new ConformityTable("", "", 48_000, "", "", []);
        Assert.False(table.Passes);
        Assert.False((table with { Rows = [new("", 0, 0, double.NaN, -1, 1)] }).Passes);
        Assert.False((table with { Rows = [new("", 0, 0, 1.01, -1, 1)] }).Passes);
    }

    private static void AssertPasses(ConformityTable table) =>
        Assert.All(table.Rows, r => Assert.True(r.Passes, $"{table.Title} at {table.SampleRate} Hz, {r}"));
}
