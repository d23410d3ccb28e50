using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>When each device last reported, by the control room's own clock, and what it states of itself. In memory: after a start nothing is known.</summary>
/// <remarks>When that clock is set, all instants here are set with it: a silent device stays silent, and ages stay what they are.</remarks>
internal sealed class DevicePresence(SiteCatalog sites, TimeProvider time)
{
    /// <summary>A device that has been silent this long is not reporting (DEVICE-OFFLINE).</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);

    private readonly Lock access = new();
    private readonly PerDevice<Presence> devices = new(d => sites.SiteOf(d) is not null);
    private readonly OwnClock clock = new(time);

    /// <summary>Devices at no site of which something is known, and how many were given up since the start.</summary>
    public (int Known, long GivenUp) Strangers
    {
        get
        {
            lock (access)
                return (devices.Strangers, devices.GivenUp);
        }
    }

    /// <summary>What each device of a site last reported as dropped and as set aside since it booted.</summary>
    public IReadOnlyList<(string Device, long Dropped, long Refused)> Losses
    {
        get
        {
            lock (access)
                return [.. devices.Values.Where(d => d.Value.Stated is not null && sites.SiteOf(d.Device) is not null).Select(d =>
                    (d.Device, d.Value.Stated!.Dropped, d.Value.Stated.Refused ?? 0))];
        }
    }

    public void Received(string device, DateTimeOffset arrival) => Change(device, known =>
    {
        // It may have come before the clock was set.
        var at = time.GetUtcNow() is var now && arrival > now ? now : arrival;
        return known with { From = at - known.Last < SilentAfter ? known.From : at, Last = at };
    });

    /// <summary>When the device last reported; null = not since the control room started.</summary>
    public DateTimeOffset? LastHeard(string device) => Find(device)?.Last;

    /// <summary>Since when it has reported without a silence, up to <see cref="LastHeard"/>; null = not since the control room started.</summary>
    public DateTimeOffset? HeardFrom(string device) => Find(device)?.From;

    /// <summary>True: no report for <see cref="SilentAfter"/>, or none at all yet.</summary>
    public bool IsSilent(string device, DateTimeOffset now) => !(now - LastHeard(device) < SilentAfter);

    /// <summary>What a heartbeat states of the agent. One of an outage comes after what is new and changes nothing.</summary>
    public void States(string device, HeartbeatRecord heartbeat) =>
        Change(device, known => IsLater(heartbeat, known.Stated) ? known with { Stated = heartbeat, StatedAt = known.Last } : known);

    /// <summary>The agent's version; null = it has not reported it since the control room started.</summary>
    public string? Version(string device) => Find(device)?.Stated?.Version;

    /// <summary>What of the device does not work, as it stated last; null = nothing, or not known since the control room started.</summary>
    public IReadOnlyDictionary<string, string>? Faults(string device) => Find(device)?.Stated?.Faults;

    /// <summary>How its microphone is, as it stated last; null = it has none, or not known since the control room started.</summary>
    public MicrophoneHealth? Microphone(string device) => Find(device)?.Stated?.Microphone;

    /// <summary>Its supply, as it stated last; null = it has no meter for it, or not known since the control room started.</summary>
    public SupplyReading? Supply(string device) => Find(device)?.Stated?.Supply;

    /// <summary>Whether it runs on the mains or on its battery, as it stated last; null = it does not state it, or not known since the control room started.
    /// Where its clock is not believed, since when is counted back from when it stated it.</summary>
    public PowerReading? Power(string device) => Find(device) is not { Stated: { Power: { } power } stated } known ? null
        : known.StatedAt is { } at && (stated.Tq == TimeQuality.Unset || known.Doubt?.At >= at) ? power with { Since = at - (stated.T - power.Since) } : power;

    /// <summary>Records that the device set aside since it booted, because they are refused here; null = it has not reported it since the control room
    /// started.</summary>
    public long? Refused(string device) => Find(device) is { Stated: { } stated } ? stated.Refused ?? 0 : null;

    /// <summary>A record of the device states that its clock is set, and a time that cannot be.</summary>
    /// <param name="device">The device.</param>
    /// <param name="off">By how much; above zero = its clock is ahead.</param>
    /// <param name="arrival">When the record came.</param>
    public void Doubts(string device, TimeSpan off, DateTimeOffset arrival) =>
        Change(device, known => known with { Doubt = new(off, arrival, (known.Doubt?.Records ?? 0) + 1) });

    /// <summary>What is wrong with the device's clock; null = nothing has been since the control room started.</summary>
    public ClockDoubt? Doubt(string device) => Find(device)?.Doubt;

    private Presence? Find(string device)
    {
        lock (access)
        {
            Follow();
            return devices.TryGet(device, out var known) ? known : null;
        }
    }

    private void Change(string device, Func<Presence, Presence> change)
    {
        lock (access)
        {
            Follow();
            devices.Set(device, change(devices.TryGet(device, out var known) ? known : new()));
        }
    }

    private void Follow()
    {
        var by = TimeSpan.FromSeconds(clock.Step());
        if (by == TimeSpan.Zero)
            return;
        foreach (var (device, known) in devices.Values.ToList())
        {
            devices.Set(device, known with
            {
                From = known.From + by,
                Last = known.Last + by,
                StatedAt = known.StatedAt + by,
                Doubt = known.Doubt is { } doubt ? doubt with { At = doubt.At + by } : null,
            });
        }
    }

    /// <summary>A boot's are numbered; a later boot has a higher number, or, with a card that is new, a later time.</summary>
    private static bool IsLater(HeartbeatRecord heartbeat, HeartbeatRecord? known) => known is null
        || (heartbeat.Boot == known.Boot ? heartbeat.Seq > known.Seq : heartbeat.Bn > known.Bn || heartbeat.T > known.T);

    /// <param name="From">Since when it has reported without a silence.</param>
    /// <param name="Last">When it last reported.</param>
    /// <param name="Doubt">What is wrong with its clock.</param>
    /// <param name="Stated">Its newest heartbeat.</param>
    /// <param name="StatedAt">When that came.</param>
    private sealed record Presence(DateTimeOffset? From = null, DateTimeOffset? Last = null, ClockDoubt? Doubt = null, HeartbeatRecord? Stated = null,
        DateTimeOffset? StatedAt = null);
}

/// <summary>A device's clock is not believed: its records stand where they arrived.</summary>
/// <param name="Off">By how much it was off in the last such record; above zero = ahead.</param>
/// <param name="At">When that came.</param>
/// <param name="Records">How many there were since the control room started.</param>
internal sealed record ClockDoubt(TimeSpan Off, DateTimeOffset At, long Records);
