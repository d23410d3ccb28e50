using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>What opens a backup, and the keys that are made of it.</summary>
internal static class Passphrase
{
    /// <summary>OWASP's count for PBKDF2 with SHA-256.</summary>
    public const int Rounds = 600_000;

    public const int SaltLength = 16;

    private const int KeyLength = 32, Shortest = 12;

    /// <exception cref="IOException">It does not read.</exception>
    public static string Read(string file) => File.ReadAllText(file).TrimEnd('\r', '\n');

    public static string? FindFault(string passphrase) =>
        passphrase.Length >= Shortest ? null : $"The passphrase has {passphrase.Length} characters; it must have at least {Shortest}.";

    public static byte[] KeyOf(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA256, KeyLength);

    /// <summary>A key for one purpose alone, so that no two contents are sealed with the same.</summary>
    public static byte[] For(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes(purpose));
}
