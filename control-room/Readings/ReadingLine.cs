using System.Runtime.InteropServices;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>A stored record as a line of NDJSON: <c>{"device":"…","stream":"noise","record":{…}}</c>, the record as on the wire.</summary>
internal static class ReadingLine
{
    public static byte[] Write(StoredRecord stored)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("device", stored.Device);
            json.WriteString("stream", ReadingTable.Of(stored.Record).Stream);
            json.WritePropertyName("record");
            json.WriteRawValue(RecordJson.Write(stored.Record));
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <exception cref="RecordException">It is no such line, or its record is none that a store keeps.</exception>
    public static StoredRecord Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var (device, stream) = (json.RootElement.GetProperty("device").GetString(), json.RootElement.GetProperty("stream").GetString());
            if (!Ids.IsValid(device))
                throw new RecordException($"device is '{device}'; it must be an id of 1 to 64 letters, digits, - or _");
            if (!ReadingTable.All.Any(t => t.Stream == stream))
                throw new RecordException($"stream is '{stream}'; it must be one of {string.Join(", ", ReadingTable.All.Select(t => t.Stream))}");
            return RecordJson.Read(stream!, JsonMarshal.GetRawUtf8Value(json.RootElement.GetProperty("record"))) is var record and not RecordHead
                ? new(device!, record)
                : throw new RecordException($"v is not {RecordJson.Version}; a record of another version waits for the control room that knows it");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RecordException("""it must be like {"device":"…","stream":"noise","record":{…}}""", e);
        }
    }
}
