using Solutions.Edge.ControlRoom.Cases.Conference;

namespace Solutions.Edge.ControlRoom.Tests.Cases;

public class BeforeAfterTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private static readonly ConferenceNight[] Nights =
    [
        new(Monday, 40, 6, 1), new(Monday.AddDays(1), 50, 8, 3), new(Monday.AddDays(2), null, 0, 2), new(Monday.AddDays(3), 30, 0, 0),
    ];

    [Fact]
    public void The_day_of_the_action_is_the_first_after_it_and_levels_are_averaged_by_energy()
    {
        var result = BeforeAfter.Of(Nights, Monday.AddDays(2));
        // 10 lg((10^4 + 10^5) / 2).
        Assert.Equal((2, 47.4036, 7.0, 2.0), (result.Before.Nights, Math.Round(result.Before.LAeq!.Value, 4), result.Before.LoudQuarters, result.Before.Taps));
        Assert.Equal((1, 30.0, 0.0, 0.0), (result.After.Nights, Math.Round(result.After.LAeq!.Value, 4), result.After.LoudQuarters, result.After.Taps));
    }

    [Fact]
    public void A_side_without_a_measured_night_has_no_level()
    {
        Assert.Equal(new(0, null, 0, 0), BeforeAfter.Of(Nights, Monday.AddDays(9)).After);
        Assert.Equal((3, 0), (BeforeAfter.Of(Nights, null).Before.Nights, BeforeAfter.Of(Nights, null).After.Nights));
    }
}
