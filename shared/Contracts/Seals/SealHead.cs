using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>What of a seal is signed, and nothing that shows what the rows hold or how many there are.</summary>
/// <remarks>
/// Numbers are big-endian. "SEAL", u8 layout, u8 length + device in ASCII, 16 bytes boot, i64 boot number, i64 number of the seal in its run, i64 minute
/// (Unix ms), 32 bytes digest of the seal before, 32 bytes root, 16 bytes id of the key. The root is that of a <see cref="MerkleTree"/> over an entry a
/// stream, in the order of their names: u8 length + name, i64 first number, i32 count, 32 bytes root of its rows, then their tags.
/// </remarks>
public static class SealHead
{
    private static ReadOnlySpan<byte> Mark => "SEAL"u8;

    extension(SealRecord seal)
    {
        /// <summary>The signed minute: by the device's clock.</summary>
        public DateTimeOffset Minute => seal.Stated?.T ?? seal.T;
    }

    /// <summary>The signed bytes.</summary>
    /// <param name="device">The device.</param>
    /// <param name="seal">Its seal; the signature is no part of it.</param>
    public static byte[] Bytes(string device, SealRecord seal)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Mark);
        bytes.WriteByte((byte)seal.Layout);
        Text(bytes, device);
        bytes.Write(Convert.FromHexString(seal.Boot));
        Long(bytes, seal.Bn);
        Long(bytes, seal.Seq);
        Long(bytes, seal.Minute.ToUnixTimeMilliseconds());
        bytes.Write(Convert.FromHexString(seal.Previous));
        bytes.Write(RootOf(seal.Streams));
        bytes.Write(Convert.FromHexString(seal.Key));
        return bytes.ToArray();
    }

    /// <summary>The seal's digest, which the next one holds.</summary>
    public static string DigestOf(string device, SealRecord seal) => Convert.ToHexStringLower(SHA256.HashData(Bytes(device, seal)));

    /// <summary>The device and the minute of signed bytes, and the id of the key; null = they are none.</summary>
    public static (string Device, DateTimeOffset Minute, string Key)? Read(ReadOnlySpan<byte> head)
    {
        const int afterDevice = 16 + 8 + 8, end = 8 + 3 * MerkleTree.HashBytes - 16;
        if (head.Length < 6 || !head.StartsWith(Mark) || head.Length != 6 + head[5] + afterDevice + end)
            return null;
        var rest = head[(6 + head[5] + afterDevice)..];
        var minute = BinaryPrimitives.ReadInt64BigEndian(rest);
        return minute is < 0 or > 253_402_300_799_999 ? null
            : (Encoding.ASCII.GetString(head.Slice(6, head[5])), DateTimeOffset.FromUnixTimeMilliseconds(minute), Convert.ToHexStringLower(rest[^16..]));
    }

    private static byte[] RootOf(IReadOnlyDictionary<string, SealedRows> streams) =>
        MerkleTree.Root([.. streams.OrderBy(s => s.Key, StringComparer.Ordinal).Select(stream => Entry(stream.Key, stream.Value))]);

    private static byte[] Entry(string stream, SealedRows rows)
    {
        using var entry = new MemoryStream();
        Text(entry, stream);
        Long(entry, rows.From);
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(count, rows.Count);
        entry.Write(count);
        entry.Write(Convert.FromHexString(rows.Root));
        entry.Write(Convert.FromHexString(rows.Tags));
        return MerkleTree.Leaf(entry.ToArray());
    }

    private static void Text(MemoryStream bytes, string text)
    {
        bytes.WriteByte((byte)text.Length);
        bytes.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Long(MemoryStream bytes, long value)
    {
        Span<byte> room = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(room, value);
        bytes.Write(room);
    }
}
