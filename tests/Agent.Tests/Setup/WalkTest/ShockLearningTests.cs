using Solutions.Edge.Agent.Setup.WalkTest;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>Where a gate's limit is put by what was felt of it.</summary>
public class ShockLearningTests
{
    [Fact]
    public void The_limit_is_between_a_hand_that_tries_the_gate_and_a_blow()
    {
        var limits = ShockLearning.Learn([2.4, 3.1, 2], [0.5, 0.64, 0.6], [1.69, 2.2, 1.8])!;
        // The root of 0.64 x 1.69 is 1.04.
        Assert.Equal((1.0, 0.8), (limits.ShockG, limits.ReportG));
        Assert.Equal("a blow begins at 1.7 g, a hand that tries the gate reaches 0.6 g; "
            + "a slam of ordinary use reaches 3.1 g, and is excused for 3 s after the gate closes", limits.Why);
    }

    [Fact]
    public void Where_a_rattle_is_as_strong_as_a_blow_no_blow_is_missed_and_the_why_says_so()
    {
        var limits = ShockLearning.Learn([0, 0, 0], [2.1, 1.2, 1], [1.5, 2.2, 1.8])!;
        Assert.Equal((1.2, 0.9), (limits.ShockG, limits.ReportG));
        Assert.Contains("a hand that tries the gate reaches 2.1 g, which is no less: its rattling counts too", limits.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("slam", limits.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_is_under_what_stands_out_of_the_noise() =>
        Assert.Equal((0.3, 0.3), (ShockLearning.Learn([], [], [0.32, 0.4, 0.5]) is { } l ? (l.ShockG, l.ReportG) : default));

    [Fact]
    public void Without_a_knock_nothing_is_learnt()
    {
        Assert.Null(ShockLearning.Learn([2.4, 3.1, 2], [0.5, 0.6, 0.6], []));
        Assert.Null(ShockLearning.Learn([2.4, 3.1, 2], [0.5, 0.6, 0.6], [0.1]));
    }
}
