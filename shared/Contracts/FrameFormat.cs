using System.Buffers.Binary;
using System.IO.Hashing;

namespace Solutions.Edge.Contracts;

/// <summary>
/// How frames lie in a file, little-endian: a mark, u32 length of the body, fields of the file's own, u32 CRC-32, the body. Each checks by itself, so that
/// damage costs the frame it is in.
/// </summary>
/// <param name="mark">What each begins with, in ASCII; empty: nothing.</param>
/// <param name="fieldBytes">Bytes of the fields.</param>
/// <param name="checksHeader">True: the CRC is of length, fields and body; false: of the body.</param>
/// <param name="leastBody">A shorter body is damage, in bytes.</param>
/// <param name="mostBody">A longer body is damage, in bytes.</param>
public sealed class FrameFormat(string mark, int fieldBytes, bool checksHeader, int leastBody, int mostBody)
{
    private const int LengthBytes = 4, CheckBytes = 4;

    /// <summary>Bytes before the body.</summary>
    public int HeaderBytes { get; } = mark.Length + LengthBytes + fieldBytes + CheckBytes;

    private int CheckAt => HeaderBytes - CheckBytes;

    /// <summary>The fields of the file's own.</summary>
    /// <param name="frame">At least its header.</param>
    public Span<byte> Fields(Span<byte> frame) => frame.Slice(mark.Length + LengthBytes, fieldBytes);

    /// <inheritdoc cref="Fields(Span{byte})"/>
    public ReadOnlySpan<byte> Fields(ReadOnlySpan<byte> frame) => frame.Slice(mark.Length + LengthBytes, fieldBytes);

    /// <summary>Writes mark, length and CRC.</summary>
    /// <param name="frame">The whole frame, with its fields and its body.</param>
    public void Seal(Span<byte> frame)
    {
        for (var at = 0; at < mark.Length; at++)
            frame[at] = (byte)mark[at];
        BinaryPrimitives.WriteInt32LittleEndian(frame[mark.Length..], frame.Length - HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[CheckAt..], Check(frame));
    }

    /// <summary>Bytes of the whole frame that begins here; null = none does.</summary>
    /// <param name="header">At least as many as <see cref="HeaderBytes"/>.</param>
    public int? Length(ReadOnlySpan<byte> header)
    {
        for (var at = 0; at < mark.Length; at++)
        {
            if (header[at] != mark[at])
                return null;
        }
        return BinaryPrimitives.ReadInt32LittleEndian(header[mark.Length..]) is var body && body >= leastBody && body <= mostBody ? HeaderBytes + body : null;
    }

    /// <summary>Whether it is as it was written.</summary>
    /// <param name="frame">The whole frame.</param>
    public bool IsIntact(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame[CheckAt..]) == Check(frame);

    private uint Check(ReadOnlySpan<byte> frame)
    {
        if (!checksHeader)
            return Crc32.HashToUInt32(frame[HeaderBytes..]);
        var crc = new Crc32();
        crc.Append(frame[mark.Length..CheckAt]);
        crc.Append(frame[HeaderBytes..]);
        return crc.GetCurrentHashAsUInt32();
    }
}
