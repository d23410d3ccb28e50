using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Nights;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>The night's mean beside 30 dB, and its events over 45 dB counted, each once.</summary>
public class SleepGuidelinesTests
{
    [Fact]
    public void A_night_inside_is_set_beside_30_dB_and_its_peaks_are_counted_by_their_gaps()
    {
        // Seconds at 28 dB and eight at 50: 10 lg((28792 * 10^2.8 + 8 * 10^5) / 28800) = 28.19.
        int[] loud = [100, 101, 105, 110, 400, 404, 20_000, 20_002];
        var assessed = SleepGuidelines.Of(Of([], Enumerable.Range(0, 28_800).Select(i => Second(i, loud.Contains(i) ? 50 : 28))));
        // 100, 101 and 105 have three seconds between them at most; 110 has four, so it is another; 400 and 404 are one.
        Assert.Equal("LAeq,8h 28.2 dB, 1.8 dB below 30.0 dB; 4 events over 45.0 dB LAFmax. Indicative.", assessed.Result);
        Assert.Equal("4 such events; ProPG 2017 names 10 a night.", assessed.Working[2]);
        Assert.Equal(4.3589, assessed.Inputs[0].ExpandedDb!.Value, 4);
    }

    [Fact]
    public void Outside_it_is_set_beside_45_and_60_dB_and_the_guideline_of_a_year()
    {
        var assessed = SleepGuidelines.Of(Of(Steady(0, 480, 47.5), position: MicrophonePosition.Outdoors));
        Assert.Equal("LAeq,8h 47.5 dB, 2.5 dB above 45.0 dB; 0 events over 60.0 dB LAFmax. Indicative.", assessed.Result);
        Assert.Contains("7.5 dB above the 40 dB of Lnight,outside and 7.5 dB below its interim target of 55 dB", assessed.Working[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_of_a_clock_change_states_its_own_hours()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var spring = Night.Of(new(2026, 3, 28), london);
        var facts = Of([]) with
        {
            Night = spring,
            Until = spring.To,
            Detail = new(spring.To, [], [.. Enumerable.Range(0, 420).Select(n => Minute(n, 40, (400, 6000)) with { T = spring.From.AddMinutes(n) })],
                NightWeather.Of(spring, []), []),
        };
        Assert.StartsWith("LAeq,7h 40.0 dB, 10.0 dB above 30.0 dB", SleepGuidelines.Of(facts).Result, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_under_range_is_a_bound_and_says_so()
    {
        var assessed = SleepGuidelines.Of(Of([], Enumerable.Range(0, 600).Select(i => Second(i, 29, "under-range"))));
        Assert.StartsWith("LAeq,8h ≤ 29.0 dB (below the range of this microphone)", assessed.Result, StringComparison.Ordinal);
        Assert.Equal("≤ 29.0", assessed.Inputs[0].Value);
        Assert.EndsWith("below the range of this microphone", assessed.Inputs[0].Source, StringComparison.Ordinal);
    }

    [Fact]
    public void It_does_not_speak_of_a_night_without_levels_or_of_one_that_goes_on()
    {
        Assert.Equal("not applicable because nothing was measured in this night", SleepGuidelines.Of(Of([])).NotApplicable);
        Assert.Equal("not applicable because the night is not over",
            SleepGuidelines.Of(Of(Steady(0, 60, 40)) with { Until = Tonight.From.AddHours(1) }).NotApplicable);
    }
}
