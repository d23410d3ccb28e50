using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Gate.Lines;

public class GpioGateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly GpioGate gate = new(new()
    {
        Contact = new() { Line = 17 },
        Bolt = new() { Line = 27 },
        Wind = new() { Line = 5, DebounceMs = 2, PerPulse = 0.667 },
        Rain = new() { Line = 6, PerPulse = 0.2794 },
    }, line => line is "contact" or "bolt");

    [Fact]
    public void A_switch_that_bounces_is_one_change_at_its_first_edge()
    {
        foreach (var (ms, level) in new[] { (0, false), (4, true), (6, false), (15, true), (16, false) })
            gate.See("contact", level, At(ms));
        Assert.Empty(gate.Settle(At(45), DateTimeOffset.MaxValue));
        var open = Assert.Single(gate.Settle(At(46), DateTimeOffset.MaxValue));
        Assert.Equal((At(16), ContactState.Open, 1, BoltState.Thrown), (open.T, open.Contact, open.Opening, open.Bolt));
        Assert.Null(gate.DueAt(At(46), DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Gauges_that_stand_alone_state_nothing_of_a_gate()
    {
        var gauges = new GpioGate(new() { Wind = new() { Line = 5, DebounceMs = 2, PerPulse = 0.667 } }, _ => false);
        gauges.See("wind", true, At(0));
        Assert.Empty(gauges.Settle(At(5), DateTimeOffset.MaxValue));
        var state = gauges.State(At(1000));
        Assert.Equal((0.01, null, null, null), (state.Wind, state.Rain, state.Contact, state.Opening));
    }

    [Fact]
    public void A_homes_night_button_stands_alone_and_states_nothing_of_a_gate()
    {
        var home = new GpioGate(new() { Button = new() { Line = 23 } }, _ => false);
        home.See("button", true, At(0));
        var pressed = Assert.Single(home.Settle(At(100), DateTimeOffset.MaxValue));
        Assert.Equal((At(0), true, null, null), (pressed.T, pressed.Button, pressed.Contact, pressed.Opening));
        home.See("button", false, At(1000));
        Assert.False(Assert.Single(home.Settle(At(1100), DateTimeOffset.MaxValue)).Button);
    }

    [Fact]
    public void A_rattle_that_ends_where_it_began_is_no_change()
    {
        gate.See("contact", false, At(0));
        gate.See("contact", true, At(20));
        Assert.Empty(gate.Settle(At(1000), DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Openings_are_counted_and_states_come_in_the_order_in_which_they_began()
    {
        gate.See("bolt", false, At(0));
        gate.See("contact", false, At(10));
        var states = gate.Settle(At(100), DateTimeOffset.MaxValue);
        Assert.Equal([At(0), At(10)], states.Select(s => s.T));
        gate.See("contact", true, At(500));
        Assert.Equal(1, Assert.Single(gate.Settle(At(600), DateTimeOffset.MaxValue)).Opening);
        gate.See("contact", false, At(700));
        Assert.Equal(2, Assert.Single(gate.Settle(At(800), DateTimeOffset.MaxValue)).Opening);
    }

    [Fact]
    public void A_state_shows_nothing_that_came_after_it()
    {
        gate.See("bolt", false, At(0));
        gate.See("contact", false, At(10));
        Assert.Equal([(BoltState.Withdrawn, ContactState.Closed, 0), (BoltState.Withdrawn, ContactState.Open, 1)],
            Settled(100).Select(s => (s.Bolt!.Value, s.Contact!.Value, s.Opening!.Value)));
    }

    [Fact]
    public void A_blow_before_an_opening_is_sent_before_it_however_late_it_is_known()
    {
        gate.See("contact", false, At(100));
        Assert.Empty(Settled(135, known: 90));
        Assert.Equal(At(145), gate.DueAt(At(135), At(90)));
        gate.Feel(new(At(95), 4.321));
        Assert.Equal([(At(95), ContactState.Closed, 4.32), (At(100), ContactState.Open, null)],
            Settled(150, known: 148).Select(s => (s.T, s.Contact!.Value, s.Shock)));
    }

    [Fact]
    public void A_blow_after_an_opening_that_may_yet_be_a_bounce_waits_until_that_is_known()
    {
        gate.See("contact", false, At(100));
        gate.Feel(new(At(110), 2));
        Assert.Empty(Settled(125, known: 124));
        Assert.Equal([(At(100), ContactState.Open, null), (At(110), ContactState.Open, 2.0)],
            Settled(130, known: 130).Select(s => (s.T, s.Contact!.Value, s.Shock)));

        gate.See("contact", true, At(500));
        gate.Feel(new(At(505), 3));
        gate.See("contact", false, At(510));
        Assert.Equal([(At(505), ContactState.Open, 3.0)], Settled(511, known: 510).Select(s => (s.T, s.Contact!.Value, s.Shock)));
    }

    [Fact]
    public void A_clock_that_is_set_back_delays_nothing()
    {
        gate.See("contact", false, At(3_600_000));
        Assert.Empty(gate.Settle(At(0), DateTimeOffset.MaxValue));
        Assert.Equal(ContactState.Open, Assert.Single(gate.Settle(At(30), DateTimeOffset.MaxValue)).Contact);
    }

    [Fact]
    public void Pulses_are_wind_and_rain()
    {
        for (var ms = 0; ms < 60_000; ms += 100)
        {
            gate.See("wind", true, At(ms));
            Assert.Empty(gate.Settle(At(ms + 3), DateTimeOffset.MaxValue));
            gate.See("wind", false, At(ms + 50));
            Assert.Empty(gate.Settle(At(ms + 53), DateTimeOffset.MaxValue));
        }
        for (var n = 0; n < 6; n++)
        {
            gate.See("rain", true, At(n * 10_000));
            Assert.Empty(gate.Settle(At(n * 10_000 + 60), DateTimeOffset.MaxValue));
            gate.See("rain", false, At(n * 10_000 + 100));
            Assert.Empty(gate.Settle(At(n * 10_000 + 200), DateTimeOffset.MaxValue));
        }
        var state = gate.State(At(59_999));
        // 10 pulses a second; 6 tips in the ten minutes that are looked at.
        Assert.Equal((6.67, Math.Round(6 * 6 * 0.2794, 2)), (state.Wind, state.Rain));
        Assert.Equal(0, gate.State(At(200_000)).Wind);
    }

    private IReadOnlyList<GateRecord> Settled(int now, int? known = null) =>
        gate.Settle(At(now), known is { } ms ? At(ms) : DateTimeOffset.MaxValue);

    private static DateTimeOffset At(int ms) => Start.AddMilliseconds(ms);
}
