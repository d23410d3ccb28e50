using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.ControlRoom;

/// <summary>The certificate that the control room shows to HTTPS clients.</summary>
internal static class ServerCertificate
{
    private static readonly TimeSpan OwnLasts = TimeSpan.FromDays(3650);

    /// <summary>Devices without a clock of their own may come from the day before.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>The certificate of the settings; without one its own, made once and kept in the data folder for devices to be given.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message states why.</exception>
    public static X509Certificate2 Load(ControlRoomOptions options, TimeProvider time)
    {
        var (certificate, key) = (options.Certificate, options.Key);
        try
        {
            if (certificate.Length == 0)
                (certificate, key) = Own(Path.Combine(options.Data, "tls"), time.GetUtcNow());
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The certificate '{certificate}' with the key '{key}' cannot be used: {e.Message}");
        }
    }

    private static (string Certificate, string Key) Own(string folder, DateTimeOffset now)
    {
        var (certificate, key) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        if (File.Exists(certificate))
            return (certificate, key);
        Directory.CreateDirectory(folder);
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var writing = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            writing.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(key, writing))
            file.Write(secret.ExportPkcs8PrivateKeyPem());
        var request = new CertificateRequest("CN=Solutions Edge control room", secret, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        Array.ForEach(["localhost", Environment.MachineName], names.AddDnsName);
        Array.ForEach([IPAddress.Loopback, IPAddress.IPv6Loopback], names.AddIpAddress);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], critical: false));
        using var made = request.CreateSelfSigned(now - Before, now + OwnLasts);
        // Last: its presence states that the key is whole.
        File.WriteAllText(certificate + ".new", made.ExportCertificatePem());
        File.Move(certificate + ".new", certificate);
        return (certificate, key);
    }
}
