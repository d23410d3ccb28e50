namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Sizes and times of the spool.</summary>
internal sealed class SpoolOptions
{
    /// <summary>Whether a device is at a site: of others no more is remembered than there is room for; null = all are.</summary>
    public Func<string, bool>? IsAtSite { get; init; }

    /// <summary>By which the ledger forgets; null = by the wall clock.</summary>
    public RetentionClock? Clock { get; init; }

    /// <summary>A segment is closed at this size, in bytes: what is deleted at once when old.</summary>
    public long SegmentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most bytes of one flush.</summary>
    public int CommitBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Appends that may wait before senders are held up.</summary>
    public int WaitingAppends { get; init; } = 10_000;

    /// <summary>How often the ledger of what was received is written: the time it takes to read again at start.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(30);
}
