using System.Security.Cryptography;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>A sealed file of a backup.</summary>
/// <param name="Name">Below <c>data/</c> or <c>keys/</c>, with slashes.</param>
/// <param name="Bytes">As sealed.</param>
/// <param name="Sha256">Of the sealed bytes, in hex.</param>
internal sealed record ManifestEntry(string Name, long Bytes, string Sha256);

/// <summary>What a backup holds: its last entry, so that one that broke off has none.</summary>
/// <param name="Format">1.</param>
/// <param name="Version">Of the control room that made it.</param>
/// <param name="Made">When it was begun.</param>
/// <param name="Rounds">Of PBKDF2 with SHA-256.</param>
/// <param name="Salt">Of PBKDF2, base64.</param>
/// <param name="Entries">Every file.</param>
internal sealed record Manifest(int Format, string Version, DateTimeOffset Made, int Rounds, byte[] Salt, IReadOnlyList<ManifestEntry> Entries)
{
    public const string FileName = "manifest.json", CodeName = "manifest.hmac", Data = "data/", Keys = "keys/";

    public const int Current = 1;

    public static string OwnVersion => typeof(Manifest).Assembly.GetName().Version!.ToString(3);

    /// <summary>Whether what a backup holds may be more than this version reads.</summary>
    public static bool IsOfLaterVersion(string version) => !System.Version.TryParse(version, out var made) || made > System.Version.Parse(OwnVersion);

    /// <summary>By it a wrong passphrase shows, and a list that was changed.</summary>
    public static byte[] CodeOf(byte[] json, byte[] key) => HMACSHA256.HashData(Passphrase.For(key, "manifest"), json);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="IOException">It is no manifest of a backup that this version reads.</exception>
    public static Manifest Read(byte[] json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Manifest>(json);
            return read is
            {
                Format: Current,
                Salt.Length: Passphrase.SaltLength,
                Rounds: >= Passphrase.Rounds and <= 100 * Passphrase.Rounds,
                Entries: not null,
            }
                ? read
                : throw new IOException(read is { Format: > Current }
                    ? $"The backup is of format {read.Format}, made by version {read.Version}; this is {OwnVersion}. Restore it with that one or a later."
                    : $"The backup's manifest is of format {read?.Format}; it must be {Current}, with a salt and its rounds.");
        }
        catch (JsonException e)
        {
            throw new IOException($"The backup's manifest does not read: {e.Message}", e);
        }
    }
}
