using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class FramePaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly FramePace pace = new(10);

    [Fact]
    public void The_first_frame_is_captured_at_the_next_whole_second()
    {
        Assert.True(pace.Begins(Noon.AddSeconds(0.3)));
        Assert.Equal(Noon.AddSeconds(1), pace.SegmentStart);
        Assert.Null(pace.Take(Noon.AddSeconds(0.9)));
        Assert.Equal((Noon.AddSeconds(1), 0), pace.Take(Noon.AddSeconds(1)));
    }

    [Fact]
    public void Frames_missed_are_left_out_and_do_not_queue()
    {
        pace.Begins(Noon);
        Assert.Equal((Noon.AddSeconds(1), 0), pace.Take(Noon.AddSeconds(1.05)));
        Assert.Equal((Noon.AddSeconds(1.5), 4), pace.Take(Noon.AddSeconds(1.55)));
        Assert.Null(pace.Take(Noon.AddSeconds(1.55)));
        Assert.Equal(Noon.AddSeconds(1.6), pace.Due);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public void A_stall_or_a_step_of_the_clock_begins_a_segment(double step)
    {
        pace.Begins(Noon);
        pace.Take(Noon.AddSeconds(1));
        Assert.False(pace.Begins(Noon.AddSeconds(1.2)));
        Assert.True(pace.Begins(Noon.AddSeconds(1.2 + step)));
        Assert.Equal(Math.Floor(1.2 + step) + 1, (pace.SegmentStart - Noon).TotalSeconds);
    }

    [Fact]
    public void An_abandoned_segment_begins_anew()
    {
        pace.Begins(Noon);
        pace.Abandon();
        Assert.True(pace.Begins(Noon.AddSeconds(0.1)));
    }
}
