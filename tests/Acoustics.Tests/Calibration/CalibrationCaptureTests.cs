using Solutions.Edge.Acoustics.Calibration;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Calibration;

public class CalibrationCaptureTests
{
    private static readonly ToneSecond Tone = new() { ToneDb = 94, TotalDb = 94, Hertz = 1000, FastMaxDb = 94, FastMinDb = 94, FastMeanDb = 94 };

    private static readonly ToneSecond Street = Tone with { ToneDb = 50, TotalDb = 70 };

    private readonly CalibrationCapture capture = new(94);

    [Fact]
    public void It_waits_lets_the_tone_settle_and_takes_in_ten_seconds()
    {
        Assert.Equal(CapturePhase.Waiting, capture.Add(Street));
        Assert.Equal(CapturePhase.Waiting, capture.Add(null));
        Assert.Equal([CapturePhase.Settling, CapturePhase.Settling], new[] { capture.Add(Tone), capture.Add(Tone) });
        for (var second = 1; second < 10; second++)
            Assert.Equal(CapturePhase.Capturing, capture.Add(Tone));
        Assert.Equal(CapturePhase.Ended, capture.Add(Tone));
        Assert.Equal(10, capture.Captured.Count);
    }

    [Fact]
    public void The_first_seconds_of_a_tone_are_not_judged()
    {
        capture.Add(Tone with { FastMinDb = 20 });
        capture.Add(Tone with { FastMinDb = 93 });
        capture.Add(Tone);
        Assert.Equal(94, Assert.Single(capture.Captured).FastMinDb);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tone_that_stops_ends_it_with_what_there_was(bool dead)
    {
        for (var second = 0; second < 5; second++)
            capture.Add(Tone);
        Assert.Equal(CapturePhase.Ended, capture.Add(dead ? null : Street));
        Assert.Equal(CapturePhase.Ended, capture.Add(Tone));
        Assert.Equal(3, capture.Captured.Count);
    }

    [Fact]
    public void It_does_not_wait_for_ever()
    {
        for (var second = 1; second < CalibrationCapture.LongestWait; second++)
            Assert.Equal(CapturePhase.Waiting, capture.Add(Street));
        Assert.Equal(CapturePhase.Ended, capture.Add(Street));
        Assert.Equal(70, capture.LoudestDb);
    }
}
