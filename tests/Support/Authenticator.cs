using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Solutions.Edge.Tests.Support;

/// <summary>A phone's authenticator: six digits by time (RFC 6238).</summary>
public static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    /// <param name="key">The key in base 32, blanks allowed.</param>
    /// <param name="at">When; null = now.</param>
    public static string Code(string key, DateTimeOffset? at = null)
    {
        var (bits, count, secret) = (0, 0, new List<byte>());
        foreach (var c in key.Where(char.IsLetterOrDigit))
        {
            (bits, count) = ((bits << 5) | Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal), count + 5);
            if (count >= 8)
                secret.Add((byte)(bits >> (count -= 8)));
        }
        var step = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(step, (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds() / StepSeconds);
        // What RFC 6238 and every authenticator take.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(secret.ToArray(), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
