using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>A sensor of the air while it measures, and while it is gone.</summary>
public sealed class ClimateWorkerTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<ClimateWorker> log = new();
    private readonly FakeBme280 device = new();
    private readonly Outbox outbox;
    private readonly ClimateWorker worker;
    private int readings;

    public ClimateWorkerTests()
    {
        outbox = TestOutbox.Create(time);
        worker = new(new() { Source = "bme280" }, () =>
        {
            Interlocked.Increment(ref readings);
            return device;
        }, outbox, time, log);
    }

    public async ValueTask InitializeAsync() => await worker.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await worker.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        worker.Dispose();
        outbox.Dispose();
        device.Dispose();
    }

    [Fact]
    public async Task The_air_is_reported_once_a_minute()
    {
        List<UpRecord> records = [];
        await UntilAsync("two minutes", () => Taken(records).Count == 2, 20);
        Assert.Equal([Start, Start.AddMinutes(1)], records.Select(r => r.T));
        Assert.All(records.Cast<EnvironmentRecord>(), r => Assert.Equal((25.08, 51.08, 1006.53), (r.Temperature, r.Humidity, r.Pressure)));
    }

    [Fact]
    public async Task A_sensor_that_is_gone_is_named_within_three_readings_and_measured_again_by_itself()
    {
        await UntilAsync("a reading", () => Volatile.Read(ref readings) > 0);
        device.Gone = true;
        var before = Volatile.Read(ref readings);
        await UntilAsync("the fault", () => worker.Fault is not null);
        Assert.InRange(Volatile.Read(ref readings) - before, 1, 3);
        Assert.StartsWith("the BME280 at 0x76 of I2C bus 1 does not answer", worker.Fault, StringComparison.Ordinal);
        device.Gone = false;
        await UntilAsync("its recovery", () => worker.Fault is null);
        Assert.Equal([450, 451], log.Lines.Select(l => l.Event));
    }

    [Fact]
    public async Task A_single_reading_that_fails_is_no_fault()
    {
        await UntilAsync("a reading", () => Volatile.Read(ref readings) > 0);
        device.Disturbed = 1;
        var before = Volatile.Read(ref readings);
        await UntilAsync("more readings", () => Volatile.Read(ref readings) > before + 3);
        Assert.Equal((0, null), (device.Disturbed, worker.Fault));
        Assert.Empty(log.Lines);
    }

    private List<UpRecord> Taken(List<UpRecord> records)
    {
        // What was sent stays in the outbox until it is acknowledged.
        records.AddRange(outbox.TakeAll().Where(r => r.Seq > records.Count));
        return records;
    }

    /// <summary>Time passes, on and on once its reading is over, until it is so.</summary>
    private Task UntilAsync(string what, Func<bool> isSo, int bySeconds = 1)
    {
        var last = -1;
        return Eventually.IsTrueAsync(what, () =>
        {
            if (Volatile.Read(ref readings) is var now && now != last)
            {
                last = now;
                time.Advance(TimeSpan.FromSeconds(bySeconds));
            }
            return Task.FromResult(isSo());
        });
    }
}
