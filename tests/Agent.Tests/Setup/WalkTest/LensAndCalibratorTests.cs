using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Agent.Setup.WalkTest;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>A lens that is covered, and a calibrator on the microphone.</summary>
public class LensAndCalibratorTests
{
    [Fact]
    public void A_lens_that_is_covered_and_uncovered_is_green()
    {
        var run = Pictures(new("lens"), 0, 4, 120, 40);
        Assert.Equal("100 % light, 100 % detail", run.Answer);
        Pictures(run, 4, 7, 6, 2);
        Assert.Equal("5 % light, 5 % detail: uncover it", run.Answer);
        var end = Pictures(run, 7, 10, 110, 38).End!;
        Assert.Equal((StepResult.Green, "covered: 5 % of the light and 5 % of the detail left; seen again", "%"), (end.Result, end.Words, end.Unit));
        Assert.Equal([5, 5], end.Values);
    }

    [Fact]
    public void A_picture_that_does_not_go_is_amber() =>
        Assert.StartsWith("after 60 s: the picture did not go, 50 % of the light and 100 % of the detail are left; cover the whole lens",
            Pictures(Pictures(new("lens"), 0, 4, 120, 40), 4, 61, 60, 40).End!.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_cover_cannot_be_seen_at_night() =>
        Assert.StartsWith("too dark to see a cover, mean grey 8 of 255", Pictures(new("lens"), 0, 4, 8, 4).End!.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_camera_that_is_in_use_is_amber_with_the_way_to_free_it()
    {
        var run = new StepRun("lens").At(1, at => new FaultSignal(at, Sensor.Camera, "/dev/video0 is busy; " + SensorsInUse.FreeIt)).Until(5);
        Assert.Contains("systemctl stop solutions-agent", run.End!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(94.2, StepResult.Green, "94.20 dB for 94 dB, 1000.0 Hz")]
    [InlineData(93.3, StepResult.Amber, "93.3 dB, 1000 Hz, 10 of 10 s")]
    public void A_calibrator_that_reads_right_is_green_and_half_a_decibel_off_is_amber(double read, StepResult result, string words)
    {
        var run = new StepRun("calibrator").At(1, at => new ToneSignal(at, Tone(40)));
        for (var second = 2; second < 16; second++)
            run.At(second, at => new ToneSignal(at, Tone(read)));
        Assert.Equal((result, words), (run.Until(20).End!.Result, run.End!.Words));
        Assert.Equal([read], run.End.Values);
        Assert.Equal(result == StepResult.Green ? null : "it reads 93.30 dB for 94 dB, -0.70 dB off; solutions-agent calibrate sets its sensitivity",
            run.End.Reason);
    }

    [Fact]
    public void Without_a_calibrator_the_loudest_second_is_stated()
    {
        var run = new StepRun("calibrator");
        for (var second = 1; second < 65; second++)
            run.At(second, at => new ToneSignal(at, Tone(52)));
        Assert.Contains("the loudest second had 52.0 dB", run.Until(90).End!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void At_a_home_no_level_but_the_calibrators_is_stated()
    {
        var run = new StepRun("calibrator", isHome: true);
        for (var second = 1; second < 65; second++)
            run.At(second, at => new ToneSignal(at, Tone(52)));
        var end = run.Until(90).End!;
        Assert.Equal(("waiting for the tone", "no settled tone of 94 dB. Is the calibrator on, tight, and set to 94 dB?"), (run.Answer, end.Reason));
        Assert.DoesNotContain("52", end.Words + end.Reason, StringComparison.Ordinal);
    }

    private static ToneSecond Tone(double db) => new() { ToneDb = db, TotalDb = db, Hertz = 1000, FastMaxDb = db, FastMinDb = db, FastMeanDb = db };

    private static StepRun Pictures(StepRun run, double from, double to, double light, double detail)
    {
        for (var at = from; at < to; at += 0.1)
            run.At(at, t => new PictureSignal(t, light, detail));
        return run.Until(to);
    }
}
