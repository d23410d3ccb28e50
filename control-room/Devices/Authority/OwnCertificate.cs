using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Authority;

/// <summary>
/// A certificate of the control room with its key, in the key folder, where a broker beside it finds both. Renewed by itself at two thirds of its life,
/// and when it is for other names or of another root.
/// </summary>
/// <param name="folder">The authority's.</param>
/// <param name="name">Of the files.</param>
/// <param name="subject">What it is for: another text, another certificate.</param>
/// <param name="issue">Makes one by the root.</param>
internal sealed class OwnCertificate(
    string folder, string name, Func<string> subject, Func<X509Certificate2, PublicKey, DateTimeOffset, X509Certificate2> issue, TimeProvider time)
{
    private readonly Lock access = new();
    private X509Certificate2? current;
    private string? currentFor;

    private string Certificate => Path.Combine(folder, name + ".pem");

    private string Key => Path.Combine(folder, name + ".key");

    private string For => Path.Combine(folder, name + ".for");

    /// <summary>The one that holds now.</summary>
    public X509Certificate2 Current(X509Certificate2 root)
    {
        lock (access)
        {
            var wanted = subject();
            current ??= Read(wanted);
            if (current is null || currentFor != wanted || current.Issuer != root.Subject || IsOld(current))
                current = Make(root, wanted);
            return current;
        }
    }

    private X509Certificate2? Read(string wanted)
    {
        if (!File.Exists(Certificate) || !File.Exists(For) || File.ReadAllText(For) != wanted)
            return null;
        currentFor = wanted;
        return X509Certificate2.CreateFromPemFile(Certificate, Key);
    }

    private bool IsOld(X509Certificate2 certificate) => time.GetUtcNow() >= DeviceKey.RenewFrom(certificate.NotBefore, certificate.NotAfter);

    private X509Certificate2 Make(X509Certificate2 root, string wanted)
    {
        using var key = DeviceKey.New();
        using var made = issue(root, new(key), time.GetUtcNow());
        File.Delete(For);
        KeyFolder.Write(Key, key.ExportPkcs8PrivateKeyPem() + "\n", isSecret: true);
        KeyFolder.Write(Certificate, made.ExportCertificatePem() + "\n", isSecret: false);
        // Last: its presence states that the two belong together.
        KeyFolder.Write(For, wanted, isSecret: false);
        currentFor = wanted;
        return made.CopyWithPrivateKey(key);
    }
}
