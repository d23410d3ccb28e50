using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>The ledger on disk: a line with the CRC-32 of what follows, 8 hexadecimal digits, then JSON. A flipped bit would acknowledge what was never
/// received.</summary>
internal sealed partial class ReceivedLedger
{
    private const int CheckBytes = 8;

    /// <param name="Offset">Up to where it is true.</param>
    /// <param name="Closed">Nothing more was written after it.</param>
    /// <param name="Devices">What was received of each.</param>
    internal sealed record Checkpoint(long Offset, bool Closed, Dictionary<string, List<StreamRanges>> Devices)
    {
        /// <summary>Writes it whole or not at all.</summary>
        public void Save(string file)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(this, LedgerJson.Default.Checkpoint);
            var partial = file + ".part";
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.ASCII.GetBytes($"{Crc32.HashToUInt32(json):x8}\n"));
                stream.Write(json);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, file, overwrite: true);
        }

        /// <summary>Null = it is damaged. What an earlier version wrote has no check.</summary>
        public static Checkpoint? Read(string file)
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            var isChecked = bytes is not [(byte)'{', ..];
            if (isChecked && !(bytes.Length > CheckBytes && Utf8Parser.TryParse(bytes[..CheckBytes], out uint check, out var read, 'x') && read == CheckBytes
                && Crc32.HashToUInt32(bytes[(CheckBytes + 1)..]) == check))
                return null;
            try
            {
                return JsonSerializer.Deserialize(isChecked ? bytes[(CheckBytes + 1)..] : bytes, LedgerJson.Default.Checkpoint);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    internal sealed record StreamRanges(string Boot, string Stream, List<long[]> Ranges, DateTimeOffset? Latest = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Checkpoint))]
    internal sealed partial class LedgerJson : JsonSerializerContext;
}
