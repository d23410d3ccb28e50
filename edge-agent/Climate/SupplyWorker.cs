using System.Device.I2c;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Climate;

/// <summary>Reads the supply's meter every second, for the heartbeat. One that is gone is tried again every second.</summary>
internal sealed class SupplyWorker(SupplyOptions supply, Func<I2cDevice> open, TimeProvider time, ILogger<SupplyWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A single reading that failed is a disturbance of the line.</summary>
    private const int FaultFrom = 2;

    private readonly LowSupply low = new(supply.LowVolts!.Value);
    private int failed;
    private volatile string? fault;
    private volatile SupplyReading? latest;

    /// <summary>What is wrong with the supply or its meter, its likely cause and its cure; null = nothing.</summary>
    public string? Fault => fault;

    /// <summary>The latest reading; null = none yet, or the meter does not answer.</summary>
    public SupplyReading? Latest => latest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look()
    {
        try
        {
            var reading = SupplyMeter.Read(supply, open);
            (failed, latest) = (0, reading);
            low.Add(reading.Volts);
            Say(!low.IsLow ? null : FormattableString.Invariant($"the supply is low: {reading.Volts:0.00} V, limit {supply.LowVolts} V")
                + "; a battery that is empty or old, a charger that gives nothing, or a long thin cable: measure at the battery, then at the device");
        }
        catch (I2cSensorException e)
        {
            if (++failed < FaultFrom)
                return;
            latest = null;
            Say(e.Message);
        }
    }

    private void Say(string? words)
    {
        if (words is not null && fault is null)
            ClimateLog.SupplyFault(log, words);
        else if (words is null && fault is not null)
            ClimateLog.SupplyRight(log);
        fault = words;
    }
}
