using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom;

/// <summary>
/// The certificate that people's browsers meet: that of the settings; without one, a certificate by an authority of the control room's own, made anew at two
/// thirds of its life and when it is for other names. That authority is not the devices', and vouches for no device. Thread-safe.
/// </summary>
internal sealed class ServerCertificate
{
    private const string Part = "pages", Secret = "root.key", Public = "authority.pem";
    private static readonly TimeSpan RootLasts = TimeSpan.FromDays(20 * 365), Lasts = TimeSpan.FromDays(365);

    private readonly Lock access = new();
    private readonly ControlRoomOptions options;
    private readonly TimeProvider time;
    private SslStreamCertificateContext? shown;
    private string shownFor = "";

    private ServerCertificate(ControlRoomOptions options, TimeProvider time, X509Certificate2? root) => (this.options, this.time, Root) = (options, time, root);

    /// <summary>The authority of its own, for people to trust; null = the certificate is that of the settings.</summary>
    public X509Certificate2? Root { get; }

    /// <summary>What a browser that connects now is shown.</summary>
    public X509Certificate2 Shown => Context().TargetCertificate;

    /// <summary>Reads the certificate of the settings; without one its own authority, made once and kept in the key folder.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message states why.</exception>
    public static ServerCertificate Open(ControlRoomOptions options, TimeProvider time) => options.Certificate.Length > 0
        ? new(options, time, null) { shown = Configured(options.Certificate, options.Key) }
        : new(options, time, OwnRoot(options, time));

    /// <summary>The same as the server takes it, with the certificates between it and its authority.</summary>
    public SslStreamCertificateContext Context()
    {
        lock (access)
        {
            if (shown is not null && (Root is null || (shownFor == Wanted && !IsOld(shown.TargetCertificate))))
                return shown;
            shownFor = Wanted;
            using var key = DeviceKey.New();
            using var made = Issue.Server(Root!, Names, new(key), time.GetUtcNow(), Lasts);
            return shown = SslStreamCertificateContext.Create(made.CopyWithPrivateKey(key), null, offline: true);
        }
    }

    private string Wanted => string.Join(' ', Names);

    /// <summary>Every name that is answered to, and the machine's.</summary>
    private List<string> Names => [.. options.HostNames.Concat([Environment.MachineName, "localhost", "127.0.0.1", "::1"])
        .Select(name => name.Trim('[', ']')).Where(name => name is not ("0.0.0.0" or "::") && Uri.CheckHostName(name) != UriHostNameType.Unknown)
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    private bool IsOld(X509Certificate2 certificate) => time.GetUtcNow() >= DeviceKey.RenewFrom(certificate.NotBefore, certificate.NotAfter);

    private static SslStreamCertificateContext Configured(string certificate, string key)
    {
        try
        {
            var between = new X509Certificate2Collection();
            between.ImportFromPemFile(certificate);
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate, key), between);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The certificate '{certificate}' with the key '{key}' cannot be used: {e.Message}");
        }
    }

    private static X509Certificate2 OwnRoot(ControlRoomOptions options, TimeProvider time)
    {
        var folder = KeyFolder.Part(options.KeyFolder, Part, options.Demo);
        var file = Path.Combine(folder, Secret);
        try
        {
            if (!File.Exists(file))
            {
                using var made = Issue.Root("Solutions Edge pages", time.GetUtcNow(), RootLasts, isForServers: true);
                using var key = made.GetECDsaPrivateKey()!;
                KeyFolder.Write(file, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n", isSecret: true);
            }
            var root = X509Certificate2.CreateFromPemFile(file);
            KeyFolder.Write(Path.Combine(folder, Public), root.ExportCertificatePem() + "\n", isSecret: false);
            return root;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The key of the pages' authority, '{file}', does not read: {e.Message}; restore the folder from a backup.");
        }
    }
}
