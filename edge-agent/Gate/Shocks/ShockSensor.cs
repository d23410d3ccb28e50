using System.Device.I2c;
using System.Numerics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Gate.Shocks;

/// <summary>Takes what a gate's shock sensor has queued, every 40 ms. One that is gone is opened again by itself.</summary>
internal sealed class ShockSensor : BackgroundService
{
    /// <summary>Half of what its queue holds: it may be late by as much again.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1), LongestSilence = TimeSpan.FromSeconds(1);

    /// <summary>Later than this, a change of the gate no longer waits for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Of a gate whose lines cannot be read; beyond it the greater one stands for both.</summary>
    private const int MostPeaks = 64;

    private readonly ShockOptions shock;
    private readonly Func<I2cDevice> open;
    private readonly TimeProvider time;
    private readonly ILogger<ShockSensor> log;
    private readonly string name;
    private readonly Lock access = new();
    private readonly List<Shock> waiting = [];
    private readonly ReadLosses losses = new();
    private ShockPeaks peaks;
    private (DateTimeOffset At, long Stamp)? read;
    private string? fault;

    /// <param name="shock">Its figures.</param>
    /// <param name="open">Opens the bus.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Says when it is gone.</param>
    public ShockSensor(ShockOptions shock, Func<I2cDevice> open, TimeProvider time, ILogger<ShockSensor> log)
    {
        (this.shock, this.open, this.time, this.log) = (shock, open, time, log);
        name = $"the shock sensor at {shock.Address} of I2C bus {shock.Bus}";
        peaks = new(shock.ReportG);
    }

    /// <summary>Called when a peak is to be reported, on the thread that reads. Set before it starts.</summary>
    public Action Felt { get; set; } = () => { };

    /// <summary>What is wrong with it, its likely cause and its cure; null = nothing.</summary>
    public string? Fault
    {
        get
        {
            lock (access)
                return fault ?? losses.Words(name);
        }
    }

    /// <summary>Peaks that are to be reported each by itself, in the order of time.</summary>
    /// <returns>They, and up to when there are no others: for ever, of a sensor that is gone or far behind.</returns>
    public (DateTimeOffset Known, IReadOnlyList<Shock> Peaks) Take()
    {
        lock (access)
        {
            IReadOnlyList<Shock> taken = [.. waiting];
            waiting.Clear();
            return (read is { } last && time.GetElapsedTime(last.Stamp) < LongestWait ? last.At : DateTimeOffset.MaxValue, taken);
        }
    }

    /// <summary>As <see cref="ShockPeaks.TakeWeak"/>.</summary>
    public double? TakeWeak()
    {
        lock (access)
            return peaks.TakeWeak();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                using var sensor = Lis3dh.Open(open, name);
                await FeelAsync(sensor, stoppingToken);
            }
            catch (ShockSensorException e)
            {
                if (Lose(e.Message))
                    GateLog.ShockLost(log, e.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
    }

    private async Task FeelAsync(Lis3dh sensor, CancellationToken stopping)
    {
        var samples = new Vector3[Lis3dh.MostSamples];
        var given = time.GetTimestamp();
        using var timer = new PeriodicTimer(ReadEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var (at, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            var (count, overran) = sensor.Read(samples);
            if (count > 0)
                given = stamp;
            else if (time.GetElapsedTime(given, stamp) >= LongestSilence)
                throw new ShockSensorException(
                    $"{name} measures nothing: its supply broke down for a moment, or it is damaged; it is set up again every second");
            if (Add(samples.AsSpan(0, count), overran, at, stamp))
                Felt();
        }
    }

    /// <returns>True: there is a peak to be reported.</returns>
    private bool Add(ReadOnlySpan<Vector3> samples, bool overran, DateTimeOffset at, long stamp)
    {
        lock (access)
        {
            if (!samples.IsEmpty && fault is not null)
            {
                (peaks, fault) = (new(shock.ReportG), null);
                GateLog.ShockBack(log);
            }
            if (losses.Add(overran))
                GateLog.ShockSamplesLost(log, losses.Words(name)!);
            var found = false;
            for (var i = 0; i < samples.Length; i++)
                found |= Report(peaks.Add(samples[i], at.AddSeconds((i + 1.0 - samples.Length) / Lis3dh.SamplesPerSecond)));
            found |= Report(peaks.Over());
            read = (at, stamp);
            return found;
        }
    }

    private bool Report(Shock? peak)
    {
        if (peak is not { } found)
            return false;
        if (waiting.Count < MostPeaks)
            waiting.Add(found);
        else if (found.G > waiting[^1].G)
            waiting[^1] = found;
        return true;
    }

    /// <returns>False: it was lost before.</returns>
    private bool Lose(string words)
    {
        lock (access)
        {
            var isNews = fault is null;
            (fault, read) = (words, null);
            return isNews;
        }
    }
}
