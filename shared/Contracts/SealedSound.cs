using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.Contracts;

/// <summary>Bytes that do not open; <see cref="Exception.Message"/> names the clip, the block and what is wrong with it.</summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What the cipher says.</param>
public sealed class SealedSoundException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A sound clip as it leaves the device: blocks of <see cref="EvidenceRecord.BlockBytes"/>, the last one shorter, each AES-256-GCM of up to
/// <see cref="ContentBytes"/> and a tag of 16 bytes. The nonce is the block's number (96 bits, big-endian); bound in with each block are the clip's id, that
/// number and whether it is the last: blocks of another clip, in another order, or too few of them do not open.
/// </summary>
public static class SealedSound
{
    /// <summary>Bytes of the clip in a full block.</summary>
    public const int ContentBytes = EvidenceRecord.BlockBytes - TagBytes;

    private const int TagBytes = 16, NonceBytes = 12;

    /// <summary>The blocks of a clip.</summary>
    /// <param name="key">Its own, used for nothing else.</param>
    /// <param name="clip">Its id.</param>
    /// <param name="content">Its bytes, at least one.</param>
    public static IReadOnlyList<byte[]> Seal(ReadOnlySpan<byte> key, string clip, byte[] content)
    {
        using var aes = new AesGcm(key, TagBytes);
        var parts = content.Chunk(ContentBytes).ToList();
        return [.. parts.Select((part, number) =>
        {
            var block = new byte[part.Length + TagBytes];
            aes.Encrypt(Nonce(number), part, block.AsSpan(0, part.Length), block.AsSpan(part.Length), Bound(clip, number, number == parts.Count - 1));
            return block;
        })];
    }

    /// <summary>What was sealed.</summary>
    /// <param name="key">The clip's key.</param>
    /// <param name="clip">Its id.</param>
    /// <param name="blocks">All its blocks, one after the other.</param>
    /// <exception cref="SealedSoundException">A block is changed, missing or out of order; the sentence names the first.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, string clip, ReadOnlySpan<byte> blocks)
    {
        using var aes = new AesGcm(key, TagBytes);
        var count = (blocks.Length + EvidenceRecord.BlockBytes - 1) / EvidenceRecord.BlockBytes;
        var content = new byte[count == 0 ? 0 : (count - 1) * ContentBytes + Math.Max(0, blocks.Length - (count - 1) * EvidenceRecord.BlockBytes - TagBytes)];
        for (var number = 0; number < count; number++)
        {
            var block = blocks[(number * EvidenceRecord.BlockBytes)..Math.Min(blocks.Length, (number + 1) * EvidenceRecord.BlockBytes)];
            try
            {
                aes.Decrypt(Nonce(number), block[..Math.Max(0, block.Length - TagBytes)], block[Math.Max(0, block.Length - TagBytes)..],
                    content.AsSpan(number * ContentBytes, Math.Max(0, block.Length - TagBytes)), Bound(clip, number, number == count - 1));
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                throw new SealedSoundException($"block {number} of {count} of clip {clip} (bytes {number * (long)EvidenceRecord.BlockBytes} to "
                    + $"{number * (long)EvidenceRecord.BlockBytes + block.Length - 1}) is not as the device sealed it", e);
            }
        }
        return count > 0 ? content : throw new SealedSoundException($"clip {clip} has no block");
    }

    private static byte[] Nonce(int number)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(NonceBytes - sizeof(int)), number);
        return nonce;
    }

    private static byte[] Bound(string clip, int number, bool last) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"solutions sound clip 1 {clip} {number} {(last ? "last" : "more")}"));
}
