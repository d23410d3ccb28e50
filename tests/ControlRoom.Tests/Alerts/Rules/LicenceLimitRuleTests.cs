using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class LicenceLimitRuleTests
{
    private const string Code = "LICENCE-LIMIT";

    [Theory]
    [InlineData(610, 65, false)] // one period and a little
    [InlineData(1_300, 65, true)]
    [InlineData(1_300, 59.9, false)]
    public void It_takes_two_consecutive_periods_over_the_figure(int seconds, double level, bool rings)
    {
        var site = Venue(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero), minutes: 10);
        site.Run(seconds, t => site.Noise(t, level)).Run(900, t => site.Noise(t, 40));
        Assert.Equal(rings ? [Code] : [], site.Rang);
        Assert.Equal(!rings && level > 60, site.Quiet.Exists(q => q.Code == Code));
    }

    [Fact]
    public void The_why_states_both_levels_and_the_figure_and_it_returns_to_normal_below_it()
    {
        var site = Venue(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero), minutes: 10);
        site.Run(600, t => site.Noise(t, 64)).Run(620, t => site.Noise(t, 66));
        Assert.Equal((3, "LAeq,10min 64.0 and 66.0 dB in two consecutive periods, the licence's figure is 60.0 dB", 60.0),
            (site.Latest(Code).Priority, site.Latest(Code).Why, site.Latest(Code).LimitDb));
        site.Run(1_400, t => site.Noise(t, 40));
        Assert.NotNull(site.Latest(Code).UntilMs);
    }

    /// <summary>The licence's figure holds from 23:00; on 25 October 2026 clocks go back at 02:00 BST, on 29 March on at 01:00 GMT.</summary>
    [Theory]
    [InlineData("2026-10-24T22:00:00Z", true)]
    [InlineData("2026-10-24T21:30:00Z", false)]
    [InlineData("2026-10-25T06:20:00Z", true)]
    [InlineData("2026-03-29T05:20:00Z", true)]
    [InlineData("2026-03-29T06:00:00Z", false)]
    public void The_figure_holds_by_the_clock_of_the_place(string start, bool rings)
    {
        var site = Venue(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), minutes: 10);
        site.Run(1_210, t => site.Noise(t, 65));
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void Music_that_began_in_licensed_hours_rings_once_it_has_gone_on_for_ten_minutes_past_them()
    {
        var site = Licensed(new(2026, 11, 23, 21, 0, 0, TimeSpan.Zero));
        site.Run(3_600, t => site.Bass(t, 40, 48, 45, 40)).Run(3_600, t => site.Bass(t, 40, 68, 65, 40));
        Assert.Empty(site.Rang);
        site.Run(590, t => site.Bass(t, 40, 68, 65, 40));
        Assert.Empty(site.Rang);
        site.Run(20, t => site.Bass(t, 40, 68, 65, 40));
        Assert.Equal([Code], site.Rang);
        Assert.Equal("music in 10 min after the licensed hour, 23:00", site.Latest(Code).Why);
    }

    [Fact]
    public void Music_that_ends_at_the_licensed_hour_and_a_venue_of_which_nothing_is_recorded_do_not_ring()
    {
        var site = Licensed(new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero));
        site.Run(1_800, t => site.Bass(t, 40, 48, 45, 40)).Run(1_980, t => site.Bass(t, 40, 68, 65, 40)).Run(900, t => site.Bass(t, 40, 48, 45, 40));
        Assert.Empty(site.Rang);
        var other = new Scenario(SiteType.VENUE);
        other.Run(1_300, t => other.Noise(t, 90));
        Assert.Empty(other.Rang);
    }

    private static Scenario Venue(DateTimeOffset start, int minutes) => new Scenario(SiteType.VENUE, demoHours: false, start: start)
        .Follow(s => s with { Licence = new() { Text = "LAeq,10min at the boundary does not exceed 60 dB.", LimitDb = 60, Minutes = minutes } });

    private static Scenario Licensed(DateTimeOffset start)
    {
        Assert.True(DailyHours.TryParse("10:00-23:00", out var hours));
        return new Scenario(SiteType.VENUE, demoHours: false, start: start).Follow(s => s with { Hours = new() { Licensed = hours } });
    }
}
