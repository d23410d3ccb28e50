using Solutions.Edge.Agent.Gate.Shocks;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

public class ReadLossesTests
{
    private readonly ReadLosses losses = new();

    [Fact]
    public void A_machine_that_was_busy_for_a_moment_is_counted_and_no_fault()
    {
        for (var n = 0; n < 1000; n++)
            Assert.False(losses.Add(n % 10 == 0));
        Assert.Equal((100, null), (losses.Count, losses.Words("it")));
    }

    [Fact]
    public void Reads_that_are_late_again_and_again_are_a_fault_until_they_are_in_time()
    {
        Assert.Equal([20], Enumerable.Range(1, 30).Where(_ => losses.Add(true)));
        Assert.Equal("it is read too late, 30 times since the start: machine or bus is too slow; let the bus run at 400 kHz (dtparam=i2c_arm_baudrate=400000)",
            losses.Words("it"));
        for (var n = 0; n < 99; n++)
            losses.Add(false);
        Assert.NotNull(losses.Words("it"));
        losses.Add(false);
        Assert.Null(losses.Words("it"));
    }
}
