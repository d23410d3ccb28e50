using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>Why a server is not the control room.</summary>
internal enum ServerFault
{
    NoCertificate,

    /// <summary>Another authority vouches for it, or none.</summary>
    OtherAuthority,

    /// <summary>Its certificate was the control room's, and has run out.</summary>
    Expired,

    /// <summary>Its certificate is the control room's, for other names than the one that was asked for.</summary>
    OtherName,
}

/// <summary>Whether a server is the control room: vouched for by one of its authorities, for the name that was asked for, by the time that is
/// trusted.</summary>
internal static class ServerCheck
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why a certificate is not the control room's, in words; null = it is.</summary>
    public static string? FindFault(X509Certificate? shown, string host, X509Certificate2Collection authorities, DateTimeOffset now) =>
        Find(shown, host, authorities, now)?.Words;

    /// <summary>The same, by its kind.</summary>
    public static (ServerFault Kind, string Words)? Find(X509Certificate? shown, string host, X509Certificate2Collection authorities, DateTimeOffset now)
    {
        if (shown is not X509Certificate2 certificate)
            return (ServerFault.NoCertificate, "it shows no certificate");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ServerUse));
        // A clock that is behind is no obstacle: what is not valid yet by it was made since.
        chain.ChainPolicy.VerificationTime = new[] { now.UtcDateTime, certificate.NotBefore.ToUniversalTime() }.Max();
        if (!chain.Build(certificate))
        {
            var statuses = chain.ChainStatus.Select(s => s.Status).Distinct().ToList();
            return (statuses is [X509ChainStatusFlags.NotTimeValid] ? ServerFault.Expired : ServerFault.OtherAuthority,
                $"its certificate ({certificate.Subject}, issued by {certificate.Issuer}, until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}) "
                    + $"is not believed: {string.Join(", ", statuses)}");
        }
        return certificate.MatchesHostname(host.Trim('[', ']')) ? null : (ServerFault.OtherName, $"its certificate is for other names than '{host}'");
    }

    /// <summary>Speaks to the control room as this device.</summary>
    public static SocketsHttpHandler Handler(DeviceIdentity identity)
    {
        var handler = new SocketsHttpHandler
        {
            // So that a renewal takes effect, and an old connection does not outlive what vouched for it.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        var host = new Uri(identity.File.ControlRoom).Host;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => FindFault(shown, host, identity.Authorities, identity.Time.Now) is null,
        };
        return handler;
    }
}
