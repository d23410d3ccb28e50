using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Tests.Mqtt;

public class RareLineTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_next_line_says_how_many_were_left_out()
    {
        var line = new RareLine(time);
        Assert.True(line.IsDue(out var none));
        Assert.Equal(0, none);
        Assert.False(line.IsDue(out _));
        Assert.False(line.IsDue(out _));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(line.IsDue(out var leftOut));
        Assert.Equal(2, leftOut);
    }

    [Fact]
    public void A_clock_that_is_set_back_years_does_not_silence_it()
    {
        var line = new RareLine(time);
        Assert.True(line.IsDue(out _));
        time.AdjustTime(time.GetUtcNow().AddYears(-3));
        Assert.True(line.IsDue(out _));
    }
}
