using Solutions.Edge.Agent.Setup.WalkTest;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>Switches moved by hand, wired right and wrong. An active contact is closed, an active bolt thrown.</summary>
public class LineStepTests
{
    [Fact]
    public void A_gate_that_opens_and_stands_open_is_green()
    {
        var run = new StepRun("open", "contact", "-bolt").Line(3, "contact", false).Until(3.9);
        Assert.Null(run.End);
        Assert.Equal("contact open", run.Answer);
        Assert.Equal((StepResult.Green, "contact open, line 17"), Ended(run.Until(5)));
    }

    [Fact]
    public void A_contact_that_never_changes_is_amber_after_the_time_with_its_level_and_likely_cause()
    {
        AssertAmber("after 60 s: line 17 (contact) reads closed all along: its wires touch, its magnet reaches too far, or it is another line",
            new StepRun("open", "contact", "-bolt"));
        AssertAmber("after 60 s: line 17 (contact) reads open all along: its wire is cut, its magnet does not reach, or it is another line",
            new StepRun("open", "-contact", "-bolt"));
    }

    [Fact]
    public void A_bolts_line_that_moves_when_the_gate_is_opened_is_swapped_with_the_contacts()
    {
        var run = new StepRun("open", "contact", "bolt").Line(2, "bolt", false);
        Assert.Equal("contact closed; bolt moved", run.Answer);
        AssertAmber("after 60 s: contact and bolt are swapped: line 27 (bolt) moves when contact should; exchange 17 and 27 in gate.lines", run);
    }

    [Fact]
    public void A_contact_that_opens_before_the_bolt_is_withdrawn_is_swapped_with_it()
    {
        // Withdrawn at 2 s, opened at 4 s: each by the other's line.
        var run = new StepRun("open", "contact", "bolt").Line(2, "contact", false).Line(2.5, "bolt", false);
        AssertAmber("contact and bolt are swapped: line 27 (bolt) moves when contact should; exchange 17 and 27 in gate.lines", run);
        Assert.Equal(StepResult.Green, new StepRun("open", "contact", "bolt").Line(2, "bolt", false).Line(2.5, "contact", false).Until(60).End!.Result);
    }

    [Fact]
    public void A_gate_that_opens_while_its_bolt_reads_thrown_all_along_is_amber() =>
        AssertAmber("it opened, and line 27 (bolt) reads thrown all along: set gate.lines.bolt.active to high if it was withdrawn; "
            + "see its switch and its wire", new StepRun("open", "contact", "bolt").Line(3, "contact", false));

    [Fact]
    public void A_closed_gate_that_reads_open_is_the_other_way_round() =>
        AssertAmber("after 60 s: line 17 (contact) reads the other way round; set gate.lines.contact.active to high",
            new StepRun("open", "-contact", "-bolt").Line(3, "contact", true));

    [Fact]
    public void A_lid_that_reads_off_while_it_is_on_is_the_other_way_round()
    {
        AssertAmber("after 60 s: line 22 (enclosure) reads the other way round; set gate.lines.enclosure.active to high",
            new StepRun("lid", "-enclosure").Line(3, "enclosure", true).Line(9, "enclosure", false));
        Assert.Equal((StepResult.Green, "enclosure on, line 22"),
            Ended(new StepRun("lid", "enclosure").Line(3, "enclosure", false).Line(9, "enclosure", true).Until(60)));
    }

    [Fact]
    public void A_line_that_chatters_is_amber_on_the_spot()
    {
        var run = new StepRun("open", "contact", "-bolt");
        for (var i = 0; i < 5; i++)
            run.Line(3 + i * 0.3, "contact", i % 2 == 1);
        Assert.StartsWith("line 17 (contact) chatters, 5 changes within 2 s: a loose wire", run.Until(4.4).End?.Reason, StringComparison.Ordinal);
        Assert.StartsWith("line 17 (contact) chatters, 80 changes within 1 s: a loose wire",
            new StepRun("open", "contact").At(3, at => new ChatterSignal(at, "contact", 80)).Until(3.2).End?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_button_whose_line_is_the_lids_is_named()
    {
        AssertAmber("after 60 s: line 23 (button) never changed, and line 22 (enclosure) did: they are swapped; exchange their numbers in gate.lines",
            new StepRun("button", "-button", "enclosure").Line(3, "enclosure", false).Line(4, "enclosure", true));
    }

    [Fact]
    public void A_chip_that_is_gone_is_waited_for_three_seconds()
    {
        var back = new StepRun("open", "contact")
            .At(1, at => new FaultSignal(at, Sensor.Gate, "the chip is gone")).At(3, at => new FaultSignal(at, Sensor.Gate, null))
            .Line(5, "contact", false).Until(9);
        Assert.Equal(StepResult.Green, back.End!.Result);
        var gone = new StepRun("open", "contact").At(1, at => new FaultSignal(at, Sensor.Gate, "the chip is gone"));
        Assert.Equal("the chip is gone", gone.Answer);
        Assert.Equal("the chip is gone", gone.Until(4.2).End?.Reason);
    }

    private static (StepResult, string) Ended(StepRun run) => (run.End!.Result, run.End.Words);

    private static void AssertAmber(string reason, StepRun run)
    {
        var end = run.Until(61).End!;
        Assert.Equal((StepResult.Amber, reason), (end.Result, end.Reason));
    }
}
