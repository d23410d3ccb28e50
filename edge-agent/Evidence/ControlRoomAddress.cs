using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>Where the control room takes pictures.</summary>
/// <param name="Url">https://host:port; http on this machine.</param>
/// <param name="Authorities">The only ones that may vouch for it; null = those the machine trusts.</param>
internal sealed record ControlRoomAddress(Uri Url, X509Certificate2Collection? Authorities)
{
    /// <summary>As which this device delivers; null = it has not enrolled.</summary>
    public DeviceIdentity? Identity { get; init; }

    /// <summary>Where a device delivers: where it enrolled, or where its file says.</summary>
    /// <exception cref="ConfigurationException">That cannot be.</exception>
    public static ControlRoomAddress Of(AgentOptions options, DeviceIdentity? identity) => identity is null ? Parse(options.ControlRoom, options.ControlRoomCa)
        : new(new(identity.File.ControlRoom), null) { Identity = identity };

    /// <exception cref="ConfigurationException">One of them is wrong.</exception>
    public static ControlRoomAddress Parse(string url, string? authorities)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw ConfigurationException.Of("controlRoom", url, "like https://127.0.0.1:8443");
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            throw ConfigurationException.Of("controlRoom", url, "https, without which no picture leaves this machine");
        return new(address, authorities is null ? null : Read(authorities));
    }

    public SocketsHttpHandler NewHandler()
    {
        if (Identity is not null)
            return ServerCheck.Handler(Identity);
        var handler = new SocketsHttpHandler();
        if (Authorities is null)
            return handler;
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities);
        return handler;
    }

    private static X509Certificate2Collection Read(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"controlRoomCa is '{path}', which cannot be read: {e.Message}; it must be a PEM file", e);
        }
        return certificates.Count > 0 ? certificates
            : throw new ConfigurationException($"controlRoomCa is '{path}', which holds no certificate; it must be a PEM file");
    }
}
