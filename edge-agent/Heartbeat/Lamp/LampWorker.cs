using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Heartbeat.Lamp;

/// <summary>Shows on the status lamp how the device is. A lamp whose chip is gone is opened again every second.</summary>
internal sealed class LampWorker(Func<ILamp> open, Func<LampState> state, TimeProvider time, ILogger<LampWorker> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private volatile string? fault;

    /// <summary>Why it cannot be lit; null = it can.</summary>
    public string? Fault => fault;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = time.GetTimestamp();
        while (true)
            try
            {
                using var lamp = open();
                while (true)
                {
                    var (isLit, lasts) = LampPattern.At(state(), time.GetElapsedTime(began));
                    lamp.Light(isLit);
                    if (fault is not null)
                        LampLog.Back(log);
                    fault = null;
                    await Task.Delay(lasts, time, stoppingToken);
                }
            }
            catch (GateLinesException e)
            {
                if (fault is null)
                    LampLog.Lost(log, e.Message);
                fault = e.Message;
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }
}
