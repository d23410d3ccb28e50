using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

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

    [Fact]
    public void A_stranger_that_comes_to_a_site_is_kept_and_one_that_leaves_its_site_is_a_stranger()
    {
        var atSite = new HashSet<string> { "leaves" };
        var devices = new PerDevice<int>(atSite.Contains);
        devices.Set("comes", 1);
        devices.Set("leaves", 1);
        Assert.Equal(1, devices.Strangers);
        (_, _) = (atSite.Add("comes"), atSite.Remove("leaves"));
        devices.Set("comes", 2);
        devices.Set("leaves", 2);
        Assert.Equal(1, devices.Strangers);
        for (var n = 0; n < PerDevice<int>.MostStrangers; n++)
            devices.Set($"stranger-{n}", n);
        Assert.True(devices.TryGet("comes", out _));
        Assert.False(devices.TryGet("leaves", out _));
    }
}
