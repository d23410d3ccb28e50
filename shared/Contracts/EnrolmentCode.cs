using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Solutions.Edge.Contracts;

/// <summary>
/// What an engineer carries from the control room to a device, as text or as a QR code: where to enrol, a secret of 128 bits that serves once, and the
/// SHA-256 of the only authority that may vouch for the control room.
/// </summary>
/// <param name="Host">Name or address of the control room; an IPv6 address in brackets.</param>
/// <param name="Port">Where devices speak HTTPS to it.</param>
/// <param name="Secret">The secret in base64url, 22 characters.</param>
/// <param name="Authority">SHA-256 of the authority's certificate (DER) in base64url, 43 characters.</param>
public sealed record EnrolmentCode(string Host, int Port, string Secret, string Authority)
{
    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 16;

    private const int CheckCharacters = 4;

    /// <summary><c>HOST:PORT/SECRET.AUTHORITY.CHECK</c>; the check finds a character that was lost or mistyped.</summary>
    public override string ToString() => $"{Body}.{Check(Body)}";

    private string Body => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}/{Secret}.{Authority}");

    /// <summary>A new code.</summary>
    /// <param name="host">As <see cref="Host"/>.</param>
    /// <param name="port">As <see cref="Port"/>.</param>
    /// <param name="authority">SHA-256 of the authority's certificate.</param>
    public static EnrolmentCode New(string host, int port, ReadOnlySpan<byte> authority) => new(host, port,
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)), Base64Url.EncodeToString(authority));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">With or without white space around it and in it: a code is pasted in pieces.</param>
    /// <param name="code">The code.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out EnrolmentCode? code, [NotNullWhen(false)] out string? fault)
    {
        var given = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        code = null;
        fault = FindFault(given, out var parts);
        if (fault is not null || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            fault ??= $"it names the port '{parts[1]}'";
            return false;
        }
        code = new(parts[0], port, parts[2], parts[3]);
        return true;
    }

    /// <returns>Null: host, port, secret and authority are in <paramref name="parts"/>.</returns>
    private static string? FindFault(string given, out string[] parts)
    {
        parts = [];
        var (slash, last) = (given.IndexOf('/'), given.LastIndexOf('.'));
        if (slash < 0 || last < slash)
            return $"it has {given.Length} characters and not the form HOST:PORT/SECRET.AUTHORITY.CHECK; it was cut off, or is something else";
        if (given[(last + 1)..] != Check(given[..last]))
            return "its last four characters do not match the others: one was lost or mistyped";
        var (address, secrets) = (given[..slash], given[(slash + 1)..last].Split('.'));
        var colon = address.LastIndexOf(':');
        if (colon < 1 || secrets is not [{ Length: 22 }, { Length: 43 }])
            return "it has not the form HOST:PORT/SECRET.AUTHORITY.CHECK";
        parts = [address[..colon], address[(colon + 1)..], .. secrets];
        return null;
    }

    private static string Check(string body) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..CheckCharacters];
}
