using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>Periods above the figure of a condition are counted while it holds, and named.</summary>
public class LicenceLimitTests
{
    private static readonly LicenceCondition Condition = new() { Text = "Music is to be inaudible", LimitDb = 52, Minutes = 15, From = "23:30", To = "06:00" };

    [Fact]
    public void Periods_above_the_figure_are_named_and_those_before_its_hours_do_not_count()
    {
        var assessed = LicenceLimit.Of(Venue([.. Steady(0, 30, 70), .. Steady(30, 15, 51), .. Steady(45, 15, 54.5), .. Steady(60, 15, 53)]));
        Assert.Equal("2 of 3 periods above 52.0 dB; the loudest 2.5 dB above it, at 23:45. Indicative.", assessed.Result);
        Assert.Equal("Periods above it: 23:45 (54.5 dB), 00:00 (53.0 dB).", assessed.Working[1]);
        Assert.Equal("condition: “Music is to be inaudible”", assessed.Clause);
    }

    [Fact]
    public void Without_a_condition_indoors_or_outside_its_hours_it_does_not_speak()
    {
        Assert.Equal("not applicable because no licence condition is recorded for this place",
            LicenceLimit.Of(Venue(Steady(0, 60, 60)) with { Licence = null }).NotApplicable);
        Assert.Contains("inside a dwelling", LicenceLimit.Of(Venue(Steady(0, 60, 60)) with { Position = MicrophonePosition.Indoors }).NotApplicable,
            StringComparison.Ordinal);
        Assert.Equal("not applicable because no 15 minutes were measured from 23:30 to 06:00, when the condition holds",
            LicenceLimit.Of(Venue(Steady(0, 30, 60))).NotApplicable);
    }

    [Theory]
    [InlineData("23:00", "07:00", "23:00", true)]
    [InlineData("23:00", "07:00", "06:59", true)]
    [InlineData("23:00", "07:00", "07:00", false)]
    [InlineData("09:00", "23:00", "08:59", false)]
    [InlineData("09:00", "23:00", "12:00", true)]
    [InlineData("09:00", "09:00", "03:00", true)]
    public void A_condition_holds_within_its_hours_also_over_midnight(string from, string to, string at, bool holds) =>
        Assert.Equal(holds, (Condition with { From = from, To = to }).HoldsAt(TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_condition_that_cannot_be_is_named_with_what_would_be_right()
    {
        Assert.Null(Condition.FindFault());
        Assert.Equal("limitDb is 5; it must be 20 to 120", (Condition with { LimitDb = 5 }).FindFault());
        Assert.Equal("minutes is 7; it must be a divisor of 60", (Condition with { Minutes = 7 }).FindFault());
        Assert.Equal("from is '25:00'; it must be a time of day such as 23:00", (Condition with { From = "25:00" }).FindFault());
        Assert.Equal("to is '7'; it must be a time of day such as 07:00", (Condition with { To = "7" }).FindFault());
        Assert.Equal("text has 0 characters; it must have 1 to 2000", (Condition with { Text = "" }).FindFault());
        var site = new SiteEntry
        {
            Id = "bar",
            Name = "Bar",
            Type = SiteType.VENUE,
            TimeZone = "Europe/London",
            Devices = [],
            Licence = Condition,
        };
        Assert.Null(site.FindFault());
        Assert.Equal("site 'bar', licence: limitDb is 5; it must be 20 to 120", (site with { Licence = Condition with { LimitDb = 5 } }).FindFault());
    }

    private static NightFacts Venue(IEnumerable<NoiseMinuteRecord> minutes) => Of(minutes, position: MicrophonePosition.Outdoors) with { Licence = Condition };
}
