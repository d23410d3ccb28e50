using System.Buffers.Binary;
using System.IO.Compression;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records on a disk, many in one frame. Its field is u32, the body's length before it was compressed; the body is Brotli over, for each record, boot,
/// stream, seq, length and bytes.
/// </summary>
internal static class OutboxBlock
{
    /// <summary>Longer is damage: no block is written that holds as much.</summary>
    private const int MaxPlainBytes = 256 * 1024 * 1024;

    private const int Quality = 5;

    /// <summary>256 KiB: as much as a block usually has.</summary>
    private const int Window = 18;

    private static readonly FrameFormat Format = new("SEb1", fieldBytes: 4, checksHeader: true, leastBody: 0, MaxPlainBytes);

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
        var block = new byte[Format.HeaderBytes + BrotliEncoder.GetMaxCompressedLength(body.Length)];
        if (!BrotliEncoder.TryCompress(body, block.AsSpan(Format.HeaderBytes), out var length, Quality, Window))
            throw new InvalidOperationException($"{body.Length} bytes did not fit into the most that Brotli makes of them");
        block = block[..(Format.HeaderBytes + length)];
        BinaryPrimitives.WriteInt32LittleEndian(Format.Fields(block.AsSpan()), body.Length);
        Format.Seal(block);
        return block;
    }

    /// <summary>All that reads in a file of blocks. Damage costs the block it is in.</summary>
    public static OutboxBlocks Read(ReadOnlyMemory<byte> file)
    {
        var (records, unread, end) = (new List<OutboxRecord>(), 0, 0L);
        var scan = new FrameScan(Format, ReadAt, 0, file.Length);
        for (var block = scan.Next(out _); !block.IsEmpty; block = scan.Next(out _))
        {
            if (Unpack(block, records))
                end = scan.Position;
            else
                unread++;
        }
        return new(records, scan.Damaged + unread, (int)end);

        int ReadAt(Span<byte> buffer, long position)
        {
            file.Span.Slice((int)position, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        }
    }

    private static bool Unpack(ReadOnlySpan<byte> block, List<OutboxRecord> records)
    {
        if (BinaryPrimitives.ReadInt32LittleEndian(Format.Fields(block)) is not (>= 0 and <= MaxPlainBytes and var length))
            return false;
        var body = new byte[length];
        if (!BrotliDecoder.TryDecompress(block[Format.HeaderBytes..], body, out var written) || written != length)
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
