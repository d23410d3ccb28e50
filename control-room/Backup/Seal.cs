using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>Content as AES-256-GCM pieces of 1 MiB, numbered, the last marked: none can be changed, left out, moved or put at the end.</summary>
internal static class Seal
{
    private const int Piece = 1024 * 1024, TagLength = 16, NonceLength = 12;

    /// <param name="key">Used for this content alone.</param>
    /// <param name="from">Read for <paramref name="length"/> bytes; what is added meanwhile is not taken.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="to">Receives the pieces.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task SealAsync(byte[] key, Stream from, long length, Stream to, CancellationToken cancellationToken)
    {
        using var cipher = new AesGcm(key, TagLength);
        var (plain, sealedPiece) = (new byte[Piece], new byte[Piece + TagLength]);
        for (long number = 0, left = length; number == 0 || left > 0; number++)
        {
            var count = (int)Math.Min(left, Piece);
            await from.ReadExactlyAsync(plain.AsMemory(0, count), cancellationToken);
            left -= count;
            cipher.Encrypt(Nonce(number), plain.AsSpan(0, count), sealedPiece.AsSpan(0, count), sealedPiece.AsSpan(count, TagLength), Mark(left == 0));
            await to.WriteAsync(sealedPiece.AsMemory(0, count + TagLength), cancellationToken);
        }
    }

    /// <exception cref="CryptographicException">It is not what was sealed.</exception>
    public static async Task OpenAsync(byte[] key, Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var cipher = new AesGcm(key, TagLength);
        var (plain, next, current) = (new byte[Piece], new byte[Piece + TagLength], new byte[Piece + TagLength]);
        var count = await from.ReadAtLeastAsync(current, current.Length, throwOnEndOfStream: false, cancellationToken);
        for (var number = 0L; ; number++)
        {
            var more = count < current.Length ? 0 : await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken);
            if (count < TagLength)
                throw new CryptographicException("it is cut short");
            var length = count - TagLength;
            cipher.Decrypt(Nonce(number), current.AsSpan(0, length), current.AsSpan(length, TagLength), plain.AsSpan(0, length), Mark(more == 0));
            await to.WriteAsync(plain.AsMemory(0, length), cancellationToken);
            if (more == 0)
                return;
            (current, next, count) = (next, current, more);
        }
    }

    /// <summary>Bytes of sealed content.</summary>
    public static long LengthOf(long plain) => plain + TagLength * Math.Max(1, (plain + Piece - 1) / Piece);

    private static byte[] Nonce(long number)
    {
        var nonce = new byte[NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(NonceLength - sizeof(long)), number);
        return nonce;
    }

    private static byte[] Mark(bool isLast) => [isLast ? (byte)1 : (byte)0];
}
