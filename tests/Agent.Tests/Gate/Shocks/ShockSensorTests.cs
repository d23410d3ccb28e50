using System.Numerics;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

/// <summary>A shock sensor while it measures, while it is gone, and after its supply broke down.</summary>
public sealed class ShockSensorTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<ShockSensor> log = new();
    private readonly FakeLis3dh device = new();
    private readonly ShockSensor sensor;
    private int felt;

    public ShockSensorTests() => sensor = new(new(), device.Open, time, log)
    {
        Felt = () => Interlocked.Increment(ref felt),
    };

    public async ValueTask InitializeAsync()
    {
        await sensor.StartAsync(CancellationToken.None);
        await WhileRestingAsync("a mean", () => device.Given > 100);
    }

    public async ValueTask DisposeAsync() => await sensor.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        sensor.Dispose();
        device.Dispose();
    }

    [Fact]
    public async Task A_blow_is_known_at_its_time_and_wakes_the_gate()
    {
        IReadOnlyList<Shock> peaks = [];
        var before = time.GetUtcNow();
        device.Measure(Vector3.UnitZ, new(5, 0, 1), new(2, 0, 1), Vector3.UnitZ, Vector3.UnitZ);
        await WhileRestingAsync("a shock", () => (peaks = [.. peaks, .. sensor.Take().Peaks]).Count > 0);
        var peak = Assert.Single(peaks);
        Assert.Equal(5, peak.G, 0.05);
        Assert.InRange(peak.At, before.AddMilliseconds(-80), before.AddMilliseconds(80));
        Assert.Equal(1, felt);
        Assert.InRange(sensor.Take().Known, peak.At, time.GetUtcNow());
    }

    [Fact]
    public async Task A_sensor_that_is_gone_is_named_and_set_up_again_by_itself()
    {
        device.Gone = true;
        await WhileRestingAsync("the fault", () => sensor.Fault is not null);
        Assert.Equal("the shock sensor at 0x18 of I2C bus 1 does not answer: Error 121 performing I2C data transfer.; "
            + "check its wiring, its supply and the level of SA0 (i2cdetect -y lists what answers)", sensor.Fault);
        Assert.Equal(DateTimeOffset.MaxValue, sensor.Take().Known);
        device.Reset();
        device.Gone = false;
        await WhileRestingAsync("its recovery", () => sensor.Fault is null);
        Assert.Equal([403, 404], log.Lines.Select(l => l.Event));
    }

    [Fact]
    public async Task A_sensor_whose_supply_broke_down_answers_and_measures_nothing_and_is_set_up_again()
    {
        device.Reset();
        await WhileRestingAsync("the fault", () => sensor.Fault is not null);
        Assert.Contains("measures nothing: its supply broke down for a moment", sensor.Fault, StringComparison.Ordinal);
        await WhileRestingAsync("its recovery", () => sensor.Fault is null);
        Assert.Equal([403, 404], log.Lines.Select(l => l.Event));
    }

    /// <summary>Time passes, and the sensor measures gravity, until it is so.</summary>
    private Task WhileRestingAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
    {
        if (device.Queued == 0)
            device.Measure([.. Enumerable.Repeat(Vector3.UnitZ, 16)]);
        time.Advance(TimeSpan.FromMilliseconds(40));
        return Task.FromResult(isSo());
    });
}
