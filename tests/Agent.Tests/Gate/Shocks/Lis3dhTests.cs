using System.Numerics;
using Solutions.Edge.Agent.Gate.Shocks;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

public sealed class Lis3dhTests : IDisposable
{
    private readonly FakeLis3dh device = new();
    private readonly Vector3[] samples = new Vector3[Lis3dh.MostSamples];

    public void Dispose() => device.Dispose();

    [Fact]
    public void Its_samples_are_read_in_g_and_in_order()
    {
        using var sensor = Open();
        device.Measure(new(0, 0, 1), new(-15.984f, 3.024f, 0.96f));
        Assert.Equal((2, false), sensor.Read(samples));
        Assert.Equal([1.008f, 0.96f], samples[..2].Select(s => MathF.Round(s.Z, 3)));
        Assert.Equal((-15.984f, 3.024f), (MathF.Round(samples[1].X, 3), MathF.Round(samples[1].Y, 3)));
        Assert.Equal((0, false), sensor.Read(samples));
    }

    [Fact]
    public void A_queue_that_was_full_is_said_and_its_newest_are_read()
    {
        using var sensor = Open();
        for (var n = 0; n < 40; n++)
            device.Measure(new Vector3(0.048f * n, 0, 0));
        Assert.Equal((32, true), sensor.Read(samples));
        Assert.Equal((8, 39), (MathF.Round(samples[0].X / 0.048f), MathF.Round(samples[31].X / 0.048f)));
        device.Measure(Vector3.UnitZ);
        Assert.Equal((1, false), sensor.Read(samples));
    }

    [Fact]
    public void What_was_queued_before_it_was_opened_is_not_read()
    {
        using (Open())
            device.Measure(new Vector3(9, 0, 0));
        using var sensor = Open();
        Assert.Equal((0, false), sensor.Read(samples));
    }

    [Fact]
    public void Another_chip_at_its_address_is_named()
    {
        device.Identity = 0x32;
        Assert.Equal("the shock sensor is no LIS3DH: its WHO_AM_I is 0x32, not 0x33; set gate.shock.address or fit a LIS3DH",
            Assert.Throws<ShockSensorException>(Open).Message);
    }

    [Fact]
    public void A_bus_that_is_not_there_is_named_with_its_cure() => Assert.Equal(
        "the bus of the shock sensor does not open: no /dev/i2c-1; switch it on (dtparam=i2c_arm=on) and let the agent use it (group i2c)",
        Assert.Throws<ShockSensorException>(() => Lis3dh.Open(() => throw new IOException("no /dev/i2c-1"), "the shock sensor")).Message);

    private Lis3dh Open() => Lis3dh.Open(device.Open, "the shock sensor");
}
