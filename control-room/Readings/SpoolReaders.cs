using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The spool's durable readers and how far each has read: what all have passed may be deleted.</summary>
internal sealed class SpoolReaders
{
    /// <summary>
    /// The reader that carries records to the reading store, the one that judges them, how far what the latter made of them is stored, and the one that carries what
    /// devices say of stills and clips.
    /// </summary>
    public const string Readings = "readings", Alerts = "alerts", StoredAlerts = "stored alerts", Evidence = "evidence";

    private readonly ConcurrentDictionary<string, Func<long>> positions = new();

    /// <param name="name">The reader.</param>
    /// <param name="position">Where it is now: it needs nothing before this.</param>
    public void Register(string name, Func<long> position) => positions[name] = position;

    /// <summary>Where a reader is; null = there is no such reader.</summary>
    public long? Position(string name) => positions.TryGetValue(name, out var position) ? position() : null;

    /// <summary>Before it the reading store has every record and the database what the rules made of it and what devices say of their evidence; 0 = one of them has not answered yet.</summary>
    public long Settled => new[] { Readings, StoredAlerts, Evidence }.Min(r => Position(r) ?? 0);

    /// <summary>Where the slowest is; 0 = nobody reads yet.</summary>
    public long Slowest => positions.Values.Select(p => p()).DefaultIfEmpty(0).Min();
}
