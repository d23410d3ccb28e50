using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// The segments of one folder, written at one end and sent from the other. One thread appends, one takes; the disk is written outside
/// the lock, so that a thread that takes or frees does not wait for a card.
/// </summary>
internal sealed class BacklogLane : IDisposable
{
    private readonly string folder;
    private readonly long segmentBytes;
    private readonly Lock access = new();
    private readonly Arrivals arrivals;
    private readonly Drops drops;

    /// <summary>Oldest first.</summary>
    private readonly List<BacklogSegment> segments;

    private long lastNumber;
    private BacklogSegment? open;
    private bool writing;

    /// <summary>The segments that are being sent: the oldest, in memory. Several if they are small:
    /// a device that is switched off and on leaves one each time.</summary>
    private readonly List<BacklogSegment> sending = [];

    private List<OutboxStream> streams = [];

    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public BacklogLane(string folder, long segmentBytes, Drops drops, TimeProvider time)
    {
        (this.folder, this.segmentBytes, this.drops, arrivals) = (folder, segmentBytes, drops, new(time));
        Directory.CreateDirectory(folder);
        segments = [.. BacklogSegment.All(folder)];
        lastNumber = segments.Count == 0 ? 0 : segments[^1].Number;
    }

    /// <summary>Records in it, those acknowledged of segments not yet looked into among them.</summary>
    public long Count
    {
        get
        {
            lock (access)
                return segments.Except(sending).Sum(s => s.Count) + streams.Sum(s => s.Count);
        }
    }

    public long Bytes
    {
        get
        {
            lock (access)
                return segments.Sum(s => s.Bytes);
        }
    }

    /// <summary>Places that did not read, since the start.</summary>
    public int Damaged { get; private set; }

    /// <summary>Returns when the records are on the disk.</summary>
    /// <exception cref="IOException">The disk refused: none of them is kept here.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Append(IReadOnlyList<OutboxRecord> records)
    {
        BacklogSegment segment;
        lock (access)
        {
            segment = open ?? BacklogSegment.Create(folder, lastNumber + 1);
            writing = true;
        }
        try
        {
            segment.Append(OutboxBlock.Write(records), records.Count);
            if (segment.Bytes >= segmentBytes)
                segment.Close();
        }
        finally
        {
            lock (access)
            {
                writing = false;
                // A segment whose first block failed is tried again under the same name.
                if (segment.Count > 0 && segment != open)
                {
                    segments.Add(segment);
                    lastNumber = segment.Number;
                }
                open = segment.Bytes >= segmentBytes || segment.Count == 0 ? null : segment;
            }
        }
    }

    /// <summary>The next records to hand to the broker; empty = nothing is due.</summary>
    /// <param name="most">So many at once.</param>
    /// <param name="now">The time of sending.</param>
    /// <param name="isStored">Whether the control room has acknowledged a record.</param>
    public (string Stream, IReadOnlyList<OutboxRecord> Records) Take(int most, long now, Func<OutboxRecord, bool> isStored)
    {
        lock (access)
        {
            if (sending.Count == 0)
                Load(isStored);
            if (arrivals.FallsSilent(streams.Min(s => s.OldestSent)))
                streams.ForEach(s => s.SendAllAgain());
            Freed(streams.Sum(s => s.GiveUp()));
            foreach (var stream in streams)
            {
                if (stream.Take(most, now, ripe: long.MaxValue) is { Count: > 0 } records)
                    return (stream.Name, records);
            }
            return ("", []);
        }
    }

    public void SendAllAgain()
    {
        lock (access)
            streams.ForEach(s => s.SendAllAgain());
    }

    /// <summary>Frees what the control room has on its disk; a segment that is through is deleted.</summary>
    public void Acknowledge(Acknowledgement stored, long arrived)
    {
        lock (access)
        {
            arrivals.Learn(arrived);
            Freed(streams.Sum(s => s.Free(stored)));
        }
    }

    /// <summary>Gives up the oldest segment that is not being written, or those that are being sent; false = there is none.</summary>
    public bool DropOldest()
    {
        lock (access)
        {
            if (segments.Find(s => s != open) is not { } oldest)
                return false;
            var isSending = sending.Contains(oldest);
            foreach (var stream in (isSending ? streams.SelectMany(s => s.Records) : Read(oldest)?.Records ?? []).CountBy(r => r.Stream))
                drops.Count(stream.Key, stream.Value);
            if (isSending)
                RemoveSent();
            else
                Remove(oldest);
            return true;
        }
    }

    public void Dispose()
    {
        lock (access)
            open?.Close();
    }

    /// <summary>Takes the oldest segments that hold anything unacknowledged into memory, as many as one full one is.</summary>
    private void Load(Func<OutboxRecord, bool> isStored)
    {
        var records = new List<OutboxRecord>();
        foreach (var oldest in segments.TakeWhile(s => !(s == open && writing)).ToList())
        {
            if (sending.Sum(s => s.Bytes) is > 0 and var bytes && bytes + oldest.Bytes > segmentBytes)
                break;
            if (oldest == open)
            {
                open.Close();
                open = null;
            }
            if (Read(oldest) is not { } held)
                segments.Remove(oldest);
            else if (held.Records.Where(r => !isStored(r)).ToList() is { Count: > 0 } waiting)
            {
                sending.Add(oldest);
                records.AddRange(waiting);
            }
            else
                Remove(oldest);
        }
        streams = [.. records.DistinctBy(r => (r.Boot, r.Stream, r.Seq)).GroupBy(r => (r.Boot, r.Stream)).Select(run =>
        {
            var stream = new OutboxStream(run.Key.Boot, run.Key.Stream, arrivals, drops.Aside);
            foreach (var record in run)
                stream.Add(record);
            return stream;
        })];
    }

    private OutboxBlocks? Read(BacklogSegment segment)
    {
        var held = segment.Read();
        Damaged += held?.Damaged ?? 1;
        return held;
    }

    private void Freed(long cost)
    {
        if (cost > 0 && streams.TrueForAll(s => s.Count == 0))
            RemoveSent();
    }

    private void RemoveSent()
    {
        sending.ForEach(Remove);
        sending.Clear();
        streams = [];
    }

    private void Remove(BacklogSegment segment)
    {
        segments.Remove(segment);
        segment.Delete();
    }
}
