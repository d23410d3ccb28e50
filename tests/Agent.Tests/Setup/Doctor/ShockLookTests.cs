using System.Numerics;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Tests.Gate.Shocks;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>A shock sensor that is read by itself.</summary>
public sealed class ShockLookTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeLis3dh sensor = new();

    public void Dispose() => sensor.Dispose();

    [Fact]
    public async Task At_rest_it_shows_gravity() =>
        Assert.Equal((Colour.Green, "the shock sensor at 0x18 of I2C bus 1: a LIS3DH, 1.01 g at rest, noise 0.00 g"), Found(await LookAsync(false)));

    [Fact]
    public async Task Another_chip_and_a_wire_that_is_off_are_named()
    {
        sensor.Identity = 0x44;
        Assert.Equal((Colour.Red, "the shock sensor at 0x18 of I2C bus 1 is no LIS3DH: its WHO_AM_I is 0x44, not 0x33"), Found(await LookAsync(false)));
        sensor.Gone = true;
        Assert.StartsWith("the shock sensor at 0x18 of I2C bus 1 does not answer", (await LookAsync(false)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_running_agents_is_not_read()
    {
        Assert.Equal("in use by the running agent; the heartbeat's faults say how it is", (await LookAsync(true)).Words);
        Assert.Equal(0, sensor.Given);
    }

    private static (Colour, string) Found(Finding found) => (found.Colour, found.Words);

    private async Task<Finding> LookAsync(bool agentRuns)
    {
        var looking = ShockLook.LookAsync(new(), sensor.Open, agentRuns, time, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync("a finding", () =>
        {
            sensor.Measure([.. Enumerable.Repeat(Vector3.UnitZ, 16)]);
            time.Advance(TimeSpan.FromMilliseconds(40));
            return Task.FromResult(looking.IsCompleted);
        }, steadily: true);
        return await looking;
    }
}
