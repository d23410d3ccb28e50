using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

/// <summary>The store in which a still and a clip were asked of a lamp.</summary>
public abstract class AskedCaptures
{
    private protected static byte[] Jpeg { get; } = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9];

    private protected static DateTimeOffset At { get; } = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    /// <summary>The store over the same folder, in which the still a1 and the clip c1 were asked of a lamp.</summary>
    private protected static async Task<Captures> OpenAsync(TestDatabase database, Feed? feed = null)
    {
        var captures = new Captures(database.Folder, database.Databases, feed ?? new(), TimeProvider.System);
        await captures.ExpectAsync("a1", EvidenceRecord.Still, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        await captures.ExpectAsync("c1", EvidenceRecord.Clip, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        return captures;
    }

    private protected static EvidenceRecord Said(string id, DateTimeOffset taken, byte[] bytes) => new()
    {
        T = taken,
        Id = id,
        Kind = EvidenceRecord.Still,
        Span = 0,
        Bytes = bytes.Length,
        Sha256 = [.. bytes.Chunk(EvidenceRecord.BlockBytes).Select(Digest)],
        Why = "DISORDER",
    };

    private protected static Task<BlockResult> TakeAsync(Captures captures, string id, int number, bool last, byte[] block) =>
        captures.TakeAsync(id, "lamp", number, last, block, Digest(block));

    /// <summary>Two whole blocks and a rest.</summary>
    private protected static byte[][] Blocks()
    {
        var bytes = new byte[2 * EvidenceRecord.BlockBytes + 100];
        new Random(1).NextBytes(bytes);
        ClipFile.Signature.CopyTo(bytes);
        return [.. bytes.Chunk(EvidenceRecord.BlockBytes)];
    }

    private protected static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
