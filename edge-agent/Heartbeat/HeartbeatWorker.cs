using System.Globalization;
using Microsoft.Extensions.Hosting;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Heartbeat;

/// <summary>
/// The device's health, every 10 s, and as soon as its clock was set or a part of it fails or works again, or the
/// mains goes or returns. What cannot be measured here is null.
/// </summary>
internal sealed class HeartbeatWorker(
    string stateFolder, Outbox outbox, Backlog backlog, BacklogWriter writer, SoundHealth? sound, SupplyWorker? supply, MainsWorker? mains,
    DeviceFaults faults, Drops drops, DeviceClock clock, TimeProvider time) : BackgroundService
{
    private const string Thermometer = "/sys/class/thermal/thermal_zone0/temp";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10), Look = TimeSpan.FromSeconds(1);

    private static readonly string Version = typeof(HeartbeatWorker).Assembly.GetName().Version!.ToString(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (cpu, at) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        outbox.Add(Streams.Heartbeat, Beat(null));
        var (reported, failing, source) = (clock.Set, Failing(), mains?.Latest?.Source);
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Reading its quality makes the clock look at itself.
            var isNews = (clock.Quality == TimeQuality.Synced && clock.Set != reported) || Failing() != failing || mains?.Latest?.Source != source;
            var now = time.GetTimestamp();
            if (!isNews && time.GetElapsedTime(at, now) < Every)
                continue;
            var cpuNow = Environment.CpuUsage.TotalTime;
            outbox.Add(Streams.Heartbeat, Beat(100 * (cpuNow - cpu) / time.GetElapsedTime(at, now)));
            (cpu, at, reported, failing, source) = (cpuNow, now, clock.Set, Failing(), mains?.Latest?.Source);
        }
    }

    private HeartbeatRecord Beat(double? cpu) => new()
    {
        T = time.GetUtcNow(),
        Queue = outbox.Count + backlog.Count,
        Dropped = drops.Total,
        DroppedByStream = drops.Total > 0 ? drops.ByStream : null,
        Refused = drops.Aside.Count is > 0 and var refused ? refused : null,
        Damaged = outbox.Damaged + backlog.Damaged is > 0 and var damaged ? damaged : null,
        StorageFault = (writer.Fault ?? outbox.JournalFault) is { } fault ? fault[..Math.Min(fault.Length, HeartbeatRecord.MaxFaultLength)] : null,
        ClockErrorMs = clock.ErrorMs is { } error ? Math.Round(error, 1) : null,
        UpZero = clock.Set?.UpZero,
        UpZeroBoundMs = clock.Set?.BoundMs,
        Cpu = cpu is { } share ? Math.Round(share, 1) : null,
        MemoryMb = Math.Round(Environment.WorkingSet / 1048576.0, 1),
        Temperature = Temperature(),
        DiskFree = DiskFree(),
        Microphone = sound?.Report(),
        Supply = supply?.Latest,
        Power = mains?.Latest,
        Faults = faults.Now() is { Count: > 0 } found ? found : null,
        Version = Version,
    };

    private string Failing() => string.Join(' ', faults.Now().Keys);

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
