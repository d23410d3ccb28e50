using System.Globalization;
using Microsoft.Extensions.Hosting;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Heartbeat;

/// <summary>The device's health, every 10 s. What cannot be measured here is null.</summary>
internal sealed class HeartbeatWorker(string stateFolder, Outbox outbox, Backlog backlog, BacklogWriter writer, Drops drops, TimeProvider time) : BackgroundService
{
    private const string Thermometer = "/sys/class/thermal/thermal_zone0/temp";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private static readonly string Version = typeof(HeartbeatWorker).Assembly.GetName().Version!.ToString(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (cpu, at) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        outbox.Add(Streams.Heartbeat, Beat(null));
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (cpuNow, now) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
            outbox.Add(Streams.Heartbeat, Beat(100 * (cpuNow - cpu) / time.GetElapsedTime(at, now)));
            (cpu, at) = (cpuNow, now);
        }
    }

    private HeartbeatRecord Beat(double? cpu) => new()
    {
        T = time.GetUtcNow(),
        Queue = outbox.Count + backlog.Count,
        Dropped = drops.Total,
        DroppedByStream = drops.Total > 0 ? drops.ByStream : null,
        Damaged = outbox.Damaged + backlog.Damaged is > 0 and var damaged ? damaged : null,
        StorageFault = (writer.Fault ?? outbox.JournalFault) is { } fault ? fault[..Math.Min(fault.Length, HeartbeatRecord.MaxFaultLength)] : null,
        ClockErrorMs = DeviceClock.ErrorMs is { } error ? Math.Round(error, 1) : null,
        Cpu = cpu is { } share ? Math.Round(share, 1) : null,
        MemoryMb = Math.Round(Environment.WorkingSet / 1048576.0, 1),
        Temperature = Temperature(),
        DiskFree = DiskFree(),
        Version = Version,
    };

    private static double? Temperature()
    {
        try
        {
            return double.Parse(File.ReadAllText(Thermometer), CultureInfo.InvariantCulture) / 1000;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private double? DiskFree()
    {
        try
        {
            var disk = new DriveInfo(Path.GetFullPath(stateFolder));
            return Math.Round((double)disk.AvailableFreeSpace / disk.TotalSize, 3);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
