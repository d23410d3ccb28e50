using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Authority;

/// <summary>The control room as the authority of its devices: what it vouches for, and what it believes. Thread-safe.</summary>
internal sealed class DeviceAuthority
{
    /// <summary>The common name of the control room's own client certificate; no device may have it.</summary>
    public const string ControlRoom = "control-room";

    private static readonly TimeSpan DeviceLasts = TimeSpan.FromDays(365), OwnLasts = TimeSpan.FromDays(365);

    private readonly string folder;
    private readonly TimeProvider time;
    private readonly Lock writing = new();
    private readonly OwnCertificate server, client;
    private volatile Roots roots;

    private DeviceAuthority(string folder, Roots roots, Func<IReadOnlyList<string>> hosts, TimeProvider time)
    {
        (this.folder, this.roots, this.time) = (folder, roots, time);
        server = new(folder, "server", () => string.Join(' ', hosts()), (root, key, now) => Issue.Server(root, hosts(), key, now, OwnLasts), time);
        client = new(folder, ControlRoom, () => ControlRoom, (root, key, now) => Issue.Client(root, ControlRoom, key, now, OwnLasts), time);
    }

    /// <summary>Other roots are believed than before.</summary>
    public event Action? Rotated;

    /// <summary>SHA-256 of the certificate that devices are to meet at the end of the control room's chain.</summary>
    public byte[] Fingerprint => SHA256.HashData(roots.Serving.RawData);

    /// <summary>The roots as PEM, the newest first.</summary>
    public string Bundle => roots.Bundle;

    public X509Certificate2Collection Believed => roots.All;

    /// <summary>What devices meet, HTTPS and MQTT alike.</summary>
    public X509Certificate2 Server => server.Current(roots.Serving);

    /// <summary>As which the control room connects to a broker.</summary>
    public X509Certificate2 Client => client.Current(roots.Serving);

    /// <param name="keys">The key folder.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    /// <param name="hosts">Names and addresses under which devices reach this control room; they may change.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidOperationException">The folder cannot be used, or its keys do not read.</exception>
    public static DeviceAuthority Open(string keys, bool demonstration, Func<IReadOnlyList<string>> hosts, TimeProvider time)
    {
        var folder = KeyFolder.Part(keys, "devices", demonstration);
        try
        {
            var authority = new DeviceAuthority(folder, Roots.Open(folder, time), hosts, time);
            authority.WriteFiles();
            return authority;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The device authority's keys in '{folder}' do not read: {e.Message}; restore the folder from a backup.");
        }
    }

    public X509Certificate2 SignConnection(string device, PublicKey key) => Issue.Client(roots.Issuing, device, key, time.GetUtcNow(), DeviceLasts);

    public X509Certificate2 SignSeal(string device, PublicKey key) => Issue.Seal(roots.Issuing, device, key, time.GetUtcNow(), DeviceLasts);

    /// <summary>Whether one of the roots vouches for a certificate of a client, whenever that was or is valid.</summary>
    public bool Vouches(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.All);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate) && certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any();
    }

    /// <summary>A new root beside the present one; devices learn of it within a day.</summary>
    /// <exception cref="InvalidOperationException">There are two already.</exception>
    public void BeginRotation()
    {
        roots = roots.WithNext(time);
        WriteFiles();
        Rotated?.Invoke();
    }

    /// <summary>The old root is believed no more: a device that has not renewed since has to enrol anew.</summary>
    /// <exception cref="InvalidOperationException">There is one only.</exception>
    public void EndRotation()
    {
        roots = roots.WithoutOld();
        WriteFiles();
        Rotated?.Invoke();
    }

    /// <summary>Writes the list of what was revoked, for a broker that is not this one's.</summary>
    /// <param name="revoked">Serial numbers in hex, and when.</param>
    public void WriteRevoked(IEnumerable<(string Serial, DateTimeOffset At)> revoked)
    {
        var all = revoked.ToList();
        var lists = roots.All.Select(root =>
        {
            var list = new CertificateRevocationListBuilder();
            all.ForEach(r => list.AddEntry(Convert.FromHexString(r.Serial), r.At));
            var now = time.GetUtcNow();
            return PemEncoding.WriteString("X509 CRL",
                list.Build(root, new(now.ToUnixTimeMilliseconds()), now.AddDays(3650), HashAlgorithmName.SHA256, null, now.AddMinutes(-1)));
        });
        // Devices are revoked from several sides at once.
        lock (writing)
            KeyFolder.Write(Path.Combine(folder, "revoked.pem"), string.Join('\n', lists) + "\n", isSecret: false);
    }

    /// <summary>What a broker beside this one reads.</summary>
    private void WriteFiles()
    {
        KeyFolder.Write(Path.Combine(folder, "authorities.pem"), roots.Bundle, isSecret: false);
        _ = (Server, Client);
    }
}
