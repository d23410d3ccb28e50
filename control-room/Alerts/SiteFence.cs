using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A site that cannot be fed: the others go on without it, and it is tried again until it can.</summary>
/// <param name="Site">Its id.</param>
/// <param name="Since">From when on nothing rings there.</param>
/// <param name="Reason">What went wrong last.</param>
/// <param name="Attempts">How often it was tried again.</param>
internal sealed record FencedSite(string Site, DateTimeOffset Since, string Reason, int Attempts);

/// <summary>Brings one site that failed up to where the others are, from the position that it reports.</summary>
/// <param name="feed">Hands it its own of these records, of which the last ends at the position given.</param>
internal sealed class SiteFence(
    string site, long from, ISiteGrain grain, RecordSpool spool, Func<IReadOnlyList<SpoolRecord>, long, Task> feed, TimeProvider time,
    ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>It has a backlog to judge.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private long reached = -1;

    /// <summary>The spool from here on is needed for it.</summary>
    public long From => from;

    public FencedSite Shown { get; private set; } = new(site, time.GetUtcNow(), "", 0);

    /// <summary>How far it has come since it answers again; null = it does not yet.</summary>
    public long? Reached => Interlocked.Read(ref reached) is var at and >= 0 ? at : null;

    public void Failed(Exception e)
    {
        Interlocked.Exchange(ref reached, -1);
        Shown = Shown with { Reason = e.Message };
    }

    /// <summary>Returns when it has come as far as the others were meanwhile.</summary>
    /// <param name="end">Where these are.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task RecoverAsync(Func<long> end, CancellationToken stopping)
    {
        for (var pause = FirstPause; Reached is null; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time, stopping);
            Shown = Shown with { Attempts = Shown.Attempts + 1 };
            try
            {
                var asked = grain.PositionAsync(spool.PositionAt(time.GetUtcNow() - SiteGrain.Relearned));
                await AnsweredAsync(asked, stopping);
                var position = await asked;
                for (long to; position < (to = end()); position = to)
                {
                    foreach (var batch in spool.Read(position, to).Chunk(SpoolBatches.MostRecords))
                        await AnsweredAsync(feed(batch, batch[^1].Next), stopping);
                }
                Interlocked.Exchange(ref reached, position);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e);
                SiteLog.StillFenced(log, site, Shown.Attempts, e.Message);
            }
        }
    }

    private async Task AnsweredAsync(Task answer, CancellationToken stopping)
    {
        if (await Task.WhenAny(answer, Task.Delay(Patience, time, stopping)) != answer)
            throw new TimeoutException($"it has not answered for {Patience.TotalSeconds} s");
        await answer;
    }
}
