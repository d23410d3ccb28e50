using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>A gate that is slammed, rattled and knocked on.</summary>
public class ShockStepTests
{
    [Fact]
    public void Three_slams_that_are_felt_are_green_with_the_peak_of_each()
    {
        var run = new StepRun("slam", "-contact");
        Slam(run, 3, 2.4);
        Assert.Equal("2.4 g, 1 of 3", run.Answer);
        Slam(run, 8, 3.1);
        Slam(run, 13, 2.04);
        var end = run.Until(16).End!;
        Assert.Equal((StepResult.Green, "2.4, 3.1, 2.0 g", "g"), (end.Result, end.Words, end.Unit));
        Assert.Equal([2.4, 3.1, 2.04], end.Values);
    }

    [Fact]
    public void Slams_that_are_not_felt_are_of_a_sensor_that_is_loose()
    {
        var run = new StepRun("slam", "-contact");
        Slam(run, 3, null);
        Slam(run, 8, 0.5);
        Slam(run, 13, null);
        var end = run.Until(16).End!;
        Assert.Equal((StepResult.Amber, "2 of 3 slams were not felt (under 0.3 g): the sensor is loose, or not on what is struck; "
            + "screw it to the leaf's frame or the post, metal on metal"), (end.Result, end.Reason));
        Assert.Equal([0, 0.5, 0], end.Values);
    }

    [Fact]
    public void What_rings_on_after_a_knock_is_the_same_one_and_a_gate_that_is_open_does_not_count()
    {
        var run = new StepRun("knock", "-contact").Shock(1, 4);
        Assert.Equal("the gate reads open: shut it", run.Answer);
        run.Line(5, "contact", true).Shock(7, 1.1).Shock(7.3, 1.6).Shock(8.2, 1.4).Shock(9.6, 2);
        Assert.Equal([1.6, 1.4, 2], run.Until(20).End!.Values);
    }

    [Fact]
    public void A_contact_that_opens_while_the_gate_is_rattled_is_amber()
    {
        var run = new StepRun("rattle", "contact").Shock(3, 0.6).Line(3.1, "contact", false).Line(3.2, "contact", true).Shock(4.5, 0.7).Shock(6, 0.5);
        Assert.StartsWith("the contact opened 1 x meanwhile: the gate has too much play", run.Until(20).End!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_on_which_nothing_is_felt_is_amber_after_the_time() =>
        Assert.Equal("after 60 s: nothing over 0.3 g was felt: the sensor is loose, or not on what is struck; screw it to metal",
            new StepRun("knock", "contact").Until(61).End!.Reason);

    private static void Slam(StepRun run, double at, double? g)
    {
        if (g is { } felt)
            run.Shock(at - 0.1, felt);
        run.Line(at, "contact", true).Line(at + 3, "contact", false);
    }
}
