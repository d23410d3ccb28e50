using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public sealed class RetentionClockTests : IDisposable
{
    private static readonly DateTimeOffset Start = SpoolFolder.Start;
    private readonly TemporaryFolder folder = new();
    private readonly ClockThatIsSet time = new(Start);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_follows_the_wall_clock_and_after_a_jump_at_twice_the_pace_of_time_also_over_starts()
    {
        var clock = Open();
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(Start.AddDays(3), clock.Now());
        time.Off = TimeSpan.FromDays(3_500);
        Assert.Equal(Start.AddDays(3), clock.Now());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Start.AddDays(5), clock.Now());
        Assert.Equal(TimeSpan.FromDays(3_499), clock.Behind);
        clock = Open();
        Assert.Equal(Start.AddDays(5), clock.Now());
        // Set right again, it is the wall clock's at once.
        time.Off = TimeSpan.Zero;
        Assert.Equal(Start.AddDays(4), clock.Now());
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Start.AddDays(6), clock.Now());
    }

    [Fact]
    public void A_clock_that_stood_in_the_past_for_a_while_does_not_hold_it_there()
    {
        var clock = Open();
        Assert.Equal(Start, clock.Now());
        time.Off = TimeSpan.FromDays(-5_000);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Start.AddHours(1).AddDays(-5_000), clock.Now());
        time.Off = TimeSpan.Zero;
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Start.AddHours(3), clock.Now());
    }

    private RetentionClock Open() => new(Path.Combine(folder.Path, "kept-by.txt"), time);
}
