using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class OwnClockTests
{
    [Theory]
    [InlineData(-3_600)]
    [InlineData(1_200)]
    [InlineData(-9 * 365 * 86_400)]
    public void A_clock_that_is_set_is_reported_once_and_one_that_runs_is_not(int seconds)
    {
        var time = new ClockThatIsSet(SpoolFolder.Start);
        var clock = new OwnClock(time);
        time.Advance(TimeSpan.FromHours(8));
        Assert.Equal(0, clock.Step());
        time.Off += TimeSpan.FromSeconds(seconds);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(seconds, clock.Step());
        Assert.Equal(0, clock.Step());
        time.Off += TimeSpan.FromSeconds(1);
        Assert.Equal(0, clock.Step());
    }
}
