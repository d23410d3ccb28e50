using System.Globalization;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>A row of the audit as it is noted elsewhere: <c>NUMBER:DIGEST</c>.</summary>
internal sealed record AuditMark(long Number, string Digest)
{
    /// <summary>Null = it does not read.</summary>
    public static AuditMark? Read(string text) => text.Split(':') is [var number, { Length: 64 } digest]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0 && digest.All(char.IsAsciiHexDigit)
            ? new(row, digest.ToLowerInvariant()) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Digest}");
}
