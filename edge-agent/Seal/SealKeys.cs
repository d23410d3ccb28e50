using System.Security.Cryptography;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Agent.Seal;

/// <summary>The key by which this device signs: the one that its certificate of the seal holds, the newest after a renewal; without an identity one of its
/// own, which nothing vouches for.</summary>
internal sealed class SealKeys : IDisposable
{
    private const string FileName = "seal-key.pem";

    private readonly DeviceIdentity? identity;
    private readonly string device, state;
    private ECDsa? key;
    private SealSigner? signer;
    private string? pem;

    /// <param name="options">This device.</param>
    /// <param name="identity">What it was given when it enrolled; null = it has not.</param>
    public SealKeys(AgentOptions options, DeviceIdentity? identity) => (device, state, this.identity) = (options.Device!, options.StateFolder, identity);

    /// <exception cref="IOException">The key can be neither read nor made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="CryptographicException">What is there is no key.</exception>
    public SealSigner Present()
    {
        var newest = identity?.File.Seal ?? pem ?? Own();
        if (signer is not null && newest == pem)
            return signer;
        var read = ECDsa.Create();
        read.ImportFromPem(KeyPart(newest));
        key?.Dispose();
        (key, pem) = (read, newest);
        return signer = new(device, read, isVouchedFor: identity is not null);
    }

    public void Dispose() => key?.Dispose();

    /// <summary>A certificate stands before the key.</summary>
    private static string KeyPart(string pem) => pem[Math.Max(0, pem.IndexOf("-----BEGIN PRIVATE KEY", StringComparison.Ordinal))..];

    private string Own()
    {
        var path = Path.Combine(state, FileName);
        if (File.Exists(path))
            return File.ReadAllText(path);
        using var made = DeviceKey.New();
        var text = made.ExportPkcs8PrivateKeyPem();
        WholeFile.Write(path, System.Text.Encoding.ASCII.GetBytes(text), isSecret: true);
        return text;
    }
}
