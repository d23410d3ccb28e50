using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>The permitted level follows from the underlying level of the same five minutes, and where that is not known nothing follows.</summary>
public class NoiseActTests
{
    [Fact]
    public void Over_an_underlying_level_of_26_dB_10_dB_are_permitted()
    {
        // 0.5 % of the readings are at 26.0 dB: 99.8 % are exceeded 0.06 dB below the bin's upper edge, 26.05 dB. 45 - (25.99 + 10) = 9.01.
        var assessed = NoiseAct.Of(Of(Enumerable.Range(0, 5).Select(n => Minute(n, 45, (260, 30), (450, 5970)))));
        Assert.Null(assessed.NotApplicable);
        Assert.Equal("LAeq was above the permitted level in 1 of 1 measurement of 5 minutes. Greatest difference: 9.0 dB above, at 23:00. Indicative.",
            assessed.Result);
        Assert.Contains("the permitted level is 36.0 dB", assessed.Working[1], StringComparison.Ordinal);
        Assert.Equal([("LAeq,5min at 23:00", "45.0"), ("underlying level at 23:00", "26.0"), ("measurements", "1")],
            assessed.Inputs.Select(i => (i.Name, i.Value)));
    }

    [Theory]
    [InlineData(24.0, 30, "4.0 dB below")]
    [InlineData(18.0, 41.5, "7.5 dB above")]
    public void Up_to_24_dB_underlying_34_dB_are_permitted(double underlying, double level, string expected)
    {
        var assessed = NoiseAct.Of(Of(Enumerable.Range(10, 5).Select(n => Minute(n, level, ((int)(underlying * 10), 600), (400, 5400)))));
        Assert.Contains($"Greatest difference: {expected}, at 23:10", assessed.Result, StringComparison.Ordinal);
        Assert.Contains("the permitted level is 34.0 dB", assessed.Working[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_measurements_the_one_most_above_is_given_and_those_above_are_counted()
    {
        var assessed = NoiseAct.Of(Of([.. Steady(0, 5, 30), .. Steady(5, 5, 60), .. Minutes(10, 41), .. Minutes(15, 50.12), .. Minutes(20, 44)]));
        Assert.Contains("in 3 of 5 measurements", assessed.Result, StringComparison.Ordinal);
        // Steady sound is its own underlying level. Else 25 000 of 30 000 readings are in the bin from 24.95 dB up, and LA99.8 is at its edge: 50.12 - 34.95.
        Assert.Contains("15.2 dB above, at 23:15", assessed.Result, StringComparison.Ordinal);

        static IEnumerable<Contracts.NoiseMinuteRecord> Minutes(int from, double level) =>
            Enumerable.Range(from, 5).Select(n => Minute(n, level, (250, 5000), (500, 1000)));
    }

    [Fact]
    public void Without_a_histogram_the_background_of_the_hour_before_stands_in_and_is_named()
    {
        // 15 minutes of seconds at 30 dB, then five minutes of 47: 47 - (30 + 10).
        var minutes = Enumerable.Range(15, 5).Select(n => Minute(n, 47));
        var assessed = NoiseAct.Of(Of(minutes, Enumerable.Range(0, 900).Select(i => Second(i, 30))));
        Assert.Contains("7.0 dB above, at 23:15", assessed.Result, StringComparison.Ordinal);
        Assert.Contains("LA90,15min of the four quarters of an hour before, which stands in for it", assessed.Inputs[1].Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Outdoors_it_states_that_an_offence_cannot_be_proved_so()
    {
        var remarks = NoiseAct.Of(Of(Steady(0, 5, 50), position: MicrophonePosition.Outdoors)).Remarks;
        Assert.Contains(remarks, r => r.Contains("outdoors", StringComparison.Ordinal) && r.Contains("cannot prove an offence", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.Contains("s.6: indicative only", StringComparison.Ordinal));
        Assert.DoesNotContain(NoiseAct.Of(Of(Steady(0, 5, 50))).Remarks, r => r.Contains("outdoors", StringComparison.Ordinal));
    }

    [Fact]
    public void An_underlying_level_under_the_microphones_range_gives_no_permitted_level()
    {
        var assessed = NoiseAct.Of(Of(Enumerable.Range(0, 5).Select(n => Minute(n, 40, (290, 600), (400, 5400)) with { UnderRangeSeconds = 6 })));
        Assert.Equal("not applicable because the underlying level is below the range of this microphone in every measurement, so that no permitted level "
            + "follows from it", assessed.NotApplicable);
        Assert.Null(assessed.Result);
    }

    [Fact]
    public void Four_minutes_are_no_measurement() =>
        Assert.Equal("not applicable because no 5 minutes of the night were measured without a gap", NoiseAct.Of(Of(Steady(0, 4, 50))).NotApplicable);

    [Fact]
    public void Without_any_background_nothing_follows() => Assert.StartsWith("not applicable because no underlying level is known",
        NoiseAct.Of(Of(Enumerable.Range(0, 5).Select(n => Minute(n, 47)))).NotApplicable, StringComparison.Ordinal);

    [Fact]
    public void Elsewhere_it_is_not_the_law() => Assert.StartsWith("not applicable because the place keeps the clock of Asia/Kolkata",
        NoiseAct.Of(Of(Steady(0, 5, 50)) with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") }).NotApplicable, StringComparison.Ordinal);
}
