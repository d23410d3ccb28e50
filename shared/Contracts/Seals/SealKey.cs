using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>What vouches for a key.</summary>
public enum SealKeyKind
{
    /// <summary>A certificate that the control room gave the device.</summary>
    Enrolled,

    /// <summary>Nothing: a device of a demonstration made it for itself.</summary>
    NotEnrolled,

    /// <summary>Nothing: a demonstration made it for the nights that it is seeded with.</summary>
    Seeded,
}

/// <summary>A key by which a device signs, or signed. Kept for life, because what it sealed is.</summary>
/// <param name="Id">As <see cref="IdOf"/> gives it.</param>
/// <param name="Device">Whose it is.</param>
/// <param name="Kind">What vouches for it.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="Certificate">PEM; null = no certificate holds it.</param>
/// <param name="From">Since when it is valid; null = no certificate states it.</param>
/// <param name="Until">Until when.</param>
/// <param name="Revoked">When it was revoked; null = it was not.</param>
public sealed record SealKey(string Id, string Device, SealKeyKind Kind, string PublicKey, string? Certificate = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null, DateTimeOffset? Revoked = null)
{
    /// <summary>Bytes of an id.</summary>
    private const int IdBytes = 16;

    /// <summary>The key of a certificate.</summary>
    /// <exception cref="CryptographicException">It does not read.</exception>
    public static SealKey Of(string device, string pem, DateTimeOffset? revoked)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        var key = certificate.PublicKey.ExportSubjectPublicKeyInfo();
        return new(IdOf(key), device, SealKeyKind.Enrolled, Convert.ToBase64String(key), certificate.ExportCertificatePem(),
            certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), revoked);
    }

    /// <summary>A key that no certificate holds.</summary>
    public static SealKey Of(string device, string publicKey, SealKeyKind kind) => new(IdOf(Convert.FromBase64String(publicKey)), device, kind, publicKey);

    /// <summary>A key's id: the first 128 bits of the SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, IdBytes));

    /// <summary>Whether a text is the id of a key.</summary>
    public static bool IsId(string? id) => Ids.IsBoot(id);

    /// <summary>Why this key cannot have sealed a minute, in words; null = it can.</summary>
    public string? FindFault(DateTimeOffset minute) =>
        Revoked is { } revoked && minute >= revoked ? $"its key was revoked at {InstantConverter.Write(revoked)}"
        : From is { } from && minute < from ? $"its key is valid from {InstantConverter.Write(from)}"
        : Until is { } until && minute >= until ? $"its key was valid until {InstantConverter.Write(until)}"
        : null;

    /// <summary>Why the certificate is not of this key and device, or vouched for by none of the authorities; null = it is.</summary>
    /// <param name="authorities">PEM.</param>
    public string? FindFault(string authorities)
    {
        if (Certificate is null)
            return "no certificate holds its key";
        using var certificate = X509Certificate2.CreateFromPem(Certificate);
        if (certificate.GetNameInfo(X509NameType.SimpleName, false) != Device || IdOf(certificate.PublicKey.ExportSubjectPublicKeyInfo()) != Id)
            return "the certificate is of another device or key";
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(authorities);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // What it sealed is judged by the minute of each seal; whether it was issued is true for ever.
        chain.ChainPolicy.VerificationTime = certificate.NotBefore.ToUniversalTime();
        return chain.Build(certificate) ? null : "no authority of the control room vouches for its certificate";
    }

    /// <summary>Whether this key made a signature.</summary>
    /// <param name="signature">r and s.</param>
    /// <param name="head">As <see cref="SealHead.Bytes"/> gives it.</param>
    public bool HasMade(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> head)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKey), out _);
            return key.VerifyData(head, signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            // What stands for a public key may be any bytes.
            return false;
        }
    }
}
