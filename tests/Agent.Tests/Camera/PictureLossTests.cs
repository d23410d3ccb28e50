using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class PictureLossTests
{
    private readonly PictureLoss loss = new();

    [Fact]
    public void A_picture_is_lost_after_five_seconds_and_every_second_without_one_is_reported_once()
    {
        loss.See(Footage.Start.AddSeconds(2.4));
        Assert.Empty(loss.Miss(Footage.Start.AddSeconds(7.3)));
        Assert.Equal(Seconds(3, 4, 5, 6), loss.Miss(Footage.Start.AddSeconds(7.4)));
        Assert.Equal(Seconds(7), loss.Miss(Footage.Start.AddSeconds(8.9)));
        Assert.True(loss.IsLost);
        Assert.Equal(Footage.Start.AddSeconds(2.4), loss.Since);
        loss.See(Footage.Start.AddSeconds(9.5));
        Assert.False(loss.IsLost);
        Assert.Empty(loss.Miss(Footage.Start.AddSeconds(10.5)));
    }

    [Fact]
    public void A_step_of_the_clock_makes_no_hours_of_seconds()
    {
        loss.See(Footage.Start);
        Assert.Empty(loss.Miss(Footage.Start.AddHours(9)));
        Assert.True(loss.IsLost);
    }

    [Fact]
    public void After_a_clock_was_set_back_a_picture_is_lost_after_five_seconds_too()
    {
        loss.See(Footage.Start.AddYears(10));
        Assert.Empty(loss.Miss(Footage.Start));
        Assert.Empty(loss.Miss(Footage.Start.AddSeconds(4.9)));
        Assert.NotEmpty(loss.Miss(Footage.Start.AddSeconds(5)));
        Assert.True(loss.IsLost);
        Assert.Equal(Footage.Start, loss.Since);
    }

    private static IEnumerable<DateTimeOffset> Seconds(params int[] seconds) => seconds.Select(s => Footage.Start.AddSeconds(s));
}
