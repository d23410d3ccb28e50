using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Heartbeat;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Tests.Heartbeat.Mains;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Heartbeat;

public class HeartbeatWorkerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_clock_that_is_set_is_reported_within_a_second_and_again_with_every_heartbeat()
    {
        using var folder = new TemporaryFolder();
        var time = new ClockWithTimer();
        var kernel = default(KernelClock);
        var clock = new DeviceClock(time, () => kernel);
        var drops = new Drops();
        using var outbox = TestOutbox.Create(time, drops, clock: clock);
        using var backlog = Backlog.Open(folder.Path, 1_000_000, drops, time);
        using var writer = new BacklogWriter(outbox, backlog, drops, time, NullLogger<BacklogWriter>.Instance);
        using var worker = new HeartbeatWorker(folder.Path, outbox, backlog, writer, null, null, null, new(), drops, clock, time);
        await worker.StartAsync(CancellationToken.None);
        await time.HasTimer;
        kernel = new(true, 8);
        await BeatsAsync(2, TimeSpan.FromSeconds(1));
        await BeatsAsync(3, TimeSpan.FromSeconds(10));
        await worker.StopAsync(CancellationToken.None);

        var beats = outbox.TakeAll().Cast<HeartbeatRecord>().ToList();
        Assert.Equal([TimeQuality.Unset, TimeQuality.Synced, TimeQuality.Synced], beats.Select(b => b.Tq));
        Assert.Null(beats[0].UpZero);
        Assert.All(beats[1..], b => Assert.Equal((Start, 8), (b.UpZero!.Value, b.UpZeroBoundMs!.Value)));

        Task BeatsAsync(int count, TimeSpan later)
        {
            time.Advance(later);
            return Eventually.IsTrueAsync($"{count} heartbeats", () => Task.FromResult(outbox.Count == count));
        }
    }

    [Fact]
    public async Task A_part_that_fails_is_reported_within_a_second()
    {
        using var folder = new TemporaryFolder();
        var time = new ClockWithTimer();
        var drops = new Drops();
        using var outbox = TestOutbox.Create(time, drops);
        using var backlog = Backlog.Open(folder.Path, 1_000_000, drops, time);
        using var writer = new BacklogWriter(outbox, backlog, drops, time, NullLogger<BacklogWriter>.Instance);
        using var gate = new GpioGateWorker(
            new(), _ => throw new GateLinesException("line 17 cannot be read"), null, outbox, time, NullLogger<GpioGateWorker>.Instance);
        using var worker = new HeartbeatWorker(
            folder.Path, outbox, backlog, writer, null, null, null, new(("gate", () => gate.Fault)), drops, new(time, () => new(true, 1)), time);
        await worker.StartAsync(CancellationToken.None);
        await time.HasTimer;
        await gate.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("the fault", () => Task.FromResult(gate.Fault is not null));
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync("a heartbeat", () => Task.FromResult(outbox.Count == 2));
        await worker.StopAsync(CancellationToken.None);
        await gate.StopAsync(CancellationToken.None);

        var beats = outbox.TakeAll().Cast<HeartbeatRecord>().ToList();
        Assert.Null(beats[0].Faults);
        Assert.Equal([KeyValuePair.Create("gate", "line 17 cannot be read")], beats[1].Faults);
    }

    [Fact]
    public async Task The_mains_that_goes_is_reported_within_a_second_and_so_is_its_return()
    {
        using var folder = new TemporaryFolder();
        var (time, ofMains, ups) = (new ClockWithTimer(), new FakeTimeProvider(Start), new FakeUps());
        var drops = new Drops();
        using var outbox = TestOutbox.Create(time, drops);
        using var backlog = Backlog.Open(folder.Path, 1_000_000, drops, time);
        using var writer = new BacklogWriter(outbox, backlog, drops, time, NullLogger<BacklogWriter>.Instance);
        using var mains = new MainsWorker(ups.Open, ofMains, NullLogger<MainsWorker>.Instance);
        await mains.StartAsync(CancellationToken.None);
        await RunsOnAsync(PowerSource.Mains);
        using var worker = new HeartbeatWorker(folder.Path, outbox, backlog, writer, null, null, mains, new(), drops, new(time, () => new(true, 1)), time);
        await worker.StartAsync(CancellationToken.None);
        await time.HasTimer;
        ups.HasMains = false;
        await RunsOnAsync(PowerSource.Battery);
        await BeatsAsync(2);
        ups.HasMains = true;
        await RunsOnAsync(PowerSource.Mains);
        await BeatsAsync(3);
        await worker.StopAsync(CancellationToken.None);
        await mains.StopAsync(CancellationToken.None);

        Assert.Equal([PowerSource.Mains, PowerSource.Battery, PowerSource.Mains], outbox.TakeAll().Cast<HeartbeatRecord>().Select(b => b.Power!.Source));

        Task RunsOnAsync(PowerSource source) => Eventually.IsTrueAsync($"{source}", () =>
        {
            if (mains.Latest?.Source == source)
                return Task.FromResult(true);
            ofMains.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(false);
        });

        Task BeatsAsync(int count)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Eventually.IsTrueAsync($"{count} heartbeats", () => Task.FromResult(outbox.Count == count));
        }
    }

    [Fact]
    public async Task A_camera_that_is_gone_is_reported_within_a_second_with_its_likely_cause_and_cure()
    {
        using var folder = new TemporaryFolder();
        var time = new ClockWithTimer();
        var drops = new Drops();
        using var outbox = TestOutbox.Create(time, drops);
        using var backlog = Backlog.Open(folder.Path, 1_000_000, drops, time);
        using var writer = new BacklogWriter(outbox, backlog, drops, time, NullLogger<BacklogWriter>.Instance);
        using var camera = new CameraWorker(new GoneCamera(), Place.Open(folder.Path, NullLogger.Instance), new PictureRing(time), outbox, time,
            NullLogger<CameraWorker>.Instance);
        using var worker = new HeartbeatWorker(
            folder.Path, outbox, backlog, writer, null, null, null, new(("camera", () => camera.Fault)), drops, new(time, () => new(true, 1)), time);
        await worker.StartAsync(CancellationToken.None);
        await time.HasTimer;
        await camera.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("the fault", () => Task.FromResult(camera.Fault is not null));
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync("a heartbeat", () => Task.FromResult(outbox.Count == 2));
        await worker.StopAsync(CancellationToken.None);
        await camera.StopAsync(CancellationToken.None);

        var beats = outbox.TakeAll().OfType<HeartbeatRecord>().ToList();
        Assert.Null(beats[0].Faults);
        Assert.Equal("/dev/video0 is not there; likely its cable, its supply or its network: see to them, it is opened again by itself",
            Assert.Contains("camera", beats[1].Faults!));
    }

    private sealed class GoneCamera : ICameraSource
    {
        public string Name => "/dev/video0";

        public double FramesPerSecond => 10;

        public ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping) =>
            throw new CameraSourceException("/dev/video0 is not there");
    }

    /// <summary>Of a machine that starts with it. It shows when somebody waits for it: moved before, it would wake nobody.</summary>
    private sealed class ClockWithTimer() : FakeTimeProvider(HeartbeatWorkerTests.Start)
    {
        private readonly TaskCompletionSource made = new();

        public Task HasTimer => made.Task;

        public override long GetTimestamp() => (GetUtcNow() - HeartbeatWorkerTests.Start).Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            made.TrySetResult();
            return timer;
        }
    }
}
