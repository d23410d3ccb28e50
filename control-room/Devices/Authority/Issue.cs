using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.ControlRoom.Devices.Authority;

/// <summary>Makes certificates (RFC 5280): all on ECDSA P-256 with SHA-256, and each states what it may serve for. Pure but for randomness.</summary>
internal static class Issue
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";

    private const int SerialBytes = 16;

    /// <summary>A device without a clock of its own may come from the day before.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>A root with its key.</summary>
    /// <param name="name">The beginning of its name.</param>
    /// <param name="now">The time.</param>
    /// <param name="lasts">For how long.</param>
    /// <param name="isForServers">True: it vouches for servers and for nothing else.</param>
    public static X509Certificate2 Root(string name, DateTimeOffset now, TimeSpan lasts, bool isForServers = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // A chain is built by names: two roots must not share one.
        var request = Request($"{name} {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", new PublicKey(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        if (isForServers)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerUse)], false));
        var signing = X509SignatureGenerator.CreateForECDsa(key);
        using var made = request.Create(request.SubjectName, signing, now - Before, now + lasts, Serial());
        return made.CopyWithPrivateKey(key);
    }

    /// <summary>For the connections of a device, or of the control room as a client.</summary>
    public static X509Certificate2 Client(X509Certificate2 root, string name, PublicKey key, DateTimeOffset now, TimeSpan lasts) =>
        Sign(root, name, key, now, lasts, request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ClientUse)], false)));

    /// <summary>For a device's records: it opens no connection.</summary>
    public static X509Certificate2 Seal(X509Certificate2 root, string device, PublicKey key, DateTimeOffset now, TimeSpan lasts) =>
        Sign(root, device, key, now, lasts, _ => { });

    /// <summary>For what devices connect to.</summary>
    public static X509Certificate2 Server(X509Certificate2 root, IReadOnlyList<string> hosts, PublicKey key, DateTimeOffset now, TimeSpan lasts) =>
        Sign(root, "Solutions Edge control room", key, now, lasts, request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var host in hosts)
            {
                if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
                    names.AddIpAddress(address);
                else
                    names.AddDnsName(host);
            }
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerUse)], false));
        });

    /// <summary>The key of a PKCS #10 request, whose signature shows that the asker has it.</summary>
    /// <exception cref="CryptographicException">It does not read, is not signed by its key, or the key is of another kind.</exception>
    public static PublicKey KeyOf(string request)
    {
        var asked = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256);
        using var key = asked.PublicKey.GetECDsaPublicKey();
        return key?.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? asked.PublicKey
            : throw new CryptographicException("the key is of another kind; it must be ECDSA on P-256");
    }

    private static X509Certificate2 Sign(
        X509Certificate2 root, string name, PublicKey key, DateTimeOffset now, TimeSpan lasts, Action<CertificateRequest> more)
    {
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        more(request);
        // No certificate begins before or outlives the root that vouches for it.
        return request.Create(root, Max(now - Before, root.NotBefore), Min(now + lasts, root.NotAfter), Serial());

        static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
        static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
    }

    private static CertificateRequest Request(string name, PublicKey key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        return request;
    }

    /// <summary>Positive: its first bit is 0 (RFC 5280, 4.1.2.2).</summary>
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
