using System.Security.Cryptography;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>The key of the installation that signs packs: ECDSA P-256, in the key folder, and with that in every backup.</summary>
internal sealed class PackKey
{
    /// <summary>Bytes of a signature in DER. Of signatures of 70 to 72 bytes one of this length is taken, so that all places in the ZIP are known
    /// beforehand.</summary>
    public const int SignatureLength = 71;

    private readonly ECDsa key;

    private PackKey(ECDsa key)
    {
        this.key = key;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>SHA-256 of the public key as DER, in hex.</summary>
    public string Fingerprint { get; }

    public string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <param name="keys">The key folder.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    /// <exception cref="InvalidOperationException">The folder cannot be used, or its key does not read.</exception>
    public static PackKey Open(string keys, bool demonstration)
    {
        var folder = KeyFolder.Part(keys, "packs", demonstration);
        var (secret, open) = (Path.Combine(folder, "pack.key"), Path.Combine(folder, "pack.pem"));
        try
        {
            if (!File.Exists(secret))
            {
                using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                KeyFolder.Write(secret, made.ExportPkcs8PrivateKeyPem() + "\n", isSecret: true);
            }
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(secret));
            if (!File.Exists(open))
                KeyFolder.Write(open, key.ExportSubjectPublicKeyInfoPem() + "\n", isSecret: false);
            return new(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The key of packs in '{folder}' does not read: {e.Message}; restore the folder from a backup.");
        }
    }

    public byte[] Sign(byte[] data)
    {
        byte[] signature;
        do
            signature = key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        while (signature.Length != SignatureLength);
        return signature;
    }
}
