using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records on a disk. Little-endian: u32 mark, u32 length of the body, u32 its length before it was compressed, u32 CRC-32 of the two
/// lengths and the body; the body is Brotli over, for each record, boot, stream, seq, length and bytes.
/// </summary>
internal static class OutboxBlock
{
    private const int HeaderBytes = 16;

    /// <summary>Longer is damage: no block is written that holds as much.</summary>
    private const int MaxPlainBytes = 256 * 1024 * 1024;

    private const int Quality = 5;

    /// <summary>256 KiB: as much as a block usually has.</summary>
    private const int Window = 18;

    private static ReadOnlySpan<byte> Mark => "SEb1"u8;

    public static byte[] Write(IEnumerable<OutboxRecord> records)
    {
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain))
        {
            foreach (var record in records)
            {
                writer.Write(record.Boot);
                writer.Write(record.Stream);
                writer.Write(record.Seq);
                writer.Write(record.Utf8.Length);
                writer.Write(record.Utf8);
            }
        }
        var body = plain.ToArray();
        var block = new byte[HeaderBytes + BrotliEncoder.GetMaxCompressedLength(body.Length)];
        if (!BrotliEncoder.TryCompress(body, block.AsSpan(HeaderBytes), out var length, Quality, Window))
            throw new InvalidOperationException($"{body.Length} bytes did not fit into the most that Brotli makes of them");
        Mark.CopyTo(block);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), length);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(8), body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(12), Check(block.AsSpan(0, HeaderBytes + length)));
        return block[..(HeaderBytes + length)];
    }

    /// <summary>All that reads in a file of blocks. Damage costs the block it is in: reading goes on at the next mark.</summary>
    public static OutboxBlocks Read(ReadOnlySpan<byte> file)
    {
        var (records, damaged, end) = (new List<OutboxRecord>(), 0, 0);
        for (var at = 0; at < file.Length;)
        {
            if (Length(file[at..]) is { } length && Unpack(file.Slice(at, length), records))
            {
                end = at += length;
                continue;
            }
            damaged++;
            var next = file[(at + 1)..].IndexOf(Mark);
            at = next < 0 ? file.Length : at + 1 + next;
        }
        return new(records, damaged, end);
    }

    /// <summary>Length of the whole block that begins here; null = none does.</summary>
    private static int? Length(ReadOnlySpan<byte> at)
    {
        if (at.Length < HeaderBytes || !at.StartsWith(Mark)
            || BinaryPrimitives.ReadInt32LittleEndian(at[4..]) is not (>= 0 and var length) || length > at.Length - HeaderBytes)
            return null;
        return BinaryPrimitives.ReadUInt32LittleEndian(at[12..]) == Check(at[..(HeaderBytes + length)]) ? HeaderBytes + length : null;
    }

    private static uint Check(ReadOnlySpan<byte> block)
    {
        var crc = new Crc32();
        crc.Append(block[4..12]);
        crc.Append(block[HeaderBytes..]);
        return crc.GetCurrentHashAsUInt32();
    }

    private static bool Unpack(ReadOnlySpan<byte> block, List<OutboxRecord> records)
    {
        if (BinaryPrimitives.ReadInt32LittleEndian(block[8..]) is not (>= 0 and <= MaxPlainBytes and var length))
            return false;
        var body = new byte[length];
        if (!BrotliDecoder.TryDecompress(block[HeaderBytes..], body, out var written) || written != length)
            return false;
        using var reader = new BinaryReader(new MemoryStream(body));
        while (reader.BaseStream.Position < length)
            records.Add(new(reader.ReadString(), reader.ReadString(), reader.ReadInt64(), reader.ReadBytes(reader.ReadInt32())));
        return true;
    }
}

/// <summary>What a file of blocks holds.</summary>
/// <param name="Records">In the order of writing.</param>
/// <param name="Damaged">Places that do not read, a torn tail among them.</param>
/// <param name="End">Where the last good block ends, in bytes.</param>
internal readonly record struct OutboxBlocks(IReadOnlyList<OutboxRecord> Records, int Damaged, int End);
