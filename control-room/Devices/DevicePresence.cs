using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>When each device was last heard, by the control room's own clock. In memory: after a start nothing is known.</summary>
internal sealed class DevicePresence
{
    /// <summary>A device that has been silent this long is not reporting (DEVICE-OFFLINE).</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, DateTimeOffset> lastHeard = new();

    public void Heard(string device, DateTimeOffset arrival) => lastHeard[device] = arrival;

    /// <summary>When the device was last heard; null = not since the control room started.</summary>
    public DateTimeOffset? LastHeard(string device) => lastHeard.TryGetValue(device, out var at) ? at : null;
}
