using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Authority;

/// <summary>
/// The roots of the device authority in the key folder, one or two: while a new one takes the place of the old, both are believed. The new one issues
/// to devices at once; what the control room shows is vouched for by the old one until that is retired, because devices may know no other.
/// </summary>
internal sealed class Roots
{
    private const string First = "root", Next = "next-root";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(20 * 365);

    private readonly string folder;

    private Roots(string folder, X509Certificate2 serving, X509Certificate2? next)
    {
        this.folder = folder;
        (Serving, Issuing) = (serving, next ?? serving);
        All = next is null ? [serving] : [next, serving];
        Bundle = string.Concat(All.Select(r => r.ExportCertificatePem() + "\n"));
    }

    /// <summary>Vouches for what the control room shows.</summary>
    public X509Certificate2 Serving { get; }

    /// <summary>Vouches for devices from now on.</summary>
    public X509Certificate2 Issuing { get; }

    /// <summary>Those that are believed, the newest first.</summary>
    public X509Certificate2Collection All { get; }

    /// <summary>The same as PEM.</summary>
    public string Bundle { get; }

    /// <summary>Those of the folder; of an empty one a new root.</summary>
    public static Roots Open(string folder, TimeProvider time) => new(folder, Read(folder, First) ?? Make(folder, First, time), Read(folder, Next));

    /// <summary>A new root beside the present one.</summary>
    /// <exception cref="InvalidOperationException">There are two already.</exception>
    public Roots WithNext(TimeProvider time) => Serving == Issuing ? new(folder, Serving, Make(folder, Next, time))
        : throw new InvalidOperationException("There are two roots already; retire the old one first.");

    /// <summary>The old root is believed no more.</summary>
    /// <exception cref="InvalidOperationException">There is one only.</exception>
    public Roots WithoutOld()
    {
        if (Serving == Issuing)
            throw new InvalidOperationException("There is only one root; make a new one first.");
        // The certificate last: until then both are read, and the same again.
        File.Move(Named(Next, "key"), Named(First, "key"), overwrite: true);
        File.Move(Named(Next, "pem"), Named(First, "pem"), overwrite: true);
        return new(folder, Issuing, null);
    }

    private static X509Certificate2? Read(string folder, string name)
    {
        var (certificate, key) = (Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + ".key"));
        return File.Exists(certificate) ? X509Certificate2.CreateFromPemFile(certificate, key) : null;
    }

    private static X509Certificate2 Make(string folder, string name, TimeProvider time)
    {
        var made = Issue.Root("Solutions Edge devices", time.GetUtcNow(), Lasts);
        using var key = made.GetECDsaPrivateKey()!;
        KeyFolder.Write(Path.Combine(folder, name + ".key"), key.ExportPkcs8PrivateKeyPem() + "\n", isSecret: true);
        // Last: its presence states that the key is whole.
        KeyFolder.Write(Path.Combine(folder, name + ".pem"), made.ExportCertificatePem() + "\n", isSecret: false);
        return made;
    }

    private string Named(string name, string kind) => Path.Combine(folder, $"{name}.{kind}");
}
