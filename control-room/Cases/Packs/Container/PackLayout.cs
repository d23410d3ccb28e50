using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>What a stretch of the ZIP is.</summary>
internal enum PackRegionKind
{
    /// <summary>The ZIP's header before an entry.</summary>
    Header,

    /// <summary>The entry itself.</summary>
    Content,

    /// <summary>The ZIP's list at its end: one entry.</summary>
    Directory,

    /// <summary>The last record of the ZIP.</summary>
    End,
}

/// <summary>A stretch of the ZIP.</summary>
/// <param name="At">Its first byte.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of the entry; empty = of the ZIP as a whole.</param>
/// <param name="Exact">Its bytes; null = those of a part.</param>
/// <param name="Part">The part whose content it is.</param>
internal sealed record PackRegion(long At, long Length, PackRegionKind Kind, string Name, byte[]? Exact, PackedPart? Part);

/// <summary>
/// Every byte of a pack but the parts' own follows from its manifest and signature: entries lie one after the other as they are, without compression,
/// comments, extra fields or gaps (APPNOTE 6.3, version 2.0 headers). Pure.
/// </summary>
internal static class PackLayout
{
    public const int HeaderLength = 30;

    private const int DirectoryLength = 46, EndLength = 22;

    /// <summary>Where the manifest begins, whatever else was changed.</summary>
    public static int ManifestAt => HeaderLength + PackManifest.FileName.Length;

    /// <exception cref="InvalidOperationException">It would be longer than a ZIP of this kind can be.</exception>
    public static IReadOnlyList<PackRegion> Of(PackManifest manifest, byte[] json, byte[] signature)
    {
        var (regions, directory, at) = (new List<PackRegion>(), new List<(string Name, byte[] Entry)>(), 0L);
        Add(PackManifest.FileName, json.Length, Crc32.HashToUInt32(json), json, null);
        Add(PackManifest.SignatureName, signature.Length, Crc32.HashToUInt32(signature), signature, null);
        foreach (var part in manifest.Parts)
            Add(part.Name, part.Bytes, part.Crc32, null, part);
        var start = at;
        foreach (var (name, entry) in directory)
            Put(PackRegionKind.Directory, name, entry.Length, entry, null);
        if (at > uint.MaxValue || directory.Count >= ushort.MaxValue)
            throw new InvalidOperationException($"The pack would have {at} bytes in {directory.Count} parts; it must have at most 4 GiB and 65,534 parts.");
        Put(PackRegionKind.End, "", EndLength, End(directory.Count, at - start, start), null);
        return regions;

        void Add(string name, long length, uint crc, byte[]? exact, PackedPart? part)
        {
            var (bytes, from) = (Encoding.UTF8.GetBytes(name), at);
            directory.Add((name, [.. DirectoryEntry(manifest.Made, length, crc, bytes.Length, from), .. bytes]));
            Put(PackRegionKind.Header, name, HeaderLength + bytes.Length, [.. Header(manifest.Made, length, crc, bytes.Length), .. bytes], null);
            Put(PackRegionKind.Content, name, length, exact, part);
        }

        void Put(PackRegionKind kind, string name, long length, byte[]? exact, PackedPart? part)
        {
            regions.Add(new(at, length, kind, name, exact, part));
            at += length;
        }
    }

    private static byte[] Header(DateTimeOffset made, long length, uint crc, int name)
    {
        var bytes = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x04034b50);
        WriteCommon(bytes.AsSpan(4), made, length, crc, name);
        return bytes;
    }

    private static byte[] DirectoryEntry(DateTimeOffset made, long length, uint crc, int name, long at)
    {
        var bytes = new byte[DirectoryLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), 20);
        WriteCommon(bytes.AsSpan(6), made, length, crc, name);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(42), unchecked((uint)at));
        return bytes;
    }

    /// <summary>Version, UTF-8, stored, time, CRC-32, both lengths, the name's length and no extra field.</summary>
    private static void WriteCommon(Span<byte> to, DateTimeOffset made, long length, uint crc, int name)
    {
        var utc = made.UtcDateTime;
        BinaryPrimitives.WriteUInt16LittleEndian(to, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], 0x0800);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], (ushort)(utc.Hour << 11 | utc.Minute << 5 | utc.Second / 2));
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], (ushort)(Math.Max(0, utc.Year - 1980) << 9 | utc.Month << 5 | utc.Day));
        BinaryPrimitives.WriteUInt32LittleEndian(to[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[14..], unchecked((uint)length));
        BinaryPrimitives.WriteUInt32LittleEndian(to[18..], unchecked((uint)length));
        BinaryPrimitives.WriteUInt16LittleEndian(to[22..], (ushort)name);
    }

    private static byte[] End(int entries, long length, long at)
    {
        var bytes = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)entries);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), (uint)at);
        return bytes;
    }
}
