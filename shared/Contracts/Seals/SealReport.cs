namespace Solutions.Edge.Contracts.Seals;

/// <summary>What is wrong with a sealed row or a seal.</summary>
public enum SealFault
{
    /// <summary>It holds something else than was sealed.</summary>
    Changed,

    /// <summary>It is sealed and not there: taken away, or it never arrived.</summary>
    Removed,

    /// <summary>It is there and in no seal.</summary>
    Added,

    /// <summary>It and another one have exchanged their places.</summary>
    Reordered,

    /// <summary>It stands at another time than was sealed, and is otherwise as it was.</summary>
    Retimed,

    /// <summary>The key that sealed it is none of the device's, or was not valid.</summary>
    Key,

    /// <summary>A seal does not hold the digest of the one before it.</summary>
    Chain,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Fault">What.</param>
/// <param name="Stream">The row's stream; of a seal <see cref="Streams.Seal"/>.</param>
/// <param name="At">When the row was as sealed, where that can be said; of one that is missing about when.</param>
/// <param name="Boot">Its run.</param>
/// <param name="Seq">Its number; 0 = it cannot be said which.</param>
/// <param name="Words">A sentence.</param>
public sealed record SealFinding(SealFault Fault, string Stream, DateTimeOffset At, string Boot, long Seq, string Words);

/// <summary>What a check of a device's seals found.</summary>
/// <param name="Device">The device.</param>
/// <param name="From">First instant.</param>
/// <param name="To">The end, not in it.</param>
/// <param name="Seals">Seals that were checked.</param>
/// <param name="Rows">Rows that are as they were sealed.</param>
/// <param name="Erased">Sealed rows that were erased on schedule.</param>
/// <param name="NotGiven">Sealed rows of streams that were not looked at.</param>
/// <param name="Unsealed">Rows that nothing vouches for: no seal holds them yet, their run ended without one, or theirs is missing or changed.</param>
/// <param name="Faults">How much is wrong.</param>
/// <param name="Findings">Of that the first <see cref="MostFindings"/>, in time.</param>
/// <param name="Notes">What else is to be known, as sentences.</param>
public sealed record SealReport(string Device, DateTimeOffset From, DateTimeOffset To, long Seals, long Rows, long Erased, long NotGiven, long Unsealed,
    long Faults, IReadOnlyList<SealFinding> Findings, IReadOnlyList<string> Notes)
{
    /// <summary>Most findings of a report.</summary>
    public const int MostFindings = 1000;

    /// <summary>Nothing is wrong, and something is sealed.</summary>
    public bool IsIntact => Faults == 0 && Seals > 0;
}

/// <summary>What a check looks at.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">The end, not in it.</param>
public sealed record SealScope(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The streams whose rows are given; null = all.</summary>
    public IReadOnlySet<string>? Streams { get; init; }

    /// <summary>True: of rows outside of it only some are given, or none; those are not missed.</summary>
    public bool IsCut { get; init; }

    /// <summary>Of a stream from when on its rows are kept: what is older may have been erased on schedule. None = all are.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> KeptSince { get; init; } = new Dictionary<string, DateTimeOffset>();
}
