using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

public class HoldersTests
{
    private const string First = "11111111111111111111111111111111", Second = "22222222222222222222222222222222";

    private readonly Holders holders = new();

    [Fact]
    public void A_run_that_connects_again_after_another_one_took_its_place_shows_that_there_are_two()
    {
        Assert.False(Says(First, 1));
        Assert.False(Says(Second, 1));
        Assert.True(Says(First, 2));
    }

    [Fact]
    public void A_device_that_reconnects_is_one()
    {
        for (var connection = 1; connection < 100; connection++)
            Assert.False(Says(First, connection));
    }

    [Fact]
    public void A_device_that_restarts_again_and_again_is_one()
    {
        for (var run = 0; run < 100; run++)
        {
            var boot = run.ToString("x32", null);
            Assert.False(Says(boot, 1));
            Assert.False(Says(boot, 2));
        }
    }

    [Fact]
    public void A_will_or_a_status_of_an_earlier_connection_that_comes_late_is_no_second_device()
    {
        Assert.False(Says(First, 3));
        Assert.False(Says(Second, 1));
        Assert.False(Says(First, 3));
        Assert.False(Says(First, 2));
        Assert.False(holders.AreTwo(new(StatusMessage.Offline, First, 4)));
        Assert.False(Says(Second, 2));
    }

    private bool Says(string boot, long connection) => holders.AreTwo(new(StatusMessage.Online, boot, connection));
}
