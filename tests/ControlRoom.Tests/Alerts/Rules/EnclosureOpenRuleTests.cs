using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class EnclosureOpenRuleTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero), Day = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, DateTimeOffset, int[], int[], int?> Cases => new()
    {
        { "a lid that stays on", Night, [], [], null },
        { "a lid taken off in closed hours", Night, [20], [], 1 },
        { "a lid taken off by day", Day, [20], [], 2 },
        { "a lid off for a moment", Night, [20], [20], 1 },
        { "a lid off, and on again before it is judged", Night, [20], [22], 1 },
        { "a lid off since before the first record", Night, [0], [], 1 },
    };

    /// <param name="what">What happens.</param>
    /// <param name="start">When.</param>
    /// <param name="off">In which seconds the lid is taken off.</param>
    /// <param name="on">In which it is put on.</param>
    /// <param name="priority">Of the alert; null = nothing rings.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public void It_rings_once_for_every_lid_that_is_off(string what, DateTimeOffset start, int[] off, int[] on, int? priority)
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: start);
        if (!off.Contains(0))
            site.LidIs(ContactState.Closed);
        for (var second = 0; second < 60; second++)
        {
            if (off.Contains(second))
                site.LidIs(ContactState.Open);
            if (on.Contains(second))
                site.LidIs(ContactState.Closed);
            site.Run(1);
        }
        Assert.True(site.Rang.SequenceEqual(priority is null ? [] : ["ENCLOSURE-OPEN"]), $"{what}: {string.Join(", ", site.Rang)}");
        if (priority is not null)
            Assert.Equal((priority, "Gate: the lid of its sensor box is off"), (site.Latest("ENCLOSURE-OPEN").Priority, site.Latest("ENCLOSURE-OPEN").Why));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(1000, false)]
    public void A_lid_that_was_off_in_an_outage_rings_up_to_fifteen_minutes_late(int seconds, bool rings)
    {
        var site = new Scenario(SiteType.ALLEY);
        site.LidIs(ContactState.Closed);
        var off = site.Run(10).Now;
        site.Run(seconds);
        site.LidIs(ContactState.Open, off);
        site.LidIs(ContactState.Closed, off.AddSeconds(5));
        site.Run(1);
        Assert.Equal(rings ? ["ENCLOSURE-OPEN"] : [], site.Rang);
        Assert.Equal(rings ? null : "found later", site.Latest("ENCLOSURE-OPEN").Suppressed);
    }

    [Fact]
    public void Once_the_lid_is_on_it_returns_to_normal()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.LidIs(ContactState.Open);
        site.Run(60).LidIs(ContactState.Closed);
        site.Run(60).LidIs(ContactState.Closed);
        site.Run(61).LidIs(ContactState.Closed);
        site.Run(10);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest("ENCLOSURE-OPEN").State);
    }

    [Fact]
    public void A_gate_without_a_lid_switch_says_nothing()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        Assert.Empty(site.Run(60).Changes);
    }
}
