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
    private readonly SpoolOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string folder;
    private readonly Lock state = new();
    private readonly SpoolFiles files;
    private readonly LedgerFile ledger;
    private readonly RecordTimes times;
    private readonly Channel<Append> appends;

    private readonly RecentRecords recent = new();
    private readonly Task writing;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long lost;
    private long durable;

    private RecordSpool(string folder, TimeProvider time, ILogger log, SpoolOptions options)
    {
        (this.folder, this.time, this.log, this.options) = (folder, time, log, options);
        Id = SpoolIdentity.Of(folder);
        files = new(folder, log);
        ledger = new(folder, time, log, options);
        var isNew = files.WereNone && ledger.From == 0;
        var reached = Math.Max(ledger.From, files.Last.End);
        var wasClosed = ledger.WasClosed && ledger.From == files.Last.End;
        if (files.CutTornTail() is var intact && intact < ledger.From)
        {
            SpoolLog.Lost(log, ledger.From - intact);
            ledger.Empty();
            lost = 1;
        }
        if (!wasClosed && !isNew)
            files.LeaveBehind(reached);
        durable = files.WrittenTo;
        times = new(files, durable, time, IsAtSite);
        foreach (var record in Read(ledger.From, durable))
            ledger.Add(record);
        ledger.Save(durable);
        appends = Channel.CreateBounded<Append>(options.WaitingAppends);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Which spool its positions are of.</summary>
    public string Id { get; }

    /// <summary>Whether a device is at a site.</summary>
    public Func<string, bool> IsAtSite => options.IsAtSite ?? (_ => true);

    /// <summary>End of what is on disk for certain.</summary>
    public long Durable => Interlocked.Read(ref durable);

    /// <summary>Damaged places met since start: a torn tail or a frame that fails its check.</summary>
    public long Damaged => files.Damaged + lost;

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
        var stored = await StoreAsync(entries, cancellationToken);
        return new(stored.Count, entries.Count - stored.Count);
    }

    /// <returns>The records that are new, as its readers receive them.</returns>
    /// <inheritdoc cref="AppendAsync"/>
    public async ValueTask<IReadOnlyList<SpoolRecord>> StoreAsync(IReadOnlyList<SpoolEntry> entries, CancellationToken cancellationToken)
    {
        // Here, where it is one caller's fault, and not in the writer, where it would be everybody's.
        foreach (var entry in entries)
            SpoolFrame.Check(entry);
        var append = new Append(entries);
        await appends.Writer.WriteAsync(append, cancellationToken);
        return await append.Done.Task;
    }

    /// <summary>What of a boot's stream has been received and is on disk; null = nothing.</summary>
    public Acknowledgement? Acknowledge(string device, string boot, string stream) => ledger.Of(device, boot, stream);

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
            foreach (var batch in SpoolBatches.Of(remembered ?? Read(from, end)))
            {
                yield return batch;
                from = batch[^1].Next;
            }
            from = Math.Max(from, end);
            await more.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc cref="SpoolFiles.Read"/>
    public IEnumerable<SpoolRecord> Read(long from, long to) => files.Read(from, to).Select(times.Of);

    /// <summary>A position at or before the first record that arrived at or after <paramref name="arrival"/>.</summary>
    public long PositionAt(DateTimeOffset arrival) => files.PositionAt(arrival, Durable);

    /// <inheritdoc cref="SpoolFiles.BytesFrom"/>
    public long BytesFrom(long position) => files.BytesFrom(position);

    /// <summary>Deletes the oldest whole segments of which none is needed to keep as many bytes.</summary>
    /// <param name="bytes">To keep.</param>
    /// <param name="erased">Receives every record that is erased.</param>
    public void TrimTo(long bytes, Action<SpoolRecord> erased) => Trim(files.EndBefore(bytes), DateTimeOffset.MaxValue, erased);

    /// <summary>Deletes whole segments.</summary>
    /// <param name="upTo">That end here or before.</param>
    /// <param name="olderThan">Whose last record arrived before.</param>
    /// <param name="erased">Receives every record that is erased.</param>
    public void Trim(long upTo, DateTimeOffset olderThan, Action<SpoolRecord>? erased = null) => files.Trim(upTo, olderThan, time.GetUtcNow(), erased);

    public async ValueTask DisposeAsync()
    {
        appends.Writer.TryComplete();
        await writing;
        // The end of the last segment, though it be empty: another gap need not be left behind it.
        ledger.TrySave(files.Last.End, closed: true);
        files.Dispose();
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
            if (ledger.IsDue)
                ledger.TrySave(durable);
        }
    }

    private void Commit(List<Append> waiting, ArrayBufferWriter<byte> buffer)
    {
        try
        {
            var records = new List<SpoolRecord>();
            times.FollowOwnClock();
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
            ledger.Refused();
            var refused = new IOException($"the spool in {folder} could not be written: {e.Message}", e);
            waiting.ForEach(a => a.Done.SetException(refused));
            return;
        }
        waiting.ForEach(a => a.Done.SetResult(a.Stored));
    }

    private void Store(ReadOnlySpan<byte> bytes, List<SpoolRecord> records)
    {
        if (bytes.IsEmpty)
            return;
        var segment = files.Last;
        if (segment.End - segment.Start >= options.SegmentBytes)
        {
            ledger.TrySave(durable);
            segment = files.Roll();
        }
        segment.Append(bytes);
        ledger.Stored(records[^1].Arrival);
        TaskCompletionSource woken;
        lock (state)
        {
            Interlocked.Exchange(ref durable, segment.End);
            recent.Add(records);
            (woken, grown) = (grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        woken.SetResult();
    }

    /// <summary>Records that wait for one flush.</summary>
    private sealed class Append(IReadOnlyList<SpoolEntry> entries)
    {
        public TaskCompletionSource<IReadOnlyList<SpoolRecord>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<SpoolRecord> Stored { get; private set; } = [];

        public void Encode(RecordSpool spool, ArrayBufferWriter<byte> buffer, List<SpoolRecord> records)
        {
            var (before, start) = (records.Count, spool.files.Last.End);
            foreach (var entry in entries.Where(spool.ledger.IsNew))
            {
                var position = start + buffer.WrittenCount;
                var judged = spool.times.Judge(entry);
                SpoolFrame.Write(buffer, entry, judged);
                records.Add(entry.Written(position, start + buffer.WrittenCount, judged));
            }
            Stored = records[before..];
        }
    }
}
