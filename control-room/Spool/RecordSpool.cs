using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>What became of the records of one append.</summary>
internal readonly record struct AppendResult(int Stored, int Duplicates);

/// <summary>
/// Every record of every stream, in order of arrival, on disk before it is acknowledged or read. Duplicates are
/// removed here, once, before any reader. Positions are byte offsets in the whole.
/// </summary>
/// <remarks>One writer task takes everything that waits, writes it and flushes once (group commit): an idle spool commits at once.</remarks>
internal sealed class RecordSpool : IAsyncDisposable
{
    /// <summary>Most records of one batch: a reader that is given so many has more to come.</summary>
    public const int BatchRecords = 1000;

    /// <summary>And most bytes of it, but for its last record: a reader has them all in memory.</summary>
    private const long BatchBytes = 8 * 1024 * 1024;

    /// <summary>More bytes than can have been written since the ledger's last checkpoint: the end of them is not known after a crash.</summary>
    private const long MostLost = 1024 * 1024 * 1024;

    private static readonly TimeSpan ToCome = TimeSpan.FromHours(1);

    private readonly SpoolOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string folder;
    private readonly Lock state = new();
    private readonly List<SpoolSegment> segments;
    private readonly ReceivedLedger ledger;
    private readonly Channel<Append> appends;

    /// <summary>Keys of the batch being written: the ledger, which acknowledges, learns them once they are on disk. The writer's own.</summary>
    private readonly HashSet<(string Device, string Boot, string Stream, long Seq)> unstored = [];

    private readonly RecentRecords recent = new();
    private readonly Task writing;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long checkpointed;
    private long durable;

    private RecordSpool(string folder, TimeProvider time, ILogger log, SpoolOptions options)
    {
        (this.folder, this.time, this.log, this.options) = (folder, time, log, options);
        Id = SpoolIdentity.Of(folder);
        segments = [.. SpoolSegment.OpenAll(folder)];
        (ledger, var from, var wasClosed) = ReceivedLedger.Load(LedgerFile, log, options.IsAtSite);
        var isNew = segments.Count == 0 && from == 0;
        if (segments.Count == 0)
            segments.Add(SpoolSegment.Create(folder, 0));
        var reached = Math.Max(from, segments[^1].End);
        wasClosed &= from == segments[^1].End;
        var intact = CutTornTail();
        if (intact < from)
        {
            // The disk has lost what was received: the ledger must not have it either, so that a device that still has it can send it again.
            SpoolLog.Lost(log, from - intact);
            Damaged++;
            (ledger, from) = (new(options.IsAtSite), 0);
        }
        // A reader may have passed what a crash cut off or a lying disk has lost, all of a segment even: positions go on beyond it, never over it again.
        if (!wasClosed && !isNew)
            LeaveBehind(reached);
        // Not where the next record will begin: a reader that has read all is at its end.
        durable = segments.FindLast(s => !s.IsEmpty)?.End ?? segments[^1].End;
        foreach (var record in Read(from, durable))
            ledger.Add(record.Device, record.Boot, record.Stream, record.Seq, record.Arrival);
        SaveLedger(durable);
        appends = Channel.CreateBounded<Append>(options.WaitingAppends);
        writing = Task.Run(WriteAsync);
    }

    private string LedgerFile => LedgerIn(folder);

    /// <summary>Which spool its positions are of.</summary>
    public string Id { get; }

    /// <summary>Whether a device is at a site.</summary>
    public Func<string, bool> IsAtSite => options.IsAtSite ?? (_ => true);

    /// <summary>End of what is on disk for certain.</summary>
    public long Durable => Interlocked.Read(ref durable);

    /// <summary>Damaged places met since start: a torn tail or a frame that fails its check.</summary>
    public long Damaged { get; private set; }

