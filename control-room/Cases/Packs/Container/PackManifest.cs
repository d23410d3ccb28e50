using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Where the digests of a text part's lines are.</summary>
/// <param name="Count">How many lines it has.</param>
/// <param name="At">Byte of <see cref="PackManifest.RowsName"/> at which they begin.</param>
internal sealed record PartRows(int Count, long At);

/// <summary>A part of a pack as the manifest states it.</summary>
/// <param name="Name">In the ZIP, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of all of it, in hex.</param>
/// <param name="Crc32">As the ZIP's headers state it.</param>
/// <param name="Blocks">SHA-256 of each 64 KiB, in hex.</param>
/// <param name="Rows">Its lines; null = it is no text.</param>
internal sealed record PackedPart(string Name, long Bytes, string Sha256, uint Crc32, IReadOnlyList<string> Blocks, PartRows? Rows);

/// <summary>What a pack holds: its first entry, signed by the second. From it every byte of the ZIP follows.</summary>
/// <param name="Format">1.</param>
/// <param name="Case">The case's id.</param>
/// <param name="Variant">In full, or for which agency.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Version">Of the control room that made it.</param>
/// <param name="Key">The public key that signed, PEM.</param>
/// <param name="Parts">Every other entry, in the order of the ZIP.</param>
internal sealed record PackManifest(
    int Format, string Case, string Variant, DateTimeOffset Made, string Version, string Key, IReadOnlyList<PackedPart> Parts)
{
    public const string FileName = "manifest.json", SignatureName = "manifest.sig", RowsName = "rows.bin", SumsName = "SHA256SUMS", KeyName = "public-key.pem";

    public const int Current = 1;

    /// <summary>Bytes that one digest covers.</summary>
    public const int BlockLength = 1 << 16;

    /// <summary>Bytes of a line's digest in <see cref="RowsName"/>: the first of its SHA-256. They only say which line it was; blocks say whether.</summary>
    public const int RowDigest = 4;

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Form), (byte)'\n'];

    /// <summary>Null: it is no manifest of a pack.</summary>
    public static PackManifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<PackManifest>(json, Form) is { Case: not null, Key: not null, Parts: not null, Version: not null } read
                && read.Parts.All(p => p is { Name: not null, Sha256: not null, Blocks: not null, Bytes: >= 0 }) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of the public key as DER, in hex: by it people compare keys. Null: it is no key.</summary>
    public string? Fingerprint()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(Key);
            return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the key stated in the manifest signed just these bytes.</summary>
    public bool IsSigned(ReadOnlySpan<byte> json, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(Key);
            return key.VerifyData(json, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
