using Solutions.Edge.Agent.Sound;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SamplePaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, 400, TimeSpan.Zero);
    private readonly SamplePace pace = new();
    private TimeSpan monotonic = TimeSpan.FromHours(5);
    private DateTimeOffset now = Start;

    [Fact]
    public void A_segment_begins_at_a_whole_second_and_every_tenth_block_ends_one()
    {
        Assert.Equal(PaceStep.Begin, Next(0));
        Assert.Equal(new(2026, 11, 23, 23, 0, 1, TimeSpan.Zero), pace.SegmentStart);
        Assert.Equal(PaceStep.Wait, Next(0.6));
        for (var block = 1; block <= 20; block++)
            Assert.Equal(block % 10 == 0 ? PaceStep.ReadAndEndSecond : PaceStep.Read, Next(0.1));
        Assert.Equal(pace.SegmentStart.AddSeconds(2), pace.Second);
    }

    [Fact]
    public void A_process_that_was_kept_waiting_catches_up_without_a_gap()
    {
        Next(0);
        Next(0.7);
        var steps = new List<PaceStep> { Next(4) };
        while (steps[^1] != PaceStep.Wait)
            steps.Add(Next(0));
        Assert.DoesNotContain(PaceStep.Begin, steps);
        Assert.Equal(4, steps.Count(s => s == PaceStep.ReadAndEndSecond));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(-3600)]
    public void A_step_of_the_clock_begins_a_segment(double seconds)
    {
        Next(0);
        Next(0.7);
        now = now.AddSeconds(seconds);
        Assert.Equal(PaceStep.Begin, Next(0));
        Assert.InRange(pace.SegmentStart - now, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Sound_that_nobody_took_for_more_than_ten_seconds_is_given_up()
    {
        Next(0);
        Next(0.7);
        Assert.Equal(PaceStep.Begin, Next(11));
    }

    private PaceStep Next(double later)
    {
        now = now.AddSeconds(later);
        monotonic += TimeSpan.FromSeconds(later);
        return pace.Next(now, monotonic);
    }
}
