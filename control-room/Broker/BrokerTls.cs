using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>MQTT over TLS 1.2 or later with client certificates. The handshake takes any that the authority vouches for, so that one which was revoked
/// or has expired gets its reason in the answer to its CONNECT.</summary>
/// <param name="at">Where it listens.</param>
/// <param name="authority">Whose certificate it shows.</param>
/// <param name="judge">Judges what clients show.</param>
internal sealed class BrokerTls(IPEndPoint at, DeviceAuthority authority, DeviceJudge judge)
{
    private readonly Lock access = new();
    private SslStreamCertificateContext? context;
    private X509Certificate2? contextOf;

    public IPEndPoint At => at;

    public Verdict Judge(X509Certificate2? certificate) => judge.Judge(certificate);

    public SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = Context(),
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown && authority.Vouches(shown),
        // A resumed session shows no certificate.
        AllowTlsResume = false,
    };

    private SslStreamCertificateContext Context()
    {
        var now = authority.Server;
        lock (access)
        {
            if (context is null || contextOf != now)
                (context, contextOf) = (SslStreamCertificateContext.Create(now, null, offline: true), now);
            return context;
        }
    }
}
