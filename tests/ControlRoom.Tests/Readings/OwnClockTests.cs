using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class OwnClockTests
{
    [Theory]
    [InlineData(-3_600)]
    [InlineData(1_200)]
    [InlineData(-9 * 365 * 86_400)]
    public void A_clock_that_is_set_is_told_once_and_one_that_runs_is_not(int seconds)
    {
        var time = new Machine();
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

    /// <summary>Its wall clock can be set, its monotonic one not.</summary>
    private sealed class Machine() : FakeTimeProvider(new(2036, 11, 23, 23, 0, 0, TimeSpan.Zero))
    {
        public TimeSpan Off { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;

        /// <summary>The one below asks for the time.</summary>
        public override long GetTimestamp() => base.GetTimestamp() - Off.Ticks;
    }
}
