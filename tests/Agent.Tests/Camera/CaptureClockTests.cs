using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class CaptureClockTests
{
    private readonly CaptureClock clock = new();

    [Fact]
    public void A_late_frame_has_the_time_it_was_captured_and_not_the_time_it_arrived()
    {
        double[] late = [0.05, 0.30, 0.05, 0.12, 0.90];
        var times = late.Select((l, n) => (At(n * 0.1 + l, 7 + n * 0.1) - Footage.Start).TotalSeconds).ToList();
        Assert.All(times.Select((t, n) => t - (n * 0.1 + 0.05)), error => Assert.InRange(error, -1e-3, 1e-3));
    }

    [Fact]
    public void A_camera_clock_that_is_too_slow_or_too_fast_is_followed()
    {
        foreach (var rate in new[] { 1 - 5e-5, 1 + 5e-5 })
        {
            var own = new CaptureClock();
            for (var n = 0; n < 36_000; n++)
                Assert.InRange((own.At(Footage.Start.AddSeconds(n * 0.1), n * 0.1 * rate) - Footage.Start).TotalSeconds - n * 0.1, -1e-3, 1e-3);
        }
    }

    [Fact]
    public void A_stream_that_begins_anew_is_taken_as_it_comes()
    {
        At(100, 5000);
        Assert.Equal(Footage.Start.AddSeconds(101), At(101, 0.1));
        Assert.Equal(Footage.Start.AddSeconds(110), At(110, 0.2));
    }

    [Fact]
    public void Without_a_clock_of_the_camera_the_arrival_counts() => Assert.Equal(Footage.Start.AddSeconds(3), At(3, null));

    private DateTimeOffset At(double arrival, double? stamp) => clock.At(Footage.Start.AddSeconds(arrival), stamp);
}
