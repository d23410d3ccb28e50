using System.Collections.Concurrent;
using System.Security.Cryptography;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>
/// By site the evidence key, a pair of P-256, in the key folder: devices wrap the keys of their clips to it. Made when it is first asked for.
/// </summary>
internal sealed class EvidenceKeys(string keys, bool demonstration)
{
    private const string Part = "evidence";
    private readonly Lock making = new();
    private readonly ConcurrentDictionary<string, string> publics = new();

    /// <summary>SubjectPublicKeyInfo in base64.</summary>
    /// <exception cref="InvalidOperationException">The key folder cannot be used.</exception>
    public string PublicOf(string site) => publics.GetOrAdd(site, _ =>
    {
        using var key = OfSite(site);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    });

    /// <summary>The pair. The caller disposes of it.</summary>
    /// <exception cref="InvalidOperationException">The key folder cannot be used.</exception>
    public ECDiffieHellman OfSite(string site)
    {
        lock (making)
        {
            var file = Path.Combine(KeyFolder.Part(keys, Part, demonstration), site + ".pem");
            var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            if (File.Exists(file))
                key.ImportFromPem(File.ReadAllText(file));
            else
                KeyFolder.Write(file, key.ExportPkcs8PrivateKeyPem(), isSecret: true);
            return key;
        }
    }
}
