using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.Contracts;

/// <summary>
/// A clip's key, wrapped so that only the holder of the site's evidence key has it: ECDH of an ephemeral P-256 key with the site's (NIST SP 800-56A,
/// C(1e, 1s)), HKDF-SHA256 (RFC 5869) over the secret, AES-256-GCM. The ephemeral key is used once, so the nonce is zero.
/// </summary>
/// <remarks>
/// Base64 of: the byte 1, the ephemeral point (65 bytes, uncompressed), the wrapped key (32 bytes), the tag (16 bytes). HKDF's salt is the ephemeral point
/// and the site's; its info is <c>solutions sound clip 1 </c> and the clip's id, so a wrapped key opens no other clip.
/// </remarks>
public static class WrappedKey
{
    /// <summary>Length of a clip's key in bytes.</summary>
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int PointBytes = 65, TagBytes = 16, AllBytes = 1 + PointBytes + KeyBytes + TagBytes;

    /// <summary>A clip's key from the random generator.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>True for a SubjectPublicKeyInfo of P-256 in base64.</summary>
    public static bool IsPublic(string? key)
    {
        try
        {
            using var read = OfPublic(key ?? "");
            return true;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>True for what may be a wrapped key: base64 of the length and version that <see cref="Wrap"/> gives.</summary>
    public static bool IsWrapped(string? text)
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        return text is { Length: (AllBytes + 2) / 3 * 4 } && Convert.TryFromBase64String(text, bytes, out var length) && length == AllBytes
            && bytes[0] == Version;
    }

    /// <param name="key">The clip's key, <see cref="KeyBytes"/>.</param>
    /// <param name="site">The site's public key, as <see cref="SoundGrant.Key"/> has it.</param>
    /// <param name="clip">The clip's id.</param>
    /// <exception cref="CryptographicException">The site's key is none of P-256.</exception>
    public static string Wrap(ReadOnlySpan<byte> key, string site, string clip)
    {
        using var recipient = OfPublic(site);
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var wrapped = new byte[AllBytes];
        wrapped[0] = Version;
        var point = PointOf(ephemeral);
        point.CopyTo(wrapped, 1);
        using var aes = new AesGcm(WrappingKey(ephemeral, recipient, point, PointOf(recipient), clip), TagBytes);
        aes.Encrypt(stackalloc byte[12], key, wrapped.AsSpan(1 + PointBytes, KeyBytes), wrapped.AsSpan(1 + PointBytes + KeyBytes));
        return Convert.ToBase64String(wrapped);
    }

    /// <returns>The clip's key.</returns>
    /// <param name="wrapped">As <see cref="Wrap"/> gave it.</param>
    /// <param name="site">The site's private key.</param>
    /// <param name="clip">The clip's id.</param>
    /// <exception cref="CryptographicException">It is no wrapped key, is changed, or was wrapped for another site or clip.</exception>
    public static byte[] Unwrap(string wrapped, ECDiffieHellman site, string clip)
    {
        if (!IsWrapped(wrapped))
            throw new CryptographicException($"the wrapped key has {wrapped.Length} characters of another form; it must be what a device wraps");
        var bytes = Convert.FromBase64String(wrapped);
        var point = bytes.AsSpan(1, PointBytes).ToArray();
        using var ephemeral = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        using var aes = new AesGcm(WrappingKey(site, ephemeral, point, PointOf(site), clip), TagBytes);
        var key = new byte[KeyBytes];
        aes.Decrypt(stackalloc byte[12], bytes.AsSpan(1 + PointBytes, KeyBytes), bytes.AsSpan(1 + PointBytes + KeyBytes), key);
        return key;
    }

    private static ECDiffieHellman OfPublic(string key)
    {
        var read = ECDiffieHellman.Create();
        try
        {
            read.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            return read.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? read
                : throw new CryptographicException("the key is of another curve; it must be of P-256");
        }
        catch (PlatformNotSupportedException e)
        {
            read.Dispose();
            throw new CryptographicException("the key is of a curve that is not known here; it must be of P-256", e);
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    private static byte[] PointOf(ECDiffieHellman key) => key.ExportParameters(includePrivateParameters: false).Q is var q ? [4, .. q.X!, .. q.Y!] : [];

    private static byte[] WrappingKey(ECDiffieHellman own, ECDiffieHellman other, byte[] ephemeral, byte[] site, string clip) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other.PublicKey), KeyBytes, [.. ephemeral, .. site],
            Encoding.UTF8.GetBytes($"solutions sound clip 1 {clip}"));
}
