namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>The spool's segments in their folder: one thread writes to the last, any thread reads them all. Positions are byte offsets in the whole.</summary>
internal sealed class SpoolFiles : IDisposable
{
    /// <summary>More bytes than can have been written since the ledger's last checkpoint: the end of them is not known after a crash.</summary>
    private const long MostLost = 1024 * 1024 * 1024;

    private static readonly TimeSpan ToCome = TimeSpan.FromHours(1);

    private readonly string folder;
    private readonly ILogger log;
    private readonly Lock access = new();
    private readonly List<SpoolSegment> segments;
    private readonly HashSet<long> damaged = [];

    public SpoolFiles(string folder, ILogger log)
    {
        (this.folder, this.log) = (folder, log);
        segments = [.. SpoolSegment.OpenAll(folder)];
        WereNone = segments.Count == 0;
        if (WereNone)
            segments.Add(SpoolSegment.Create(folder, 0));
    }

    /// <summary>The folder had no segment.</summary>
    public bool WereNone { get; }

    /// <summary>The segment that is written to. The writer's own.</summary>
    public SpoolSegment Last => segments[^1];

    /// <summary>End of the last record: not where the next one will begin after a gap.</summary>
    public long WrittenTo => segments.FindLast(s => !s.IsEmpty)?.End ?? Last.End;

    /// <summary>Damaged places met since start: a torn tail or a frame that fails its check.</summary>
    public long Damaged
    {
        get
        {
            lock (access)
                return damaged.Count;
        }
    }

    /// <summary>Records from a position up to another, damage passed over.</summary>
    public IEnumerable<SpoolRecord> Read(long from, long to)
    {
        foreach (var segment in All().Where(s => s.End > from && s.Start < to))
        {
            var scan = new SpoolScan(segment, Math.Max(from, segment.Start), Math.Min(to, segment.End));
            foreach (var record in scan.Records())
                yield return record;
            if (scan.DamagedAt is { } at)
                Report(segment, at);
        }
    }

    /// <summary>A position at or before the first record up to <paramref name="end"/> that arrived at or after <paramref name="arrival"/>.</summary>
    public long PositionAt(DateTimeOffset arrival, long end)
    {
        var segment = All().LastOrDefault(s => Read(s.Start, Math.Min(end, s.End)).FirstOrDefault() is { } first && first.Arrival < arrival);
        return Read(segment?.Start ?? 0, end).FirstOrDefault(r => r.Arrival >= arrival)?.Position ?? end;
    }

    /// <summary>Where the last segments begin that hold at least a whole one.</summary>
    public long TailBefore(long end) => All().Where(s => s.Start < end && !s.IsEmpty).TakeLast(2).FirstOrDefault()?.Start ?? end;

    /// <summary>Bytes on disk from a position on: positions have gaps after a crash.</summary>
    public long BytesFrom(long position) => All().Sum(s => Math.Max(0, s.End - Math.Max(position, s.Start)));

    /// <summary>Where the oldest whole segments end of which none is needed to keep as many bytes.</summary>
    public long EndBefore(long bytes)
    {
        var (upTo, left) = (0L, BytesFrom(0));
        foreach (var segment in All())
        {
            if ((left -= segment.End - segment.Start) < bytes)
                break;
            upTo = segment.End;
        }
        return upTo;
    }

    /// <summary>Deletes whole segments.</summary>
    /// <param name="upTo">That end here or before.</param>
    /// <param name="olderThan">Whose last record arrived before.</param>
    /// <param name="now">The time.</param>
    /// <param name="erased">Receives every record that is erased.</param>
    public void Trim(long upTo, DateTimeOffset olderThan, DateTimeOffset now, Action<SpoolRecord>? erased)
    {
        // One of a day to come was written before the clock was set back: kept until then, it and all after it would fill the disk.
        var toCome = now + ToCome;
        foreach (var segment in All().SkipLast(1).TakeWhile(s => s.End <= upTo && new DateTimeOffset(File.GetLastWriteTimeUtc(s.File)) is var written
            && (written < olderThan || written > toCome)))
        {
            foreach (var record in erased is null ? [] : Read(segment.Start, segment.End))
                erased!(record);
            lock (access)
                segments.Remove(segment);
            segment.Delete();
        }
    }

    /// <summary>Goes on in a new segment.</summary>
    public SpoolSegment Roll()
    {
        var segment = SpoolSegment.Create(folder, Last.End);
        lock (access)
            segments.Add(segment);
        return segment;
    }

    /// <summary>What a crash left half-written at the very end was never acknowledged: it is kept aside and cut off.</summary>
    /// <returns>Up to where all reads.</returns>
    public long CutTornTail()
    {
        var last = Last;
        var scan = new SpoolScan(last, last.Start, last.End);
        foreach (var _ in scan.Records())
        {
        }
        if (scan.Position != last.End)
        {
            Report(last, scan.Position);
            File.Copy(last.File, last.File + ".torn", overwrite: true);
            last.Cut(scan.Position);
        }
        return scan.DamagedAt ?? last.End;
    }

    /// <summary>A reader may have passed what a crash cut off or a lying disk has lost, all of a segment even: positions go on beyond it, never over it
    /// again.</summary>
    /// <param name="reached">The furthest that is known to have been written.</param>
    public void LeaveBehind(long reached)
    {
        var last = Last;
        segments.Add(SpoolSegment.Create(folder, reached + MostLost));
        if (!last.IsEmpty)
            return;
        segments.Remove(last);
        last.Delete();
        last.Dispose();
    }

    public void Dispose()
    {
        lock (access)
            segments.ForEach(s => s.Dispose());
    }

    private List<SpoolSegment> All()
    {
        lock (access)
            return [.. segments];
    }

    private void Report(SpoolSegment segment, long position)
    {
        lock (access)
        {
            if (!damaged.Add(position))
                return;
        }
        SpoolLog.Damaged(log, Path.GetFileName(segment.File), position - segment.Start);
    }
}
