using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>The unacknowledged records of one boot's stream, in the order of their numbers. Not thread-safe.</summary>
/// <param name="boot">The boot that numbered them.</param>
/// <param name="name">The stream.</param>
/// <param name="arrivals">Learns from what is acknowledged.</param>
/// <param name="aside">Is given what is refused.</param>
/// <param name="mostMessages">Messages sent and not acknowledged beyond which what is new gathers for the next:
/// a control room that is slow is asked less of.</param>
internal sealed class OutboxStream(string boot, string name, Arrivals arrivals, SetAside aside, int mostMessages = int.MaxValue)
{
    /// <summary>Records sent and not acknowledged beyond which no more are sent: a control room that is away gets no flood.</summary>
    public const int MostInFlight = 2400;

    /// <summary>A record that was found missing so often is set aside when it is once more, some four minutes after it was first sent:
    /// others arrive, so it is not the line.</summary>
    private const int MostMissed = 6;

    private readonly SortedDictionary<long, OutboxRecord> unsent = [], sent = [];

    public string Boot { get; } = boot;

    public string Name { get; } = name;

    public int Count => unsent.Count + sent.Count;

    /// <summary>When the oldest of what is handed over was; null = nothing is.</summary>
    public long? OldestSent => sent.Count == 0 ? null : sent.Values.Min(r => r.Sent);

    private bool TakesMore => sent.Values.Where(r => !r.IsSuspect).Select(r => r.Sent).Distinct().Count() < mostMessages;

    public IEnumerable<OutboxRecord> Records => sent.Values.Concat(unsent.Values);

    public void Add(OutboxRecord record) => unsent.Add(record.Seq, record);

    /// <summary>
    /// The next records to hand to the broker: first those that were and have not arrived, then new ones, if the oldest of them has been waiting
    /// since <paramref name="ripe"/>.
    /// </summary>
    public List<OutboxRecord> Take(int most, long now, long ripe)
    {
        var due = Together(sent.Values.Where(arrivals.Misses).Take(most)).ToList();
        due.ForEach(r => r.Miss());
        if (due.Count == 0 && unsent.Values.FirstOrDefault()?.Since <= ripe && TakesMore)
        {
            due = [.. Together(unsent.Values.Take(Math.Min(most, MostInFlight - sent.Count)))];
            foreach (var record in due)
            {
                unsent.Remove(record.Seq);
                sent.Add(record.Seq, record);
            }
        }
        due.ForEach(r => r.HandOver(now));
        return due;
    }

    /// <summary>Sets aside what has not arrived however often it was sent, alone at last; the cost that is freed.</summary>
    public long GiveUp()
    {
        var freed = 0L;
        foreach (var record in sent.Values.Where(r => r.Missed >= MostMissed && arrivals.Misses(r)).ToList())
        {
            aside.Add(record, "unanswered");
            freed += Free(record.Seq);
        }
        return freed;
    }

    /// <summary>All that was handed over is to be handed over again.</summary>
    public void SendAllAgain()
    {
        foreach (var (seq, record) in sent)
            unsent.Add(seq, record);
        sent.Clear();
    }

    /// <summary>Forgets what is on the control room's disk and sets aside what it refuses, if it is of this boot's stream; the cost that is freed.</summary>
    public long Free(Acknowledgement stored)
    {
        if (stored.Boot != Boot || stored.Stream != Name)
            return 0;
        var freed = Free(1, stored.Through);
        foreach (var range in stored.Also ?? [])
        {
            if (range is [var from, var to])
                freed += Free(from, to);
        }
        foreach (var range in stored.Refused ?? [])
        {
            if (range is [var from, var to])
                freed += Free(from, to, isRefused: true);
        }
        return freed;
    }

    /// <summary>Forgets one record; the cost that is freed.</summary>
    public long Free(long seq) => sent.Remove(seq, out var record) || unsent.Remove(seq, out record) ? record.Cost : 0;

    /// <summary>Gives up the oldest record; the cost that is freed.</summary>
    public long DropOldest() => Free(Records.First().Seq);

    /// <summary>A suspect travels alone: what does not read may be all that travels with it.</summary>
    private static IEnumerable<OutboxRecord> Together(IEnumerable<OutboxRecord> due)
    {
        var isFirst = true;
        foreach (var record in due)
        {
            if (record.IsSuspect && !isFirst)
                yield break;
            yield return record;
            if (record.IsSuspect)
                yield break;
            isFirst = false;
        }
    }

    private long Free(long from, long to, bool isRefused = false)
    {
        var freed = 0L;
        // A record that waits to be sent again may have arrived the first time.
        foreach (var records in new[] { sent, unsent })
        {
            foreach (var record in records.Values.SkipWhile(r => r.Seq < from).TakeWhile(r => r.Seq <= to).ToList())
            {
                records.Remove(record.Seq);
                // A refusal comes at once, also from a control room whose acknowledgements wait: it states nothing of what was sent before.
                if (isRefused)
                    aside.Add(record, "refused");
                else
                    arrivals.Add(record);
                freed += record.Cost;
            }
        }
        return freed;
    }
}
