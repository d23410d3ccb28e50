using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>When each device was last heard, by the control room's own clock. In memory: after a start nothing is known.</summary>
internal sealed class DevicePresence
{
    /// <summary>A device that has been silent this long is not reporting (DEVICE-OFFLINE).</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (DateTimeOffset From, DateTimeOffset Last)> hearing = new();
    private readonly ConcurrentDictionary<string, ClockDoubt> doubts = new();
    private readonly ConcurrentDictionary<string, long> dropped = new();

    public void Heard(string device, DateTimeOffset arrival) => hearing.AddOrUpdate(device, (arrival, arrival),
        (_, known) => (arrival - known.Last < SilentAfter ? known.From : arrival, arrival));

    /// <summary>When the device was last heard; null = not since the control room started.</summary>
    public DateTimeOffset? LastHeard(string device) => hearing.TryGetValue(device, out var at) ? at.Last : null;

    /// <summary>Since when it has been heard without a silence, up to <see cref="LastHeard"/>; null = not since the control room started.</summary>
    public DateTimeOffset? HeardFrom(string device) => hearing.TryGetValue(device, out var at) ? at.From : null;

    /// <summary>True: not heard for <see cref="SilentAfter"/>, or not at all yet.</summary>
    public bool IsSilent(string device, DateTimeOffset now) => !(now - LastHeard(device) < SilentAfter);

    /// <summary>What each device last said that it dropped since it booted.</summary>
    public IEnumerable<KeyValuePair<string, long>> Dropped => dropped;

    public void Drops(string device, long records) => dropped[device] = records;

    /// <summary>A record of the device says that its clock is set and tells a time that cannot be.</summary>
    /// <param name="device">The device.</param>
    /// <param name="off">By how much; above zero = its clock is ahead.</param>
    /// <param name="arrival">When the record came.</param>
    public void Doubts(string device, TimeSpan off, DateTimeOffset arrival) =>
        doubts.AddOrUpdate(device, _ => new(off, arrival, 1), (_, before) => new(off, arrival, before.Records + 1));

    /// <summary>What is wrong with the device's clock; null = nothing has been since the control room started.</summary>
    public ClockDoubt? Doubt(string device) => doubts.GetValueOrDefault(device);
}

/// <summary>A device's clock is not believed: its records stand where they arrived.</summary>
/// <param name="Off">By how much it was off in the last such record; above zero = ahead.</param>
/// <param name="At">When that came.</param>
/// <param name="Records">How many there were since the control room started.</param>
internal sealed record ClockDoubt(TimeSpan Off, DateTimeOffset At, long Records);
