using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>
/// What a device signs each UTC minute: the rows that it made since its last seal, stream by stream, and the seal before this one, also of another run.
/// <see cref="UpRecord.T"/> is the minute. A row is in the seal of the minute that it is of; one that was made after that seal is in the next.
/// </summary>
public sealed record SealRecord : UpRecord
{
    /// <summary>Hexadecimal digits of a digest.</summary>
    public const int DigestDigits = 2 * MerkleTree.HashBytes;

    private const int MostStreams = 16, LongestKey = 200, SignatureCharacters = 88;

    /// <summary>What stands for the seal before the first.</summary>
    public static readonly string None = new('0', DigestDigits);

    /// <summary>Layout of the rows and of what is signed (<see cref="SealedRow.Layout"/>).</summary>
    public required int Layout { get; init; }

    /// <summary>Digest of the seal before, of this run or an earlier one, lower-case hexadecimal; zeros = the device knows of none.</summary>
    public required string Previous { get; init; }

    /// <summary>The rows of each stream that had any, by its name.</summary>
    public required IReadOnlyDictionary<string, SealedRows> Streams { get; init; }

    /// <summary>Id of the key that signed (<see cref="SealKey.IdOf"/>).</summary>
    public required string Key { get; init; }

    /// <summary>The public key (SubjectPublicKeyInfo, base64) of a device that is not enrolled: no certificate holds it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PublicKey { get; init; }

    /// <summary>ECDSA on P-256 with SHA-256 over <see cref="SealHead.Bytes"/>, r and s (IEEE P1363), base64.</summary>
    public required string Signature { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(T.Ticks % TimeSpan.TicksPerMinute == 0, "t", InstantConverter.Write(T), "the start of a UTC minute")
        ?? Unless(Layout is >= 1 and <= 255, "layout", Layout, "the version of a layout, 1 to 255")
        ?? Unless(IsDigest(Previous), "previous", Previous, $"{DigestDigits} lower-case hexadecimal digits")
        ?? Unless(Streams.Count <= MostStreams && Streams.Keys.All(Ids.IsValid), "streams", Streams.Count, $"at most {MostStreams} streams by their names")
        ?? Streams.Values.Select(s => s is null ? new Fault("streams", null, "of rows each") : s.FindFault()).FirstOrDefault(f => f is not null)
        ?? Unless(SealKey.IsId(Key), "key", Key, "the id of a key, 32 lower-case hexadecimal digits")
        ?? Unless(PublicKey is null or { Length: > 0 and <= LongestKey } && IsBase64(PublicKey), "publicKey", PublicKey?.Length,
            $"base64 of at most {LongestKey} characters")
        ?? Unless(Signature is { Length: SignatureCharacters } && IsBase64(Signature), "signature", Signature.Length,
            $"64 bytes in base64, {SignatureCharacters} characters");

    internal static bool IsDigest(string? digest) => digest is { Length: DigestDigits } && digest.All(char.IsAsciiHexDigitLower);

    private static bool IsBase64(string? text) => text is null || System.Buffers.Text.Base64.IsValid(text);
}

/// <summary>The rows of one stream in a seal: numbers without a gap, also of those that never arrive.</summary>
/// <param name="From">Number (<see cref="UpRecord.Seq"/>) of the first row.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Root">Hash of the tree over them (<see cref="MerkleTree"/>), lower-case hexadecimal.</param>
/// <param name="Tags">Of each row the first <see cref="SealedRow.TagBytes"/> bytes of its hash, lower-case hexadecimal: which row was changed.</param>
public sealed record SealedRows(long From, int Count, string Root, string Tags)
{
    /// <summary>Most rows of a stream in a seal: what is left over is in the next.</summary>
    public const int Most = 2000;

    private const int TagDigits = 2 * SealedRow.TagBytes;

    /// <summary>Number of the row after the last.</summary>
    [JsonIgnore]
    public long End => From + Count;

    /// <summary>Rows of a stream, sealed.</summary>
    /// <param name="from">Number of the first.</param>
    /// <param name="leaves">Hash of each (<see cref="SealedRow.Leaf"/>).</param>
    public static SealedRows Of(long from, IReadOnlyList<byte[]> leaves) =>
        new(from, leaves.Count, Convert.ToHexStringLower(MerkleTree.Root(leaves)), string.Concat(leaves.Select(TagOf)));

    /// <summary>A row's tag.</summary>
    public static string TagOf(byte[] leaf) => Convert.ToHexStringLower(leaf.AsSpan(0, SealedRow.TagBytes));

    /// <summary>The tag of one of the rows.</summary>
    /// <param name="index">Of the row, from 0.</param>
    public string Tag(int index) => Tags.Substring(index * TagDigits, TagDigits);

    internal Fault? FindFault() =>
        From < 1 ? new("streams", From, "of rows that are numbered from 1")
        : Count is < 1 or > Most ? new("streams", Count, $"of 1 to {Most} rows a stream")
        : !SealRecord.IsDigest(Root) ? new("streams", Root, "of roots of 64 lower-case hexadecimal digits")
        : Tags is { } tags && tags.Length == Count * TagDigits && tags.All(char.IsAsciiHexDigitLower) ? null
        : new("streams", Tags?.Length, $"of {TagDigits} lower-case hexadecimal digits a row");
}
