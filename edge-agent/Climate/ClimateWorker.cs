using System.Device.I2c;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Climate;

/// <summary>Measures the air every second and reports it once a minute. A sensor that is gone is tried again every second.</summary>
internal sealed class ClimateWorker(
    ClimateOptions climate, Func<I2cDevice> open, Outbox outbox, TimeProvider time, ILogger<ClimateWorker> log) : BackgroundService
{
    /// <summary>Seldom enough that a sensor does not warm itself, often enough that one that is gone is known at once.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A single reading that failed is a disturbance of the line.</summary>
    private const int FaultFrom = 2;

    private readonly MinuteOfAir minute = new();
    private int failed;
    private volatile string? fault;

    /// <summary>Why the air is not measured now, the likely cause and its cure; null = it is.</summary>
    public string? Fault => fault;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The classes of the package wait for a sensor by sleeping: not on the thread that starts the host.
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            if (minute.Add(Read(), time.GetUtcNow()) is { } ended)
                outbox.Add(Streams.Environment, ended);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Air? Read()
    {
        try
        {
            var air = ClimateSensor.Read(climate, open);
            if (fault is not null)
                ClimateLog.Back(log);
            (failed, fault) = (0, null);
            return air;
        }
        catch (I2cSensorException e)
        {
            if (++failed < FaultFrom)
                return null;
            if (fault is null)
                ClimateLog.Lost(log, e.Message);
            fault = e.Message;
            return null;
        }
    }
}
