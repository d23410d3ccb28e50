using System.Text;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>A record that reads, beside its own bytes.</summary>
internal readonly record struct DecodedRecord(string Stream, UpRecord Record, ReadOnlyMemory<byte> Payload);

/// <summary>What of a message does not read.</summary>
/// <param name="Stream">The stream it is of.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
/// <param name="Payload">The record, or the whole message.</param>
/// <param name="WithoutValue">The reason for a home's record, whose values are personal data.</param>
internal readonly record struct Unread(string Stream, string Reason, ReadOnlyMemory<byte> Payload, string WithoutValue)
{
    /// <param name="stream">The stream it is of.</param>
    /// <param name="reason">What reading it threw.</param>
    /// <param name="payload">The record, or the whole message.</param>
    public static Unread Of(string stream, Exception reason, ReadOnlyMemory<byte> payload) => new(
        stream, reason is RecordException ? reason.Message : $"it cannot be read ({reason.GetType().Name}: {reason.Message})", payload,
        (reason as RecordException)?.WithoutValue ?? "the record of a home does not read; what it holds is not shown");

    /// <summary>Which record it is, so that its device receives the refusal; null = that cannot be read either.</summary>
    public (string Boot, long Seq)? Key => Ids.IsValid(Stream) && Stream != Streams.Packed ? RecordJson.FindKey(Payload.Span) : null;
}

/// <summary>A message, or one record of it, that cannot be kept.</summary>
/// <param name="Arrival">When it came.</param>
/// <param name="Topic">Where it was published.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
/// <param name="Payload">Its first 200 characters; null of a home's device.</param>
internal sealed record Rejection(DateTimeOffset Arrival, string Topic, string Reason, string? Payload)
{
    public static Rejection Of(DateTimeOffset arrival, string topic, Unread unread, bool isHome) =>
        isHome ? new(arrival, topic, unread.WithoutValue, null) : new(arrival, topic, unread.Reason, MessageDecoder.Shown(unread.Payload));
}

/// <summary>Messages to records. Pure. In an array the good records are kept and the bad ones rejected, each with its reason.</summary>
internal static class MessageDecoder
{
    private const int ShownCharacters = 200;

    /// <param name="stream">One of <see cref="Streams.Sequenced"/>, or <see cref="Streams.Packed"/>.</param>
    /// <param name="message">The whole payload.</param>
    /// <param name="reject">Takes what cannot be kept.</param>
    public static List<DecodedRecord> Decode(string stream, ReadOnlyMemory<byte> message, Action<Unread> reject)
    {
        var records = new List<DecodedRecord>(1);
        try
        {
            foreach (var part in stream == Streams.Packed ? PackedMessage.Unpack(message.Span) : [new(stream, RecordJson.Split(message))])
            {
                foreach (var payload in part.Records)
                    Read(part.Stream, payload, records, reject);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reject(Unread.Of(stream, e, message));
        }
        return records;
    }

    public static string Shown(ReadOnlyMemory<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 4 * ShownCharacters)]);
        return text.Length <= ShownCharacters ? text : text[..ShownCharacters];
    }

    private static void Read(string stream, ReadOnlyMemory<byte> payload, List<DecodedRecord> records, Action<Unread> reject)
    {
        try
        {
            records.Add(new(stream, RecordJson.Read(stream, payload.Span), payload));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A stranger wrote it: whatever it does to the reader, the other records and the other devices go on.
            reject(Unread.Of(stream, e, payload));
        }
    }
}
