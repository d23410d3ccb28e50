using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// Records that no reading store takes, kept as lines that <see cref="ImportReadings"/> reads, each with the reason: they are in no reading, and
/// hold up none. Of the file and the one before it the newest are kept.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="time">When it was.</param>
/// <param name="log">Logs each that is no repetition.</param>
internal sealed class SetAsideReadings(string folder, TimeProvider time, ILogger<SetAsideReadings> log)
{
    /// <summary>At which a file is full.</summary>
    private const long MostBytes = 32 * 1024 * 1024;

    private const int LongestReason = 300;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock access = new();
    private long? logged;
    private long count;

    /// <summary>Where they are.</summary>
    public string File { get; } = Path.Combine(folder, "readings.ndjson");

    /// <summary>How many since the start.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Whether there are any, also of earlier starts.</summary>
    public bool Any => System.IO.File.Exists(File);

    /// <summary>Returns when it is on disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Keep(string device, string stream, ReadOnlySpan<byte> record, string reason)
    {
        reason = reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason;
        var line = Line(device, stream, record, reason);
        lock (access)
        {
            try
            {
                Append(line);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"{File} cannot be written by this user; give it to this user: {e.Message}", e);
            }
            Interlocked.Increment(ref count);
            // One a minute is logged in full: a device that sends nothing else would fill the log.
            if (logged is { } before && time.GetElapsedTime(before) < Quiet)
                return;
            logged = time.GetTimestamp();
        }
        ReadingsLog.SetAside(log, stream, device, File, Count, reason);
    }

    private void Append(byte[] line)
    {
        Directory.CreateDirectory(folder);
        if (System.IO.File.Exists(File) && new FileInfo(File).Length + line.Length > MostBytes)
            System.IO.File.Move(File, Path.ChangeExtension(File, "before.ndjson"), overwrite: true);
        using var file = new FileStream(File, FileMode.Append, FileAccess.Write);
        file.Write(line);
        file.Flush(flushToDisk: true);
    }

    private byte[] Line(string device, string stream, ReadOnlySpan<byte> record, string reason)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantConverter.Write(time.GetUtcNow()));
            json.WriteString("reason", reason);
            json.WriteString("device", device);
            json.WriteString("stream", stream);
            json.WritePropertyName("record");
            if (OnOneLine(record) is { } whole)
                json.WriteRawValue(whole, skipInputValidation: true);
            else
                json.WriteBase64StringValue(record);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Null = its bytes are no JSON, or no text: a field that nobody reads may hold half of a surrogate pair.</summary>
    private static byte[]? OnOneLine(ReadOnlySpan<byte> record)
    {
        try
        {
            using var whole = JsonDocument.Parse(record.ToArray());
            return JsonSerializer.SerializeToUtf8Bytes(whole.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
