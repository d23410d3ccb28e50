using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>How far what the rules made of the spool's records is stored. A value of one moment.</summary>
/// <param name="Position">Before it all is, but for the devices that are held back.</param>
/// <param name="HeldFrom">Of a device, from where on it is not; null = it is not held back.</param>
internal readonly record struct JudgedUpTo(long Position, Func<string, long?> HeldFrom);

/// <summary>The spool's durable readers and how far each has read: what all have passed may be deleted.</summary>
internal sealed class SpoolReaders
{
    /// <summary>
    /// The reader that carries records to the reading store, the one that judges them, how far what the latter made of them is stored, and the one that
    /// carries what
    /// devices report of stills and clips.
    /// </summary>
    public const string Readings = "readings", Alerts = "alerts", StoredAlerts = "stored alerts", Evidence = "evidence";

    private readonly ConcurrentDictionary<string, Func<long>> positions = new();

    /// <param name="name">The reader.</param>
    /// <param name="position">Where it is now: it needs nothing before this.</param>
    public void Register(string name, Func<long> position) => positions[name] = position;

    /// <summary>Where a reader is; null = there is no such reader.</summary>
    public long? Position(string name) => positions.TryGetValue(name, out var position) ? position() : null;

    /// <summary>How far what the rules made of the records is stored, and of which devices it is not, while their site cannot be judged; null = the
    /// position of <see cref="StoredAlerts"/> states it of all.</summary>
    public Func<JudgedUpTo>? Judged { get; set; }

    /// <summary>
    /// Up to where the reading store has every record, and the database what the rules made of it and what devices report of their evidence; 0 = one of them
    /// has not answered yet.
    /// </summary>
    public JudgedUpTo Settled
    {
        get
        {
            var judged = Judged?.Invoke() ?? new(Position(StoredAlerts) ?? 0, _ => null);
            return judged with { Position = Math.Min(judged.Position, new[] { Readings, Evidence }.Min(r => Position(r) ?? 0)) };
        }
    }

    /// <summary>Where the slowest is; 0 = nobody reads yet.</summary>
    public long Slowest => positions.Values.Select(p => p()).DefaultIfEmpty(0).Min();
}
