using System.Numerics;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Tests.Gate.Lines;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

/// <summary>A gate with a shock sensor.</summary>
public sealed class ShockedGateTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
    private readonly FakeLines lines = new();
    private readonly FakeLis3dh device = new();
    private readonly Outbox outbox;
    private readonly ShockSensor sensor;
    private readonly GpioGateWorker worker;
    private readonly List<GateRecord> records = [];

    public ShockedGateTests()
    {
        var gate = new GateOptions { Source = SensorSource.Gpio, Lines = new() { Contact = new() { Line = 17 } }, Shock = new() };
        gate.Check();
        outbox = TestOutbox.Create(time);
        sensor = new(gate.Shock, device.Open, time, new CollectedLog<ShockSensor>());
        worker = new(gate, lines.Open, sensor, outbox, time, new CollectedLog<GpioGateWorker>());
    }

    public async ValueTask InitializeAsync()
    {
        await worker.StartAsync(CancellationToken.None);
        await RecordsAsync(1);
        await sensor.StartAsync(CancellationToken.None);
        await WhileRestingAsync("a mean", () => device.Given > 100);
    }

    public async ValueTask DisposeAsync()
    {
        await sensor.StopAsync(CancellationToken.None);
        await worker.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        sensor.Dispose();
        worker.Dispose();
        outbox.Dispose();
        device.Dispose();
    }

    [Fact]
    public async Task A_shock_is_reported_at_once_and_once()
    {
        var before = time.GetUtcNow();
        device.Measure(new(0, 3, 1), new(0, -6, 1), new(0, 4, 1), Vector3.UnitZ);
        await RecordsAsync(2);
        Assert.Equal((null, 6.0, ContactState.Closed), (records[0].Shock, Math.Round(records[1].Shock!.Value), records[1].Contact));
        Assert.InRange(records[1].T, before.AddMilliseconds(-80), before.AddMilliseconds(80));
        lines.Set("contact", false, edge: true);
        await RecordsAsync(3);
        Assert.Equal((ContactState.Open, null), (records[2].Contact, records[2].Shock));
    }

    [Fact]
    public async Task A_weak_shock_goes_with_the_next_record()
    {
        device.Measure(new(0, 0.6f, 1), Vector3.UnitZ);
        var then = time.GetUtcNow();
        await WhileRestingAsync("its samples to be read", () => sensor.Take().Known > then.AddMilliseconds(100));
        lines.Set("contact", false, edge: true);
        await RecordsAsync(2);
        Assert.Equal((ContactState.Open, 0.6), (records[1].Contact, Math.Round(records[1].Shock!.Value, 1)));
        lines.Set("contact", true, edge: true);
        await RecordsAsync(3);
        Assert.Equal((ContactState.Closed, null), (records[2].Contact, records[2].Shock));
    }

    private Task RecordsAsync(int count) => WhileRestingAsync($"{count} records", () =>
    {
        // What nobody acknowledges is sent again.
        records.AddRange(outbox.TakeAll().OfType<GateRecord>().Where(r => r.Seq > records.Count));
        return records.Count >= count;
    });

    private Task WhileRestingAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
    {
        if (device.Queued == 0)
            device.Measure([.. Enumerable.Repeat(Vector3.UnitZ, 16)]);
        time.Advance(TimeSpan.FromMilliseconds(40));
        return Task.FromResult(isSo());
    });
}
