using System.IO.Hashing;
using System.Security.Cryptography;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Digests of a part as its bytes pass: of all, of each 64 KiB, and of each line where it is a text.</summary>
internal sealed class PartDigests(bool isText) : IDisposable
{
    private readonly IncrementalHash whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash block = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash line = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Crc32 crc = new();
    private readonly List<string> blocks = [];
    private readonly List<uint> lines = [];
    private int inBlock;
    private bool isInLine;

    public long Bytes { get; private set; }

    /// <summary>The first bytes of each line's SHA-256, without its end.</summary>
    public IReadOnlyList<uint> Lines => lines;

    public static bool IsText(string name) => Path.GetExtension(name) is ".csv" or ".ndjson" or ".json" or ".txt" or ".pem" || name == PackManifest.SumsName;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        whole.AppendData(bytes);
        crc.Append(bytes);
        if (isText)
            AddLines(bytes);
        while (bytes.Length > 0)
        {
            var now = bytes[..Math.Min(bytes.Length, PackManifest.BlockLength - inBlock)];
            block.AppendData(now);
            inBlock += now.Length;
            if (inBlock == PackManifest.BlockLength)
                EndBlock();
            bytes = bytes[now.Length..];
        }
    }

    /// <param name="name">Of the part.</param>
    /// <param name="rowsAt">Where the digests of its lines will lie.</param>
    public PackedPart End(string name, long rowsAt)
    {
        if (inBlock > 0)
            EndBlock();
        if (isInLine)
            EndLine();
        return new(name, Bytes, Convert.ToHexStringLower(whole.GetHashAndReset()), crc.GetCurrentHashAsUInt32(), blocks,
            isText ? new(lines.Count, rowsAt) : null);
    }

    public void Dispose()
    {
        whole.Dispose();
        block.Dispose();
        line.Dispose();
    }

    private void AddLines(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            line.AppendData(end < 0 ? bytes : bytes[..end]);
            isInLine = true;
            if (end >= 0)
                EndLine();
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }
    }

    private void EndBlock()
    {
        blocks.Add(Convert.ToHexStringLower(block.GetHashAndReset()));
        inBlock = 0;
    }

    private void EndLine()
    {
        lines.Add(BitConverter.ToUInt32(line.GetHashAndReset().AsSpan(0, PackManifest.RowDigest)));
        isInLine = false;
    }
}
