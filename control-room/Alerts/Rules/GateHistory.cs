using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>An opening of the gate: when, and what had been going on just before.</summary>
/// <param name="AtMs">When the contact opened.</param>
/// <param name="Bolt">The bolt at that moment; null = no sensor.</param>
/// <param name="BoltWithdrawnMs">When the bolt was last withdrawn before.</param>
/// <param name="Shock">The greatest shock that counts; null = none.</param>
/// <param name="ShockMs">When it was felt.</param>
/// <param name="UnlockMs">When an electronic unlock was last valid.</param>
internal sealed record GateOpening(long AtMs, BoltState? Bolt, long? BoltWithdrawnMs, double? Shock, long? ShockMs, long? UnlockMs);

/// <summary>What a gate has been doing, from its records in order of event time.</summary>
internal sealed class GateHistory
{
    private readonly List<(long AtMs, double G)> shocks = [];
    private BoltState? bolt;
    private long? boltWithdrawnMs;
    private long? unlockMs;
    private long lastMs = long.MinValue;

    /// <summary>The contact as last reported; null = never.</summary>
    public ContactState? Contact { get; private set; }

    /// <summary>Since when the gate has been open; null while it is shut.</summary>
    public long? OpenSinceMs { get; private set; }

    /// <summary>When it last closed; null = not seen.</summary>
    public long? ClosedMs { get; private set; }

    /// <summary>The latest opening; null = none seen.</summary>
    public GateOpening? Opening { get; private set; }

    /// <summary>Takes the next record; says what has just opened or closed.</summary>
    public GateChange Add(GateRecord record, RuleParameters parameters)
    {
        var atMs = record.T.ToUnixTimeMilliseconds();
        if (atMs < lastMs)
            return GateChange.None;
        lastMs = atMs;
        if (record.Unlock == true)
            unlockMs = atMs;
        if (record.Bolt == BoltState.Withdrawn && bolt != BoltState.Withdrawn)
            boltWithdrawnMs = atMs;
        bolt = record.Bolt;
        Feel(atMs, record.Shock, parameters);
        var change = (Contact, record.Contact) switch
        {
            (ContactState.Closed, ContactState.Open) => GateChange.Opened,
            (ContactState.Open, ContactState.Closed) => GateChange.Closed,
            _ => GateChange.None,
        };
        // A gate first seen open has been open for we do not know how long: it counts from now, and nothing is said of how it was opened.
        if (record.Contact == ContactState.Open)
            OpenSinceMs ??= atMs;
        if (change == GateChange.Opened)
            Opening = Describe(atMs, parameters);
        if (record.Contact == ContactState.Closed)
        {
            if (change == GateChange.Closed)
            {
                ClosedMs = atMs;
                shocks.Clear();
            }
            OpenSinceMs = null;
        }
        Contact = record.Contact ?? Contact;
        return change;
    }

    private void Feel(long atMs, double? shock, RuleParameters parameters)
    {
        shocks.RemoveAll(s => s.AtMs < atMs - 60_000);
        var slam = ClosedMs is { } closed && atMs - closed <= parameters.ShockSeconds * 1000;
        if (shock is { } g && !slam)
            shocks.Add((atMs, g));
    }

    private GateOpening Describe(long atMs, RuleParameters parameters)
    {
        var before = shocks.Where(s => s.G >= parameters.ShockG && s.AtMs >= atMs - parameters.ShockSeconds * 1000).ToList();
        var greatest = before.Count == 0 ? default((long AtMs, double G)?) : before.MaxBy(s => s.G);
        return new(atMs, bolt, boltWithdrawnMs, greatest?.G, before.Count == 0 ? null : before[0].AtMs, unlockMs);
    }
}

internal enum GateChange
{
    None,
    Opened,
    Closed,
}
