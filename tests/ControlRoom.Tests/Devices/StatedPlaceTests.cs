using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Devices;

namespace Solutions.Edge.ControlRoom.Tests.Devices;

public class StatedPlaceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_a_device_does_not_take_is_sent_again_less_and_less_often() =>
        Assert.Equal([0, 5, 15, 35, 75, 155, 315, 615, 915], Seconds(1000, new(7, "b", 1), _ => 8));

    [Fact]
    public void What_changes_again_is_sent_at_once_and_as_often_as_at_first() =>
        Assert.Equal([0, 5, 15, 35, 50, 55, 65], Seconds(80, new(7, "b", 1), second => second < 50 ? 8 : 9));

    [Fact]
    public void A_device_that_runs_the_present_one_is_sent_nothing_and_is_never_behind()
    {
        var its = new StatedPlace(7, "b", 1);
        Assert.Empty(Seconds(100, its, _ => 7));
        Assert.False(its.IsBehind(time));
    }

    [Fact]
    public void A_device_is_behind_once_another_has_been_the_present_one_for_over_a_minute()
    {
        var its = new StatedPlace(7, "b", 1);
        Seconds(61, its, second => second % 2 == 0 ? 8 : 9);
        Assert.False(its.IsBehind(time));
        Seconds(2, its, _ => 8);
        Assert.True(its.IsBehind(time));
        Seconds(1, its, _ => 7);
        Assert.False(its.IsBehind(time));
    }

    private List<int> Seconds(int count, StatedPlace its, Func<int, long> present)
    {
        var sent = new List<int>();
        for (var second = 0; second < count; second++)
        {
            if (second > 0)
                time.Advance(TimeSpan.FromSeconds(1));
            if (its.IsDue(present(second), time))
                sent.Add(second);
        }
        return sent;
    }
}
