using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class FireworksRuleTests
{
    private const string Code = "FIREWORKS";

    /// <summary>Diwali is on 8 November 2026, the first day of the Lunar New Year on 6 February 2027. Night begins at 23:00.</summary>
    [Theory]
    [InlineData("2026-11-23T20:00:00Z", 4)]
    [InlineData("2026-11-23T23:00:00Z", 3)]
    [InlineData("2026-11-24T06:30:00Z", 3)]
    [InlineData("2026-11-05T20:00:00Z", null)]
    [InlineData("2026-11-05T23:50:00Z", null)]
    [InlineData("2026-11-06T00:00:00Z", 3)]
    [InlineData("2026-11-06T20:00:00Z", 4)]
    [InlineData("2026-12-31T23:59:00Z", null)]
    [InlineData("2027-01-01T00:50:00Z", null)]
    [InlineData("2027-01-01T01:00:00Z", 3)]
    [InlineData("2026-11-09T00:30:00Z", null)]
    [InlineData("2027-11-09T00:30:00Z", 3)]
    [InlineData("2027-02-07T00:30:00Z", null)]
    [InlineData("2026-07-01T21:50:00Z", 4)] // 22:50 in summer time
    [InlineData("2026-07-01T22:00:00Z", 3)]
    [InlineData("2026-10-25T06:40:00Z", 3)] // clocks went back: the night has nine hours
    [InlineData("2026-03-29T06:10:00Z", 4)] // clocks went on: it is 07:10
    public void The_curfew_is_the_nights_own_by_the_clock_of_the_place(string start, int? priority)
    {
        var site = Street(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        Bangs(site, 3);
        Assert.Equal(priority is { } p ? [p] : [], site.Changes.Where(c => c.Alert.Code == Code).Select(c => c.Alert.Priority));
    }

    [Theory]
    [InlineData(2, true, 0.1, 20, false)]
    [InlineData(3, false, 0.1, 20, false)] // one sensor alone
    [InlineData(3, true, 0.5, 20, false)] // glass
    [InlineData(3, true, null, 20, true)]
    [InlineData(3, true, 0.1, 310, false)] // more than ten minutes
    public void It_takes_three_bangs_at_two_sensors_within_ten_minutes(int bangs, bool atBoth, double? highShare, int apart, bool rings)
    {
        var site = Street(new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        Bangs(site, bangs, atBoth, highShare, apart);
        Assert.Equal(rings, site.Rang.Contains(Code));
    }

    [Fact]
    public void The_why_says_how_many_and_whether_it_was_after_the_curfew()
    {
        var site = Street(new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero));
        Bangs(site, 3);
        Assert.Equal("3 bangs within 1 min, each at 2 sensors; after the curfew", site.Latest(Code).Why);
        Assert.Equal([Scenario.Microphone, Scenario.OtherMicrophone], site.Latest(Code).Devices.Order());
    }

    [Fact]
    public void Before_the_curfew_of_a_permitted_night_it_is_explained()
    {
        var site = Street(new(2026, 11, 5, 20, 0, 0, TimeSpan.Zero));
        Bangs(site, 3);
        site.Run(700);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why == "3 bangs, on a night on which fireworks are permitted, before its curfew");
    }

    [Fact]
    public void A_site_has_nights_of_its_own()
    {
        Assert.True(FireworksNight.TryParse("2026-11-23 24:00", out var own));
        var site = Street(new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero)).Follow(s => s with { Hours = new() { FireworksNights = [own] } });
        Bangs(site, 3);
        Assert.DoesNotContain(Code, site.Rang);
    }

    private static Scenario Street(DateTimeOffset start) => new Scenario(SiteType.STREET, demoHours: false, start: start).WithOtherMicrophone();

    private static void Bangs(Scenario site, int bangs, bool atBoth = true, double? highShare = 0.1, int apart = 20)
    {
        for (var i = 0; i < bangs; i++)
        {
            site.Bang(site.Now, atBoth, highShare);
            site.Run(apart);
        }
        site.Run(5);
    }
}
