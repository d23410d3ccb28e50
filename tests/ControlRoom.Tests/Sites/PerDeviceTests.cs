using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Tests.Sites;

public class PerDeviceTests
{
    [Fact]
    public void The_stranger_that_was_set_longest_ago_is_given_up_and_no_device_of_a_site()
    {
        var devices = new PerDevice<int>(d => d.StartsWith("lamp", StringComparison.Ordinal));
        devices.Set("lamp", 1);
        for (var n = 0; n < PerDevice<int>.MostStrangers; n++)
            devices.Set($"stranger-{n}", n);
        Assert.Equal(0, devices.GetOrAdd("stranger-0", () => -1));
        Assert.Equal(0, devices.GivenUp);
        devices.Set("stranger-new", 7);
        Assert.Equal((PerDevice<int>.MostStrangers, 1L), (devices.Strangers, devices.GivenUp));
        Assert.True(devices.TryGet("lamp", out _));
        Assert.True(devices.TryGet("stranger-0", out _));
        Assert.False(devices.TryGet("stranger-1", out _));
        Assert.True(devices.Remove("stranger-new", out var removed));
        Assert.Equal((7, PerDevice<int>.MostStrangers - 1), (removed, devices.Strangers));
    }
}
