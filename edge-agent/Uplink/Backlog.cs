using System.Collections.Concurrent;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records that were not acknowledged in time, of this boot and of earlier ones, on this device's disk until they are. Alert-bearing
/// ones and others lie apart, so that the first are sent first and the others are given up first.
/// </summary>
internal sealed class Backlog : IDisposable
{
    /// <summary>A segment is closed at this size: what is in memory while it is sent, and given up at once when there is no room.</summary>
    public const long DefaultSegmentBytes = 512 * 1024;

    /// <summary>Time between two messages of up to <see cref="RecordJson.MaxRecords"/>: 600 records a second, a day of a street in five minutes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Silence of the control room after which it is taken to be away; a heartbeat is acknowledged every 10 s.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly BacklogLane alertBearing, others;
    private readonly long capacityBytes;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<(string Boot, string Stream), Acknowledgement> acknowledged = new();
    private long answered, taken;

    /// <summary>One message may go unasked on every connection: its acknowledgement shows that the control room is there.</summary>
    private volatile bool mayAsk = true;

    private Backlog(BacklogLane alertBearing, BacklogLane others, long capacityBytes, TimeProvider time)
    {
        (this.alertBearing, this.others, this.capacityBytes, this.time) = (alertBearing, others, capacityBytes, time);
        answered = taken = Before(time.GetTimestamp(), TimeSpan.FromDays(1));
    }

    /// <summary>Records in it, at most.</summary>
    public long Count => alertBearing.Count + others.Count;

    /// <summary>Places on the disk that did not read, since the start.</summary>
    public int Damaged => alertBearing.Damaged + others.Damaged;

    /// <exception cref="ConfigurationException">The folder cannot be used.</exception>
    public static Backlog Open(string folder, long capacityBytes, Drops drops, TimeProvider time, long segmentBytes = DefaultSegmentBytes)
    {
        try
        {
            return new(new(Path.Combine(folder, "alert-bearing"), segmentBytes, drops, time),
                new(Path.Combine(folder, "others"), segmentBytes, drops, time), capacityBytes, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the folder '{folder}' (state) cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Returns when the records are on the disk. What there is no room for after that is given up, the oldest first.</summary>
    /// <exception cref="IOException">The disk refused: none of them is kept here.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Append(bool areAlertBearing, IReadOnlyList<OutboxRecord> records)
    {
        (areAlertBearing ? alertBearing : others).Append(records);
        while (alertBearing.Bytes + others.Bytes > capacityBytes && (others.DropOldest() || alertBearing.DropOldest()))
        {
        }
    }

    /// <summary>The next records to hand to the broker, all of one boot's stream, in order; empty = nothing is due.</summary>
    /// <remarks>
    /// While the control room does not answer, nothing is but one message of alert-bearing records on every connection: what is sent then is
    /// sent in vain, and may cost money.
    /// </remarks>
    public (string Stream, IReadOnlyList<OutboxRecord> Records) Take(int most)
    {
        var now = time.GetTimestamp();
        var answers = time.GetElapsedTime(Interlocked.Read(ref answered), now) <= Silence;
        if (!(answers || mayAsk) || time.GetElapsedTime(taken, now) < Pace)
            return ("", []);
        var next = alertBearing.Take(most, now, IsStored);
        if (next.Records.Count == 0 && answers)
            next = others.Take(most, now, IsStored);
        if (next.Records.Count > 0)
            (taken, mayAsk) = (now, false);
        return next;
    }

    /// <summary>The connection was lost: what was handed over may not have arrived, so all of it is due again.</summary>
    public void SendAllAgain()
    {
        mayAsk = true;
        alertBearing.SendAllAgain();
        others.SendAllAgain();
    }

    /// <summary>The control room has begun to listen: what was handed over before may have had no reader,
    /// and what waits for an answer need not ask.</summary>
    public void ControlRoomListens()
    {
        Interlocked.Exchange(ref answered, time.GetTimestamp());
        SendAllAgain();
    }

    /// <summary>Frees what the control room has on its disk.</summary>
    /// <param name="stored">Its acknowledgement.</param>
    /// <param name="arrived">Of what does not come from here, as <see cref="Arrivals.Arrived"/>:
    /// a record that nothing is left to overtake from here would wait for ever.</param>
    public void Acknowledge(Acknowledgement stored, long arrived = 0)
    {
        Interlocked.Exchange(ref answered, time.GetTimestamp());
        acknowledged[(stored.Boot, stored.Stream)] = stored;
        alertBearing.Acknowledge(stored, arrived);
        others.Acknowledge(stored, arrived);
    }

    public void Dispose()
    {
        alertBearing.Dispose();
        others.Dispose();
    }

    /// <summary>An acknowledgement states all that is stored of a boot's stream: the latest is enough.</summary>
    private bool IsStored(OutboxRecord record) => acknowledged.TryGetValue((record.Boot, record.Stream), out var stored)
        && (record.Seq <= stored.Through || stored.Also?.Any(r => r is [var from, var to] && from <= record.Seq && record.Seq <= to) == true);

    private long Before(long now, TimeSpan span) => now - (long)(span.TotalSeconds * time.TimestampFrequency);
}
