using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Heartbeat.Mains;

/// <summary>Reads the line of a UPS four times a second. A chip that is gone is opened again every second.</summary>
internal sealed class MainsWorker(Func<IGateLines> open, TimeProvider time, ILogger<MainsWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), RetryAfter = TimeSpan.FromSeconds(1);

    private readonly long began = time.GetTimestamp();
    private readonly MainsWatch watch = new();
    private volatile string? fault;
    private volatile Known? known;

    /// <summary>Why the line cannot be read; null = it can.</summary>
    public string? Fault => fault;

    /// <summary>What the device runs on; null = not read yet, or the line cannot be read.</summary>
    /// <remarks>An age made an instant when it is asked for: the clock may have been set since.</remarks>
    public PowerReading? Latest => known is not { } now ? null : new()
    {
        Source = now.OnMains ? PowerSource.Mains : PowerSource.Battery,
        Since = time.GetUtcNow() - (time.GetElapsedTime(began) - now.Since),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
            try
            {
                using var lines = open();
                while (true)
                {
                    Look(lines.IsActive(PowerOptions.Key));
                    await Task.Delay(Every, time, stoppingToken);
                }
            }
            catch (GateLinesException e)
            {
                if (fault is null)
                    MainsLog.Unread(log, e.Message);
                (fault, known) = (e.Message, null);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    private void Look(bool onMains)
    {
        if (fault is not null)
            MainsLog.Read(log);
        fault = null;
        var before = watch.OnMains;
        watch.See(onMains, time.GetElapsedTime(began));
        if (watch.OnMains == false && before != false)
            MainsLog.Lost(log);
        else if (watch.OnMains == true && before == false)
            MainsLog.Returned(log);
        if (known is null || watch.OnMains != before)
            known = new(watch.OnMains!.Value, watch.Since);
    }

    private sealed record Known(bool OnMains, TimeSpan Since);
}
