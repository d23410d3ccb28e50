namespace Solutions.Edge.Contracts.Seals;

/// <summary>
/// Holds what a device sealed against the rows that are there now: from a store, an export or a table. Pure; nothing of it needs a control room.
/// Seals and rows are given piece by piece in time (<see cref="Add"/>), or all at once (<see cref="Verify"/>).
/// </summary>
/// <param name="device">Whose they are.</param>
/// <param name="keys">All keys that it ever signed with.</param>
/// <param name="scope">What is looked at.</param>
public sealed class SealCheck(string device, IEnumerable<SealKey> keys, SealScope scope)
{
    private readonly SealChainCheck chain = new(device, [.. keys]);
    private readonly RowCheck rows = new(scope);

    /// <summary>The check of all at once.</summary>
    public static SealReport Verify(string device, IEnumerable<SealKey> keys, SealScope scope, IEnumerable<SealRecord> seals, IEnumerable<UpRecord> rows)
    {
        var check = new SealCheck(device, keys, scope);
        check.Add(seals, rows);
        return check.Report();
    }

    /// <summary>The last seal before all that is given, where it is known: the first that is given must follow it.</summary>
    public void Follow(SealRecord before) => chain.Follow(before);

    /// <summary>The first seal after all that is given, where it is known: it must follow the last that is given.</summary>
    public void Precede(SealRecord after) => chain.Precede(after);

    /// <summary>A piece: the seals of a time, and the rows of that time and some minutes more.</summary>
    public void Add(IEnumerable<SealRecord> seals, IEnumerable<UpRecord> rows)
    {
        this.rows.Give(rows);
        foreach (var (seal, isRight) in chain.Take(seals))
            this.rows.Check(seal, isRight);
        this.rows.Explain();
    }

    /// <summary>What was found.</summary>
    public SealReport Report()
    {
        rows.End(chain.First);
        var findings = chain.Findings.Concat(rows.Findings).OrderBy(f => f.At).ThenBy(f => f.Stream, StringComparer.Ordinal).ThenBy(f => f.Seq).ToList();
        return new(device, scope.From, scope.To, chain.Seals, rows.Right, rows.Erased, rows.NotGiven, rows.Unsealed, findings.Count,
            [.. findings.Take(SealReport.MostFindings)], [.. chain.Notes, .. rows.Notes]);
    }
}
