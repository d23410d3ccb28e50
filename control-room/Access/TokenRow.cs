namespace Solutions.Edge.ControlRoom.Access;

/// <summary>A token by which a program signs in. The token itself is shown once and stored nowhere.</summary>
internal sealed class TokenRow
{
    public long Number { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    public Roles Roles { get; init; }

    /// <summary>SHA-256 of the token in hex: it is 256 random bits, which no list of words holds.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose act it was; see <see cref="Caller.Hand"/>.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The person that made it: it ends with that account; null = it was made at the command line.</summary>
    public long? Maker { get; init; }

    /// <summary>Unix ms.</summary>
    public long MadeMs { get; init; }

    /// <summary>Unix ms.</summary>
    public long EndsMs { get; init; }

    /// <summary>Unix ms, to the minute; null = never.</summary>
    public long? UsedMs { get; set; }

    /// <summary>Unix ms; null = it was not taken back.</summary>
    public long? RevokedMs { get; set; }
}
