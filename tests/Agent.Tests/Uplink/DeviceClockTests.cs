using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public class DeviceClockTests
{
    private static readonly DateTimeOffset Wrong = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero), Right = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private readonly ClockThatIsSet time = new(Wrong);
    private readonly DeviceClock clock;
    private KernelClock kernel;

    public DeviceClockTests() => clock = new(time, () => kernel);

    [Fact]
    public void A_clock_is_unset_until_it_is_set_then_synced_then_in_holdover()
    {
        Assert.Equal((TimeQuality.Unset, null), (clock.Quality, clock.Set));
        SetTo(Right);
        Assert.Equal(TimeQuality.Synced, clock.Quality);
        kernel = default;
        Assert.Equal(TimeQuality.Holdover, clock.Quality);
    }

    [Fact]
    public void Once_it_is_set_what_was_stamped_before_has_its_right_time_by_its_up()
    {
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeQuality.Unset, clock.Quality);
        var up = clock.UpAt(time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(60));
        SetTo(Right);
        Assert.Equal(TimeQuality.Synced, clock.Quality);
        Assert.Equal(Right.AddSeconds(-60), clock.Set!.Value.UpZero.AddMilliseconds(up));
        Assert.Equal(12, clock.Set.Value.BoundMs);
    }

    [Fact]
    public void What_began_before_the_step_is_placed_by_the_clock_that_it_was_read_from()
    {
        time.Advance(TimeSpan.FromMinutes(5));
        var began = time.GetUtcNow();
        var up = clock.UpAt(began);
        time.Advance(TimeSpan.FromMinutes(1));
        SetTo(Right);
        Assert.Equal(up, clock.UpAt(began));
        Assert.Equal(up + 60_000, clock.UpAt(Right));
    }

    [Fact]
    public void A_clock_that_is_steered_or_was_right_from_the_start_reports_no_new_time()
    {
        kernel = new(true, 1);
        for (var second = 0; second < 100; second++)
        {
            time.SetTo(time.GetUtcNow().AddMilliseconds(20));
            Assert.Equal(TimeQuality.Synced, clock.Quality);
        }
        Assert.Null(clock.Set);
    }

    private void SetTo(DateTimeOffset now)
    {
        time.SetTo(now);
        kernel = new(true, 12);
    }
}
