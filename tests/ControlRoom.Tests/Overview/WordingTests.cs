using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Overview;

namespace Solutions.Edge.ControlRoom.Tests.Overview;

public class WordingTests
{
    [Theory]
    [InlineData(-3, "0 s")]
    [InlineData(42, "42 s")]
    [InlineData(60, "1 min")]
    [InlineData(14 * 60 + 59, "14 min")]
    [InlineData(3 * 3600 + 5 * 60, "3 h 05 min")]
    [InlineData(52 * 3600, "2 d 4 h")]
    public void An_age_is_written_to_the_precision_that_matters(int seconds, string text) => Assert.Equal(text, Wording.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_time_of_day_is_that_of_the_place() =>
        Assert.Equal("13:30:05", Wording.Clock(new(2026, 7, 1, 12, 30, 5, TimeSpan.Zero), "Europe/London"));

    [Fact]
    public void Whether_an_alert_goes_on_is_not_known_while_its_sensor_is_silent()
    {
        var silent = Noon.AddSeconds(-5);
        Assert.Equal("Waiting", Wording.State(Row(), London));
        Assert.Equal("Not known: sensor silent since 11:59:55", Wording.State(Row() with { SilentSince = silent }, London));
        Assert.Equal("Not known: sensor silent since 11:59:55; acknowledged by operator, desk 3f",
            Wording.State(Row(AlertState.Acknowledged) with { AcknowledgedBy = "operator, desk 3f", SilentSince = silent }, London));
        Assert.Equal("Over since 12:00:00, not acknowledged", Wording.State(Row(AlertState.ReturnedUnacknowledged) with { Until = Noon }, London));
        Assert.Equal(("", "sensor silent", "over × 3", "seen"), (Wording.Marks(Row()), Wording.Marks(Row() with { SilentSince = silent }),
            Wording.Marks(Row(AlertState.ReturnedUnacknowledged) with { Count = 3 }), Wording.Marks(Row(AlertState.Acknowledged))));
    }

    [Fact]
    public void A_tab_is_called_quiet_only_if_nothing_waits_or_goes_on_and_every_sensor_reports()
    {
        var (sees, some, blind) = (new Sight(61, 0, Noon, null, null, Noon), new Sight(61, 3, Noon, null, null, null),
            new Sight(61, 61, null, "All 61 sensors have been silent", null, null));
        Assert.Equal("Quiet", Wording.Title(Desk.Empty, sees));
        Assert.Equal("3 of 61 silent", Wording.Title(Desk.Empty, some));
        Assert.Equal("Blind", Wording.Title(Desk.Empty, blind));
        Assert.Equal("1 waiting, P2, 3 of 61 silent", Wording.Title(Desk.Empty.Refreshed([Row()]), some));
        Assert.Equal("1 going on", Wording.Title(Desk.Empty.Refreshed([Row(AlertState.Acknowledged)]), sees));
        Assert.Equal("Quiet", Wording.Title(Desk.Empty, sees));
    }

    [Fact]
    public void A_gate_that_stands_open_and_a_sensor_that_is_silent_stand_against_any_word_of_quiet()
    {
        DeviceEntry north = new() { Id = "north", Name = "North gate" }, south = new() { Id = "south", Name = "South gate" };
        Assert.Null(Wording.Unquiet([], 0, 3));
        Assert.Equal("North gate open", Wording.Unquiet([north], 0, 3));
        Assert.Equal("North gate, South gate open, 1 of 3 sensors silent", Wording.Unquiet([north, south], 1, 3));
        Assert.Equal("1 of 3 sensors silent", Wording.Unquiet([], 1, 3));
    }

    [Fact]
    public void A_gate_is_open_or_shut_since_when_it_was_seen_to_change_and_of_a_silent_one_the_past_is_shown()
    {
        var shut = GateStanding.After(null, new("gate", At(0), ContactState.Closed, BoltState.Thrown));
        Assert.Equal("shut since before 12:00:00, bolt thrown", Wording.Gate(shut, false, London));
        var open = GateStanding.After(shut, new("gate", At(60), ContactState.Open, BoltState.Withdrawn));
        Assert.Equal("open since 12:01:00, bolt withdrawn", Wording.Gate(open, false, London));
        Assert.Equal(open with { LastMs = At(90) }, GateStanding.After(open, new("gate", At(90), ContactState.Open, null)));
        // One that waited on the device is of before.
        Assert.Equal(open, GateStanding.After(open, new("gate", At(30), ContactState.Closed, BoltState.Thrown)));
        Assert.Equal("silent, was open since 12:01:00, bolt withdrawn", Wording.Gate(open, true, London));
        Assert.Equal("silent", Wording.Gate(null, true, London));
    }

    [Theory]
    [InlineData(2, null, "still open 2 min")]
    [InlineData(9, null, "still open 9 min")]
    [InlineData(9, 5, "was open 5 min")]
    public void How_long_a_gate_has_been_open_counts_on_until_it_is_shut(int minutes, int? shutAfter, string said) =>
        Assert.Equal(said, Wording.Open(Noon, shutAfter is { } shut ? Noon.AddMinutes(shut) : null, Noon.AddMinutes(minutes)));

    private const string London = "Europe/London";

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static long At(int second) => Noon.AddSeconds(second).ToUnixTimeMilliseconds();

    private static AlertRow Row(AlertState state = AlertState.Unacknowledged) =>
        new("a", NoiseCrowdRule.Id, "Voices", "street", "Street", SiteType.TOWN, 2, state, "why", Noon, Noon, Noon, null, 1, null, null, []);
}
