using Polly;
using Polly.Retry;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The spool's first durable reader: carries every record to the reading store, exactly once, however long the store is away.</summary>
internal sealed class ReadingWriter(Spool spool, IReadingStore store, SpoolReaders readers, TimeProvider time, ILogger<ReadingWriter> log) : BackgroundService
{
    /// <summary>Rows gather this long before they are stored: a transaction a second, not one a record.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                    SpoolLog.StoreFailed(log, failed.Outcome.Exception!.Message);
                return default;
            },
        }).Build();

    private readonly BootClocks clocks = new();
    private readonly OwnClock ownClock = new(time);
    private long offset;

    /// <summary>Bytes of spool that the store does not have yet.</summary>
    public long Behind => spool.BytesFrom(Interlocked.Read(ref offset));

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
        offset = await retry.ExecuteAsync(async token => await store.OffsetAsync(token), stoppingToken);
        await foreach (var batch in spool.FollowAsync(offset, stoppingToken))
        {
            var records = Read(batch);
            var end = batch[^1].Next;
            await retry.ExecuteAsync(async token => await store.WriteAsync(records, end, token), stoppingToken);
            Interlocked.Exchange(ref offset, end);
            if (batch.Count < Spool.BatchRecords)
                await Task.Delay(Gather, time, stoppingToken);
        }
    }

    private List<StoredRecord> Read(IReadOnlyList<SpoolRecord> batch)
    {
        var records = new List<StoredRecord>(batch.Count);
        clocks.Move(TimeSpan.FromSeconds(ownClock.Step()));
        foreach (var spooled in batch)
        {
            try
            {
                // A spool that an earlier version wrote may hold records of which only the head reads.
                if (spooled.Decode() is not (var record and not (RecordHead or EvidenceRecord)))
                    continue;
                var at = clocks.Of(spooled.Device, record, spooled.Arrival);
                // A clock that is believed is so also while this machine's is wrong.
                records.Add(new(spooled.Device, record with
                {
                    T = at.IsOwn && record.Tq != TimeQuality.Unset ? record.T : at.At,
                    Tq = at.ClockOff is null ? record.Tq : TimeQuality.Unset,
                }));
            }
            catch (RecordException e)
            {
                SpoolLog.Unreadable(log, spooled.Device, spooled.Stream, e.Message);
            }
        }
        return records;
    }
}
