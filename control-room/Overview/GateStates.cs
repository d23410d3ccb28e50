using System.Collections.Concurrent;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>How a gate stands.</summary>
/// <param name="Contact">Open or shut; null = not known yet.</param>
/// <param name="SinceMs">Since when, Unix ms.</param>
/// <param name="SeenToChange">False: it stood so in its first record, and longer ago.</param>
/// <param name="Bolt">The bolt; null = it has none, or not known yet.</param>
/// <param name="LastMs">The instant of its latest record, Unix ms.</param>
internal sealed record GateStanding(ContactState? Contact, long SinceMs, bool SeenToChange, BoltState? Bolt, long LastMs)
{
    /// <summary>With the gate's next record; a late one changes nothing.</summary>
    public static GateStanding After(GateStanding? before, GateReading reading) => before switch
    {
        null => new(reading.Contact, reading.T, false, reading.Bolt, reading.T),
        _ when reading.T < before.LastMs => before,
        _ when reading.Contact is { } contact && contact != before.Contact =>
            new(contact, reading.T, before.Contact is not null, reading.Bolt ?? before.Bolt, reading.T),
        _ => before with { Bolt = reading.Bolt ?? before.Bolt, LastMs = reading.T },
    };
}

/// <summary>The state of each gate on operators' screens, in memory: after a start, from each one's first record.</summary>
internal sealed class GateStates(Feed feed) : BackgroundService
{
    private readonly ConcurrentDictionary<string, GateStanding> byDevice = new();
    private readonly FeedSubscription<GateReading> readings = feed.Subscribe<GateReading>(capacity: 4096);

    /// <summary>Null = nothing of it is known yet.</summary>
    public GateStanding? Of(string device) => byDevice.GetValueOrDefault(device);

    public override void Dispose()
    {
        readings.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var reading in readings.Reader.ReadAllAsync(stoppingToken))
            byDevice.AddOrUpdate(reading.Device, _ => GateStanding.After(null, reading), (_, before) => GateStanding.After(before, reading));
    }
}
