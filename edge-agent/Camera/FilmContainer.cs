using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Agent.Camera;

/// <summary>What a film's file states of itself: its kind, and how long its parts must be. A part beyond the file's end was cut off.</summary>
/// <param name="IsIso">MP4 or MOV, which may hold frames that an edit leaves out (ISO/IEC 14496-12).</param>
/// <param name="IsPicture">A still picture, JPEG or PNG by its first bytes; a raw stream of JPEGs begins so too.</param>
/// <param name="IsCutShort">A part that is stated ends beyond the file.</param>
internal readonly record struct FilmContainer(bool IsIso, bool IsPicture, bool IsCutShort)
{
    private const int Head = 16;

    public static FilmContainer Of(Stream file)
    {
        var head = Read(file, 0);
        var isIso = Encoding.ASCII.GetString(head, 4, 4) is "ftyp" or "moov" or "mdat" or "wide" or "free" or "skip";
        return new(isIso, Jpeg.IsOne(head) || head.AsSpan().StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']),
            isIso ? LastEnd(file, BoxEnd) > file.Length
            : head.AsSpan().StartsWith("RIFF"u8) ? LastEnd(file, RiffEnd) > file.Length
            : head.AsSpan().StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) && LastEnd(file, MatroskaEnd) > file.Length);
    }

    private static byte[] Read(Stream file, long at)
    {
        var head = new byte[Head];
        file.Position = at;
        file.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        return head;
    }

    /// <summary>Where the last of the outermost parts ends as stated.</summary>
    private static long LastEnd(Stream file, Func<byte[], long, long, long> end)
    {
        var at = 0L;
        while (at >= 0 && at + 8 <= file.Length)
        {
            var next = end(Read(file, at), at, file.Length);
            if (next <= at)
                break;
            at = next;
        }
        return at;
    }

    /// <summary>0 = to the file's end, 1 = a length of 64 bits follows.</summary>
    private static long BoxEnd(byte[] head, long at, long length) => BinaryPrimitives.ReadUInt32BigEndian(head) switch
    {
        0 => length,
        1 => at + BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)),
        var size => at + size,
    };

    /// <summary>A recorder writes 0 or all ones until it knows better.</summary>
    private static long RiffEnd(byte[] head, long at, long length) => !head.AsSpan().StartsWith("RIFF"u8) ? length
        : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) is > 0 and < 0xFFFFFF00 and var size ? at + 8 + size + size % 2 : length;

    /// <summary>An id of 1 to 4 bytes, then a length of 1 to 8; all ones = not known (RFC 8794).</summary>
    private static long MatroskaEnd(byte[] head, long at, long length)
    {
        var id = System.Numerics.BitOperations.LeadingZeroCount((uint)head[0] << 24) + 1;
        var bytes = id > 4 ? 9 : System.Numerics.BitOperations.LeadingZeroCount((uint)head[id] << 24) + 1;
        if (bytes > 8)
            return length;
        var size = (long)head[id] & (0xFF >> bytes);
        for (var n = 1; n < bytes; n++)
            size = size << 8 | head[id + n];
        return size == (1L << 7 * bytes) - 1 ? length : at + id + bytes + size;
    }
}
