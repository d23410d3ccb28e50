using System.Security.Cryptography;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>Signs seals with one key.</summary>
/// <param name="device">Whose they are.</param>
/// <param name="key">ECDSA on P-256, with its private part.</param>
/// <param name="isVouchedFor">True: a certificate holds the public key, and seals need not.</param>
public sealed class SealSigner(string device, ECDsa key, bool isVouchedFor)
{
    private readonly byte[] publicKey = key.ExportSubjectPublicKeyInfo();

    /// <summary>Whose seals they are.</summary>
    public string Device => device;

    /// <summary>A signed seal, its record's common fields as far as they are signed.</summary>
    /// <param name="boot">The run.</param>
    /// <param name="bn">Its number.</param>
    /// <param name="seq">Number of the seal in the run.</param>
    /// <param name="minute">The UTC minute.</param>
    /// <param name="previous">Digest of the seal before.</param>
    /// <param name="streams">What is sealed, by the streams' names.</param>
    public SealRecord Sign(string boot, long bn, long seq, DateTimeOffset minute, string previous, IReadOnlyDictionary<string, SealedRows> streams)
    {
        var seal = new SealRecord
        {
            Boot = boot,
            Bn = bn,
            Seq = seq,
            T = minute,
            Layout = SealedRow.Layout,
            Previous = previous,
            Streams = streams,
            Key = SealKey.IdOf(publicKey),
            PublicKey = isVouchedFor ? null : Convert.ToBase64String(publicKey),
            Signature = "",
        };
        return seal with { Signature = Convert.ToBase64String(key.SignData(SealHead.Bytes(device, seal), HashAlgorithmName.SHA256)) };
    }
}
