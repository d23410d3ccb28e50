using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>One act. Written once and never changed; its digest covers it and the digest of the one before.</summary>
internal sealed class AuditRow
{
    /// <summary>The digest that the first row follows.</summary>
    public static readonly string Beginning = new('0', 64);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From 1, without a gap.</summary>
    public long Number { get; init; }

    /// <summary>Unix ms.</summary>
    public long AtMs { get; init; }

    /// <summary>See <see cref="Caller.Hand"/>; never a name.</summary>
    public required string Hand { get; init; }

    /// <summary>What was done, such as <c>sign-in</c> or <c>alert acknowledged</c>.</summary>
    public required string Act { get; init; }

    /// <summary>To what: an id; empty = to nothing in particular.</summary>
    public required string Subject { get; init; }

    /// <summary>What else there is to know; no names and no levels.</summary>
    public required string Detail { get; init; }

    /// <summary>SHA-256 in hex over the digest before and this row.</summary>
    public string Digest { get; set; } = "";

    /// <param name="before">The digest of the row before; <see cref="Beginning"/> for the first.</param>
    /// <returns>The digest that this row must have.</returns>
    public string DigestAfter(string before) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new object[] { before, Number, AtMs, Hand, Act, Subject, Detail }, Plain)));
}
