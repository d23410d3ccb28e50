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
        Assert.Empty(gate.Settle(At(45)));
        var open = Assert.Single(gate.Settle(At(46)));
        Assert.Equal((At(16), ContactState.Open, 1, BoltState.Thrown), (open.T, open.Contact, open.Opening, open.Bolt));
        Assert.Null(gate.Due);
    }

    [Fact]
    public void A_rattle_that_ends_where_it_began_is_no_change()
    {
        gate.See("contact", false, At(0));
        gate.See("contact", true, At(20));
        Assert.Empty(gate.Settle(At(1000)));
    }

    [Fact]
    public void Openings_are_counted_and_states_come_in_the_order_in_which_they_began()
    {
        gate.See("bolt", false, At(0));
        gate.See("contact", false, At(10));
        var states = gate.Settle(At(100));
        Assert.Equal([At(0), At(10)], states.Select(s => s.T));
        gate.See("contact", true, At(500));
        Assert.Equal(1, Assert.Single(gate.Settle(At(600))).Opening);
        gate.See("contact", false, At(700));
        Assert.Equal(2, Assert.Single(gate.Settle(At(800))).Opening);
    }

    [Fact]
    public void A_clock_that_is_set_back_delays_nothing()
    {
        gate.See("contact", false, At(3_600_000));
        Assert.Empty(gate.Settle(At(0)));
        Assert.Equal(ContactState.Open, Assert.Single(gate.Settle(At(30))).Contact);
    }

    [Fact]
    public void Pulses_are_wind_and_rain()
    {
        for (var ms = 0; ms < 60_000; ms += 100)
        {
            gate.See("wind", true, At(ms));
            Assert.Empty(gate.Settle(At(ms + 3)));
            gate.See("wind", false, At(ms + 50));
            Assert.Empty(gate.Settle(At(ms + 53)));
        }
        for (var n = 0; n < 6; n++)
        {
            gate.See("rain", true, At(n * 10_000));
            Assert.Empty(gate.Settle(At(n * 10_000 + 60)));
            gate.See("rain", false, At(n * 10_000 + 100));
            Assert.Empty(gate.Settle(At(n * 10_000 + 200)));
        }
        var state = gate.State(At(59_999));
        // 10 pulses a second; 6 tips in the ten minutes that are looked at.
        Assert.Equal((6.67, Math.Round(6 * 6 * 0.2794, 2)), (state.Wind, state.Rain));
        Assert.Equal(0, gate.State(At(200_000)).Wind);
    }

    private static DateTimeOffset At(int ms) => Start.AddMilliseconds(ms);
}
