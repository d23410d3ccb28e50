using System.Collections.Concurrent;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>How a gate stands.</summary>
/// <param name="Contact">Open or shut; null = not known yet.</param>
/// <param name="SinceMs">Since when, Unix ms.</param>
/// <param name="SeenToChange">False: it stood so in its first record, and longer ago.</param>
/// <param name="Bolt">The bolt; null = it has none, or not known yet.</param>
/// <param name="LastMs">Of which instant its latest record tells, Unix ms.</param>
internal sealed record GateStanding(ContactState? Contact, long SinceMs, bool SeenToChange, BoltState? Bolt, long LastMs)
{
    /// <summary>With the gate's next record; a late one changes nothing.</summary>
    public static GateStanding After(GateStanding? before, GateReading told) => before switch
    {
        null => new(told.Contact, told.T, false, told.Bolt, told.T),
        _ when told.T < before.LastMs => before,
        _ when told.Contact is { } contact && contact != before.Contact => new(contact, told.T, before.Contact is not null, told.Bolt ?? before.Bolt, told.T),
        _ => before with { Bolt = told.Bolt ?? before.Bolt, LastMs = told.T },
    };
}

/// <summary>How each gate stands that operators see, in memory: after a start, from the first that each one tells.</summary>
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
        await foreach (var told in readings.Reader.ReadAllAsync(stoppingToken))
            byDevice.AddOrUpdate(told.Device, _ => GateStanding.After(null, told), (_, before) => GateStanding.After(before, told));
    }
}
