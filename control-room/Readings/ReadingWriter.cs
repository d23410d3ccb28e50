using Polly;
using Polly.Retry;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The spool's first durable reader: carries every record to the reading store, exactly once, however long the store is away.</summary>
/// <remarks>What the store does not take is set aside, so that it holds up nothing that comes after it.</remarks>
internal sealed class ReadingWriter(
    RecordSpool spool, IReadingStore store, SpoolReaders readers, SetAsideReadings aside, TimeProvider time, ILogger<ReadingWriter> log) : BackgroundService
{
    /// <summary>Most bytes of records that are stored at once: an engine has room for a transaction of these many times over.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Rows gather this long before they are stored: a transaction a second, not one a record.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private long offset;
    private volatile string? fault;

    /// <summary>Bytes of spool that the store does not have yet.</summary>
    public long Behind => spool.BytesFrom(Interlocked.Read(ref offset));

    /// <summary>Why the store takes no readings now, as a sentence; null = it does.</summary>
    public string? Fault => fault;

    /// <summary>For a store that is away: for ever, since the spool keeps what it does not have.</summary>
    private ResiliencePipeline Retry => field ??= new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (OperationCanceledException or RefusedReadingsException)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            OnRetry = failed =>
            {
                fault = failed.Outcome.Exception!.Message;
                if (failed.AttemptNumber == 0)
                    SpoolLog.StoreFailed(log, fault);
                return default;
            },
        }).Build();

    /// <summary>Completes when what is in the spool now is in the store: a record that is imported after that is not written a second time.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        for (var end = spool.Durable; Interlocked.Read(ref offset) < end;)
            await Task.Delay(Gather, time, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the store has answered: while it is away from the start on, it needs all that the spool holds.
        readers.Register(SpoolReaders.Readings, () => Interlocked.Read(ref offset));
        await UntilItWorksAsync(async token => offset = await store.OffsetAsync(token), stoppingToken);
        await foreach (var batch in spool.FollowAsync(offset, stoppingToken))
        {
            foreach (var piece in Pieces(batch))
                await Halving.EachAsync(piece, part => StoreAsync(part, stoppingToken), (record, reason) =>
                    SetAsideAsync(record.Spooled, reason, stoppingToken));
            if (batch.Count < SpoolBatches.MostRecords)
                await Task.Delay(Gather, time, stoppingToken);
        }
    }

    /// <summary>In order, none over <see cref="MostBytes"/> but by its last record.</summary>
    private static IEnumerable<ArraySegment<Placed>> Pieces(IReadOnlyList<SpoolRecord> batch)
    {
        var piece = new List<Placed>(batch.Count);
        var bytes = 0L;
        foreach (var record in batch)
        {
            piece.Add(Place(record));
            if ((bytes += record.Payload.Length) < MostBytes)
                continue;
            yield return piece.ToArray();
            piece.Clear();
            bytes = 0;
        }
        if (piece.Count > 0)
            yield return piece.ToArray();
    }

    private async Task StoreAsync(ArraySegment<Placed> part, CancellationToken stopping)
    {
        if (part.FirstOrDefault(p => p.Fault is not null) is { Fault: { } unreadable })
            throw new RefusedReadingsException(unreadable);
        var (records, end) = (part.Select(p => p.Stored).OfType<StoredRecord>().ToList(), part[^1].Spooled.Next);
        await UntilItWorksAsync(async token => await store.WriteAsync(records, end, token), stopping);
        Interlocked.Exchange(ref offset, end);
    }

    private async Task SetAsideAsync(SpoolRecord record, string reason, CancellationToken stopping)
    {
        await UntilItWorksAsync(_ =>
        {
            aside.Keep(record.Device, record.Stream, record.Payload.Span, reason);
            return Task.CompletedTask;
        }, stopping);
        await UntilItWorksAsync(async token => await store.WriteAsync([], record.Next, token), stopping);
        Interlocked.Exchange(ref offset, record.Next);
    }

    private async Task UntilItWorksAsync(Func<CancellationToken, Task> act, CancellationToken stopping)
    {
        await Retry.ExecuteAsync(async token => await act(token), stopping);
        if (fault is null)
            return;
        fault = null;
        ReadingsLog.StoreIsBack(log);
    }

    private static Placed Place(SpoolRecord spooled)
    {
        try
        {
            // A spool that an earlier version wrote may hold records of which only the head reads.
            return new(spooled, spooled.Decode() is var record and not (RecordHead or EvidenceRecord) ? new(spooled.Device, At(spooled, record)) : null);
        }
        catch (RecordException e)
        {
            return new(spooled, null, e.Message);
        }
    }

    /// <summary>The record at the time it is read by. A minute is one of UTC also where its device had no clock: the nearest; by its arrival, the one
    /// that had just ended.</summary>
    private static UpRecord At(SpoolRecord spooled, UpRecord record)
    {
        var judged = spooled.Time;
        // A clock that is believed is so also while this machine's is wrong.
        var at = judged.IsOwn && record.Tq != TimeQuality.Unset ? record.T : judged.At;
        if (record is NoiseMinuteRecord or SealRecord)
            at = ReadingTable.NearestMinute(judged.IsOwn ? at : at.AddMinutes(-1));
        var tq = judged.ClockOff is null ? record.Tq : TimeQuality.Unset;
        // What the device sealed is what it stated.
        var isOther = at.ToUnixTimeMilliseconds() != record.T.ToUnixTimeMilliseconds() || tq != record.Tq;
        return record with { T = at, Tq = tq, Stated = isOther ? new(record.T, record.Tq) : null };
    }

    /// <summary>A spooled record and what of it is stored, or why it does not read.</summary>
    private readonly record struct Placed(SpoolRecord Spooled, StoredRecord? Stored, string? Fault = null);
}
