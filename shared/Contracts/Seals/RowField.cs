namespace Solutions.Edge.Contracts.Seals;

/// <summary>What a field of a row is.</summary>
public enum RowFormat
{
    /// <summary>A level: whole hundredths of a decibel.</summary>
    Level,

    /// <summary>A list of levels with gaps.</summary>
    Levels,

    /// <summary>A histogram of LAF: its first bin, then its counts.</summary>
    Histogram,

    /// <summary>An instant: Unix ms.</summary>
    Instant,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Any other number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A text or a word.</summary>
    Text,

    /// <summary>A list or a dictionary, as its JSON.</summary>
    Json,
}

/// <summary>A field of a row.</summary>
/// <param name="Name">As on the wire.</param>
/// <param name="Format">What it is.</param>
public sealed record RowField(string Name, RowFormat Format);
