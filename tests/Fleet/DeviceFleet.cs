using System.Net.Sockets;
using System.Security.Authentication;

namespace Solutions.Edge.Fleet;

/// <summary>Simulated devices, their sends spread evenly over the second.</summary>
internal sealed class DeviceFleet : IAsyncDisposable
{
    /// <summary>Devices that connect at the same time.</summary>
    private const int Connecting = 64;

    private const int HeartbeatSeconds = 10;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);
    private readonly FleetOptions options;
    private readonly TimeProvider time;
    private readonly FleetDevice[] devices;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim connecting = new(Connecting);
    private readonly Task[] connections;
    private readonly Task pacing;
    private volatile bool making;

    private DeviceFleet(FleetOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        devices = [.. Enumerable.Range(0, options.Devices).Select(i => new FleetDevice(i, options, Tally, time))];
        connections = [.. devices.Select(d => Task.Run(() => ConnectAsync(d)))];
        pacing = Task.Run(PaceAsync);
    }

    public FleetTally Tally { get; } = new();

    public int Devices => devices.Length;

    /// <summary>The last reason why a device was not connected; null = there was none.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Devices that connect and stay connected; they make nothing yet.</summary>
    public static DeviceFleet Start(FleetOptions options, TimeProvider time) => new(options, time);

    /// <summary>From now on every device makes its records.</summary>
    public void Report() => making = true;

    /// <summary>No record is made any more; what is kept is still sent until it is acknowledged.</summary>
    public void FallSilent() => making = false;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll([pacing, .. connections]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        connecting.Dispose();
    }

    private async Task ConnectAsync(FleetDevice device)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await device.StayConnectedAsync(connecting, stopping.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
            {
                LastFault = e.Message;
                // Not all at once: they lost the broker at the same moment.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(500, 1500)), time, stopping.Token);
            }
        }
    }

    /// <summary>One loop for all: in every second each device has its own moment, and that of its motion half a second later.</summary>
    private async Task PaceAsync()
    {
        using var timer = new PeriodicTimer(Beat, time);
        var (count, started) = (devices.Length, time.GetTimestamp());
        for (var turn = 0L; await timer.WaitForNextTickAsync(stopping.Token);)
        {
            for (var due = (long)(time.GetElapsedTime(started).TotalSeconds * count); turn < due; turn++)
            {
                var (second, at) = Math.DivRem(turn, count);
                MakeRecords(devices[at], second + at);
                if (options.Motion)
                    See(devices[(at + (count / 2)) % count]);
            }
        }
    }

    private void MakeRecords(FleetDevice device, long turn)
    {
        if (making)
            device.MakeRecords(withHeartbeat: turn % HeartbeatSeconds == 0);
        device.SendDue();
    }

    private void See(FleetDevice device)
    {
        if (making)
            device.See();
        device.SendDue();
    }
}