    /// <summary>The file that states what the spool of a folder has received.</summary>
    public static string LedgerIn(string folder) => Path.Combine(folder, "received.json");

    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static RecordSpool Open(string folder, TimeProvider time, ILogger<RecordSpool> log, SpoolOptions? options = null)
    {
        try
        {
            return new(folder, time, log, options ?? new());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The spool in {folder} cannot be used: {e.Message} Nothing is received without it: "
                + "give the control room's user that folder and what is in it, and room on its disk.", e);
        }
    }

    /// <summary>Completes when the records are on disk; those received before are left out.</summary>
    /// <exception cref="IOException">The disk refused (full, failing): none of these records is stored, and they may be sent again.</exception>
    /// <exception cref="ArgumentException">One of them is no record that a frame can hold: none of them is stored.</exception>
    public async ValueTask<AppendResult> AppendAsync(IReadOnlyList<SpoolEntry> entries, CancellationToken cancellationToken)
    {
        // Here, where it is one caller's fault, and not in the writer, where it would be everybody's.
        foreach (var entry in entries)
            SpoolFrame.Check(entry);
        var append = new Append(entries);
        await appends.Writer.WriteAsync(append, cancellationToken);
        return await append.Done.Task;
    }

    /// <summary>What of a boot's stream has been received and is on disk; null = nothing.</summary>
    public Acknowledgement? Acknowledge(string device, string boot, string stream)
    {
        lock (state)
            return ledger.Of(device, boot, stream);
    }

    /// <summary>Records from a position up to another, damage passed over.</summary>
    public IEnumerable<SpoolRecord> Read(long from, long to)
    {
        foreach (var segment in Segments().Where(s => s.End > from && s.Start < to))
        {
            var scan = new SpoolScan(segment, Math.Max(from, segment.Start), Math.Min(to, segment.End));
            foreach (var record in scan.Records())
                yield return record;
            if (scan.DamagedAt is { } damaged)
                Report(segment, damaged);
        }
    }

    /// <summary>Batches of records from a position on, for ever; wakes as soon as more is on disk.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SpoolRecord>> FollowAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (state)
                more = grown.Task;
            var end = Durable;
            IReadOnlyList<SpoolRecord>? remembered;
            lock (state)
                remembered = recent.From(from);
            foreach (var batch in Batches(remembered ?? Read(from, end)))
            {
                yield return batch;
                from = batch[^1].Next;
            }
            from = Math.Max(from, end);
            await more.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A position at or before the first record that arrived at or after <paramref name="arrival"/>.</summary>
    public long PositionAt(DateTimeOffset arrival)
    {
        var end = Durable;
        var segment = Segments().LastOrDefault(s => Read(s.Start, Math.Min(end, s.End)).FirstOrDefault() is { } first && first.Arrival < arrival);
        return Read(segment?.Start ?? 0, end).FirstOrDefault(r => r.Arrival >= arrival)?.Position ?? end;
    }

    /// <summary>Bytes on disk from a position on: positions have gaps after a crash.</summary>
    public long BytesFrom(long position) => Segments().Sum(s => Math.Max(0, s.End - Math.Max(position, s.Start)));

    /// <summary>Deletes the oldest whole segments of which none is needed to keep as many bytes.</summary>
    /// <param name="bytes">To keep.</param>
    /// <param name="erased">Receives every record that is erased.</param>
    public void TrimTo(long bytes, Action<SpoolRecord> erased)
    {
        var (upTo, left) = (0L, BytesFrom(0));
        foreach (var segment in Segments())
        {
            if ((left -= segment.End - segment.Start) < bytes)
                break;
            upTo = segment.End;
        }
        Trim(upTo, DateTimeOffset.MaxValue, erased);
    }

    /// <summary>Deletes whole segments.</summary>
    /// <param name="upTo">That end here or before.</param>
    /// <param name="olderThan">Whose last record arrived before.</param>
    /// <param name="erased">Receives every record that is erased.</param>
    public void Trim(long upTo, DateTimeOffset olderThan, Action<SpoolRecord>? erased = null)
    {
        // One of a day to come was written before the clock was set back: kept until then, it and all after it would fill the disk.
        var toCome = time.GetUtcNow() + ToCome;
        foreach (var segment in Segments().SkipLast(1).TakeWhile(s => s.End <= upTo && new DateTimeOffset(File.GetLastWriteTimeUtc(s.File)) is var written
            && (written < olderThan || written > toCome)))
        {
            foreach (var record in erased is null ? [] : Read(segment.Start, segment.End))
                erased!(record);
            lock (state)
                segments.Remove(segment);
            segment.Delete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        appends.Writer.TryComplete();
        await writing;
        // The end of the last segment, though it be empty: another gap need not be left behind it.
        Checkpoint(segments[^1].End, closed: true);
        lock (state)
            segments.ForEach(s => s.Dispose());
    }

    private static IEnumerable<IReadOnlyList<SpoolRecord>> Batches(IEnumerable<SpoolRecord> records)
    {
        var (batch, bytes) = (new List<SpoolRecord>(), 0L);
        foreach (var record in records)
        {
            batch.Add(record);
            if (batch.Count < BatchRecords && (bytes += record.Payload.Length) < BatchBytes)
                continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    private async Task WriteAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(1024 * 1024);
        var waiting = new List<Append>();
        while (await appends.Reader.WaitToReadAsync())
        {
            waiting.Clear();
            Commit(waiting, buffer);
            buffer.ResetWrittenCount();
            if (time.GetElapsedTime(checkpointed) >= options.CheckpointEvery)
                Checkpoint(durable);
        }
    }

    private void Commit(List<Append> waiting, ArrayBufferWriter<byte> buffer)
    {
        try
        {
            var records = new List<SpoolRecord>();
            while (buffer.WrittenCount < options.CommitBytes && appends.Reader.TryRead(out var append))
            {
                waiting.Add(append);
                append.Encode(this, buffer, records);
            }
            Store(buffer.WrittenSpan, records);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is: the waiting caller receives it, and the next one is served.
            SpoolLog.AppendFailed(log, waiting.Count, e.Message);
            unstored.Clear();
            var refused = new IOException($"the spool in {folder} could not be written: {e.Message}", e);
            waiting.ForEach(a => a.Done.SetException(refused));
            return;
        }
        waiting.ForEach(a => a.Done.SetResult(a.Result));
    }

    private void Store(ReadOnlySpan<byte> bytes, List<SpoolRecord> records)
    {
        if (bytes.IsEmpty)
            return;
        var segment = segments[^1];
        if (segment.End - segment.Start >= options.SegmentBytes)
            segment = Roll();
        segment.Append(bytes);
        var arrival = records[^1].Arrival;
        TaskCompletionSource woken;
        lock (state)
        {
            Interlocked.Exchange(ref durable, segment.End);
            foreach (var (device, boot, stream, seq) in unstored)
                ledger.Add(device, boot, stream, seq, arrival);
            recent.Add(records);
            (woken, grown) = (grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        unstored.Clear();
        woken.SetResult();
    }

    private SpoolSegment Roll()
    {
        Checkpoint(durable);
        var segment = SpoolSegment.Create(folder, durable);
        lock (state)
            segments.Add(segment);
        return segment;
    }

    /// <summary>One that fails costs the next start time, and no record.</summary>
    private void Checkpoint(long offset, bool closed = false)
    {
        try
        {
            SaveLedger(offset, closed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SpoolLog.NotCheckpointed(log, LedgerFile, e.Message);
        }
        checkpointed = time.GetTimestamp();
    }

    private void SaveLedger(long offset, bool closed = false)
    {
        ReceivedLedger.Checkpoint checkpoint;
        lock (state)
        {
            ledger.Forget(options.Clock?.Now() ?? time.GetUtcNow());
            checkpoint = ledger.At(offset, closed);
        }
        checkpoint.Save(LedgerFile);
        checkpointed = time.GetTimestamp();
    }

    /// <summary>What a crash left half-written at the very end was never acknowledged: it is kept aside and cut off.</summary>
    /// <returns>Up to where all reads.</returns>
    private long CutTornTail()
    {
        var last = segments[^1];
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

    private void LeaveBehind(long reached)
    {
        var last = segments[^1];
        segments.Add(SpoolSegment.Create(folder, reached + MostLost));
        if (!last.IsEmpty)
            return;
        segments.Remove(last);
        last.Delete();
        last.Dispose();
    }

    private List<SpoolSegment> Segments()
    {
        lock (state)
            return [.. segments];
    }

    private void Report(SpoolSegment segment, long position)
    {
        Damaged++;
        SpoolLog.Damaged(log, Path.GetFileName(segment.File), position - segment.Start);
    }

    private bool IsNew(SpoolEntry entry)
    {
        lock (state)
            return !ledger.Contains(entry.Device, entry.Boot, entry.Stream, entry.Seq) && unstored.Add((entry.Device, entry.Boot, entry.Stream, entry.Seq));
    }

    /// <summary>Records that wait for one flush.</summary>
    private sealed class Append(IReadOnlyList<SpoolEntry> entries)
    {
        public TaskCompletionSource<AppendResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AppendResult Result { get; private set; }

        public void Encode(RecordSpool spool, ArrayBufferWriter<byte> buffer, List<SpoolRecord> records)
        {
            var (before, start) = (records.Count, spool.segments[^1].End);
            foreach (var entry in entries.Where(spool.IsNew))
            {
                var position = start + buffer.WrittenCount;
                SpoolFrame.Write(buffer, entry);
                records.Add(entry.Written(position, start + buffer.WrittenCount));
            }
            Result = new(records.Count - before, entries.Count - (records.Count - before));
        }
    }
}

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
