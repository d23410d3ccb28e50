using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The spool's durable readers and how far each has read: what all have passed may be deleted.</summary>
internal sealed class SpoolReaders
{
    private readonly ConcurrentDictionary<string, Func<long>> positions = new();

    /// <param name="name">The reader.</param>
    /// <param name="position">Where it is now: it needs nothing before this.</param>
    public void Register(string name, Func<long> position) => positions[name] = position;

    /// <summary>Where a reader is; null = there is no such reader.</summary>
    public long? Position(string name) => positions.TryGetValue(name, out var position) ? position() : null;

    /// <summary>Where the slowest is; 0 = nobody reads yet.</summary>
    public long Slowest => positions.Values.Select(p => p()).DefaultIfEmpty(0).Min();
}
