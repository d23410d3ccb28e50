using System.Collections.Concurrent;
using System.Device.I2c;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Reads a gate's lines and its shock sensor while it is walked.</summary>
/// <param name="gate">What is fitted.</param>
/// <param name="open">Opens the chip's lines.</param>
/// <param name="shock">Null = not fitted.</param>
/// <param name="signals">Where to.</param>
/// <param name="time">The clock.</param>
internal sealed class GateWatch(
    GateOptions gate, Func<Action<string>, IGateLines> open, ShockSensor? shock, ChannelWriter<Signal> signals, TimeProvider time)
{
    /// <summary>More edges in a second than any hand gives, bounces and all.</summary>
    private const int ManyEdges = 30;

    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(20), RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, int> edges = [];
    private long counted;
    private bool isLost;
    private string? shockFault;

    /// <summary>With every peak that stands out of the noise.</summary>
    public static ShockSensor Shock(ShockOptions fitted, Func<I2cDevice> bus, TimeProvider time) =>
        new(new() { Bus = fitted.Bus, Address = fitted.Address, ReportG = ShockOptions.FloorG }, bus, time, NullLogger<ShockSensor>.Instance);

    public async Task RunAsync(CancellationToken stopping)
    {
        if (shock is not null)
            await shock.StartAsync(stopping);
        try
        {
            await WatchAsync(stopping);
        }
        finally
        {
            if (shock is not null)
                await shock.StopAsync(CancellationToken.None);
        }
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            try
            {
                using var lines = open(line => edges.AddOrUpdate(line, 1, (_, count) => count + 1));
                await ReadAsync(lines, stopping);
            }
            catch (GateLinesException e)
            {
                isLost = true;
                Say(new FaultSignal(time.GetUtcNow(), Sensor.Gate, e.IsHeld ? $"{e.Message}; {SensorsInUse.FreeIt}" : e.Message));
                Feel();
                await Task.Delay(RetryAfter, time, stopping);
            }
    }

    private async Task ReadAsync(IGateLines lines, CancellationToken stopping)
    {
        var switches = gate.Lines!.Fitted.Where(l => l.Name is not ("wind" or "rain"))
            .ToDictionary(l => l.Name, l => new Debounce(TimeSpan.FromMilliseconds(l.Line.DebounceMs), lines.IsActive(l.Name)));
        if (isLost)
            Say(new FaultSignal(time.GetUtcNow(), Sensor.Gate, null));
        isLost = false;
        foreach (var (name, level) in switches)
            Say(new LineSignal(time.GetUtcNow(), name, level.Active));
        using var timer = new PeriodicTimer(ReadEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            foreach (var (name, level) in switches)
            {
                level.See(lines.IsActive(name), time.GetUtcNow());
                if (level.Settle(time.GetUtcNow()) is { } at)
                    Say(new LineSignal(at, name, level.Active));
            }
            Feel();
            CountEdges();
        }
    }

    private void Feel()
    {
        if (shock is null)
            return;
        foreach (var peak in shock.Take().Peaks)
            Say(new ShockSignal(peak.At, peak.G));
        var fault = shock.Fault;
        if (fault is not null || shockFault is not null)
            Say(new FaultSignal(time.GetUtcNow(), Sensor.Shock, fault));
        shockFault = fault;
    }

    private void CountEdges()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(counted, now) < TimeSpan.FromSeconds(1))
            return;
        counted = now;
        foreach (var line in edges.Keys)
            if (edges.TryRemove(line, out var count) && count >= ManyEdges)
                Say(new ChatterSignal(time.GetUtcNow(), line, count));
    }

    private void Say(Signal signal) => signals.TryWrite(signal);
}
