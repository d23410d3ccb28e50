using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Solutions.Edge.Contracts;

/// <summary>Only what every record carries: enough to key and keep a record whose schema version is not known here.</summary>
public sealed record RecordHead : UpRecord;

/// <summary>A message that is no valid record; <see cref="Exception.Message"/> names the field, its value and what would be right.</summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">The JSON reader's own exception, if it was the one.</param>
public sealed class RecordException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What may be stated of a record whose values are personal data: the field and what would be right; null = nothing of it.</summary>
    public string? WithoutValue { get; init; }

    /// <summary>True of all that bytes can do to a reader: half of a surrogate pair, for one, is no <see cref="JsonException"/> but an
    /// <see cref="InvalidOperationException"/>.</summary>
    internal static bool IsOfBytes(Exception e) => e is not (RecordException or OutOfMemoryException);
}

/// <summary>Writes and reads the records of the sequenced streams.</summary>
public static class RecordJson
{
    /// <summary>Most records a message may carry.</summary>
    public const int MaxRecords = 120;

    /// <summary>Longest message in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The schema version this code writes, of every stream so far.</summary>
    public const int Version = 1;

    private static readonly Dictionary<string, JsonTypeInfo> TypeOf = new()
    {
        [Streams.Noise] = ContractsJson.Default.NoiseRecord,
        [Streams.NoiseMinute] = ContractsJson.Default.NoiseMinuteRecord,
        [Streams.Sound] = ContractsJson.Default.SoundRecord,
        [Streams.Motion] = ContractsJson.Default.MotionRecord,
        [Streams.Camera] = ContractsJson.Default.CameraRecord,
        [Streams.Gate] = ContractsJson.Default.GateRecord,
        [Streams.Environment] = ContractsJson.Default.EnvironmentRecord,
        [Streams.Evidence] = ContractsJson.Default.EvidenceRecord,
        [Streams.Seal] = ContractsJson.Default.SealRecord,
        [Streams.Heartbeat] = ContractsJson.Default.HeartbeatRecord,
    };

    private static ReadOnlySpan<byte> KnownVersion => "{\"v\":1,"u8;

    /// <summary>The record as UTF-8 JSON.</summary>
    /// <exception cref="RecordException">A field is out of its range: a device must not send what a reader refuses.</exception>
    public static byte[] Write(UpRecord record)
    {
        if (record.FindFault() is { } fault)
            throw Of(fault);
        return JsonSerializer.SerializeToUtf8Bytes(record, ContractsJson.Default.GetTypeInfo(record.GetType())!);
    }

    /// <summary>Reads one record of <paramref name="stream"/>.</summary>
    /// <param name="stream">One of <see cref="Streams.Sequenced"/>, or one that is not known here.</param>
    /// <param name="utf8">The record's own bytes (see <see cref="Split"/>).</param>
    /// <returns>The record; a <see cref="RecordHead"/> if its stream or its schema version is not known here.</returns>
    /// <exception cref="RecordException">The stream is no id, the bytes are no JSON object of its shape, or a field is out of its range.</exception>
    public static UpRecord Read(string stream, ReadOnlySpan<byte> utf8)
    {
        if (!Ids.IsValid(stream))
            throw new RecordException($"stream is '{stream}'; it must be 1 to 64 of a-z A-Z 0-9 _ -");
        var type = TypeOf.GetValueOrDefault(stream, ContractsJson.Default.RecordHead);
        // A record is read several times on its way; one that begins with its version is read once each time.
        var reading = utf8.StartsWith(KnownVersion) ? type : ContractsJson.Default.RecordHead;
        try
        {
            var record = (UpRecord?)JsonSerializer.Deserialize(utf8, reading);
            if (record is not null && (record.V == Version) != (reading == type))
                record = (UpRecord?)JsonSerializer.Deserialize(utf8, reading = record.V == Version ? type : ContractsJson.Default.RecordHead);
            return record switch
            {
                null => throw new RecordException("the record is null; it must be a JSON object"),
                _ when record.FindFault() is { } fault => throw Of(fault),
                _ => record,
            };
        }
        catch (JsonException e)
        {
            var (sentence, withoutValue) = JsonFault.Of(e, utf8, reading);
            throw new RecordException(sentence, e) { WithoutValue = withoutValue };
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            throw new RecordException($"the record does not read: {e.Message}", e);
        }
    }

    /// <summary>The boot and the number of a record that may not read: what stands before its fault, or beside it, is enough.</summary>
    /// <returns>Null if they do not read.</returns>
    public static (string Boot, long Seq)? FindKey(ReadOnlySpan<byte> utf8)
    {
        var (boot, seq) = ((string?)null, 0L);
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while ((boot is null || seq == 0) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isBoot, isSeq) = (reader.ValueTextEquals("boot"u8), reader.ValueTextEquals("seq"u8));
                reader.Read();
                if (isBoot && reader.TokenType == JsonTokenType.String)
                    boot = reader.GetString();
                else if (isSeq && reader.TokenType == JsonTokenType.Number)
                    reader.TryGetInt64(out seq);
                else
                    reader.Skip();
            }
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            // What was found before may be enough.
        }
        return Ids.IsBoot(boot) && seq >= 1 ? (boot!, seq) : null;
    }

    /// <summary>A message's records, each as its own bytes: the one object, or the objects of an array of up to <see cref="MaxRecords"/>.</summary>
    /// <exception cref="RecordException">The message is too long, no JSON, empty, or holds something that is no object.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> message)
    {
        if (message.Length is 0 or > MaxBytes)
            throw new RecordException($"the message has {message.Length} bytes; it must have 1 to {MaxBytes}");
        try
        {
            var reader = new Utf8JsonReader(message.Span);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                reader.Skip();
                if (reader.Read())
                    throw new RecordException("something follows the record");
                return [message];
            }
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new RecordException($"the message is a JSON {reader.TokenType}; it must be an object or an array of objects");
            var records = new List<ReadOnlyMemory<byte>>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw new RecordException($"element {records.Count} is a JSON {reader.TokenType}; it must be an object");
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                records.Add(message[start..(int)reader.BytesConsumed]);
            }
            reader.Read();
            return records.Count is > 0 and <= MaxRecords ? records
                : throw new RecordException($"the array has {records.Count} records; it must have 1 to {MaxRecords}");
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            throw new RecordException($"the message is no JSON: {e.Message}", e);
        }
    }

    private static RecordException Of(Fault fault) => new(fault.ToString()) { WithoutValue = fault.WithoutValue };
}
