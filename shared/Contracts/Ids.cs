using System.Security.Cryptography;

namespace Solutions.Edge.Contracts;

/// <summary>Ids of sites, devices, alerts and captures: random, meaningless, safe in a topic, a path and an address.</summary>
public static class Ids
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>A new id of 128 random bits: 32 lower-case hexadecimal digits. A boot id has this form too.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>True for 1 to 64 characters of <c>a-z A-Z 0-9 _ -</c>.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>True for a boot id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsBoot(string? boot) => boot is { Length: 32 } && boot.All(char.IsAsciiHexDigitLower);
}
