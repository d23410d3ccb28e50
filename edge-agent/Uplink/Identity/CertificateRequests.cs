using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>The two new keys of a device, and what it asks with them: one for its connections, one that signs its records.</summary>
internal sealed class CertificateRequests : IDisposable
{
    private readonly ECDsa tls = DeviceKey.New(), seal = DeviceKey.New();

    public EnrolmentRequest Ask(string? secret = null, string? device = null) => new(secret, device, RequestOf(tls), RequestOf(seal));

    /// <summary>The certificates that were given, each with its key.</summary>
    /// <exception cref="CryptographicException">One does not read, or is not of its key.</exception>
    public IdentityFile Take(EnrolmentAnswer answer, string controlRoom) =>
        new(answer.Device, controlRoom, answer.Mqtt, WithKey(answer.Tls, tls), WithKey(answer.Seal, seal), answer.Authorities);

    public void Dispose()
    {
        tls.Dispose();
        seal.Dispose();
    }

    private static string RequestOf(ECDsa key) =>
        new CertificateRequest("CN=device", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    private static string WithKey(string certificate, ECDsa key)
    {
        var both = $"{certificate}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        X509Certificate2.CreateFromPem(both, both).Dispose();
        return both;
    }
}
