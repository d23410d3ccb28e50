namespace Solutions.Edge.Contracts.Seals;

/// <summary>Rows held against the seals that hold them.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class RowCheck(SealScope scope)
{
    /// <summary>Rows that are not as sealed and are looked into closely, of a piece: that costs a thousand hashes each.</summary>
    private const int MostExplained = 200;

    /// <summary>A run of this length has sealed something.</summary>
    private static readonly TimeSpan MostUnsealed = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AtEdge = TimeSpan.FromMinutes(2);

    private readonly Dictionary<(string Boot, string Stream, long Seq), List<UpRecord>> given = [];
    private readonly Dictionary<(string Boot, string Stream), long> sealedTo = [];
    private readonly Dictionary<string, SealRecord> lastSeal = [];
    private readonly HashSet<long> sealedRuns = [];
    private readonly Dictionary<(string Boot, string Stream), List<Gap>> gaps = [];
    private readonly Dictionary<string, long> zeroOf = [];
    private readonly Dictionary<(string Boot, string Stream, long Seq), SealFinding> missing = [];
    private readonly List<Doubt> doubts = [];
    private readonly List<SealFinding> findings = [];
    private (long Rows, TimeSpan Most) other;

    /// <summary>A row that is not as sealed.</summary>
    private sealed record Doubt(SealRecord Seal, string Tag, UpRecord Row);

    /// <summary>Numbers of rows whose seal is missing or is not what the device signed.</summary>
    private sealed record Gap(long From, long End, DateTimeOffset Since, DateTimeOffset Until);

    public long Right { get; private set; }

    public long Erased { get; private set; }

    public long NotGiven { get; private set; }

    public long Unsealed { get; private set; }

    public IEnumerable<SealFinding> Findings => findings.Concat(missing.Values);

    public IEnumerable<string> Notes => other.Rows == 0 ? [] :
    [
        FormattableString.Invariant($"{other.Rows} rows are read at another time than their device stated, by up to {other.Most:c}: ")
            + "its clock was not set or not believed.",
    ];

    public void Give(IEnumerable<UpRecord> rows)
    {
        foreach (var row in rows)
        {
            var key = (row.Boot, RowLayout.StreamOf(row), row.Seq);
            if (given.TryGetValue(key, out var same))
                same.Add(row);
            else
                given.Add(key, [row]);
        }
    }

    /// <param name="seal">In their order.</param>
    /// <param name="isRight">False: it is not what the device signed, and says nothing of its rows.</param>
    public void Check(SealRecord seal, bool isRight)
    {
        if (!isRight)
        {
            // It is named itself.
            foreach (var (stream, rows) in seal.Streams)
                AddGap((seal.Boot, stream), new(rows.From, rows.End, seal.T.AddMinutes(-20), seal.T.AddMinutes(1)));
            return;
        }
        sealedRuns.Add(seal.Bn);
        var before = lastSeal.GetValueOrDefault(seal.Boot);
        foreach (var (stream, rows) in seal.Streams)
        {
            var next = sealedTo.GetValueOrDefault((seal.Boot, stream)) + 1;
            if ((before?.Seq ?? 0) + 1 != seal.Seq && rows.From > next)
                AddGap((seal.Boot, stream), new(next, rows.From, before?.T ?? scope.From, seal.T.AddMinutes(1)));
            sealedTo[(seal.Boot, stream)] = Math.Max(next - 1, rows.End - 1);
            if (scope.Streams?.Contains(stream) == false)
                NotGiven += rows.Count;
            else
                Check(seal, stream, rows);
        }
        lastSeal[seal.Boot] = seal;
    }

    /// <summary>What the rows that are not as sealed were, and what is in no seal, of a piece.</summary>
    public void Explain()
    {
        var tags = doubts.GroupBy(d => (d.Row.GetType(), d.Row.Boot, d.Row.Seq)).ToDictionary(d => d.Key, d => d.First().Tag);
        foreach (var (doubt, n) in doubts.Select((d, n) => (d, n)))
            findings.Add(n < MostExplained ? Explained(doubt) : Found(SealFault.Changed, doubt.Row, doubt.Row, "it holds something else than was sealed"));
        doubts.Clear();
        foreach (var (key, rows) in given.Where(g => g.Key.Seq <= sealedTo.GetValueOrDefault((g.Key.Boot, g.Key.Stream))).ToList())
        {
            given.Remove(key);
            rows.ForEach(r => Stray(key, r));
        }

        bool IsRight(UpRecord tried) => tags.GetValueOrDefault((tried.GetType(), tried.Boot, tried.Seq)) is { } tag
            && SealedRows.TagOf(SealedRow.Leaf(tried)) == tag;

        SealFinding Explained(Doubt doubt)
        {
            if (RowRepair.FindExchange(doubt.Row, doubts.Select(d => d.Row), IsRight) is var (was, exchanged))
                return Found(SealFault.Reordered, was, doubt.Row, $"it has changed places with {exchanged.Seq}, {At(exchanged)}");
            long? zero = zeroOf.TryGetValue(doubt.Seal.Boot, out var known) ? known : null;
            return RowRepair.FindTime(doubt.Row, zero, doubt.Seal.Minute, IsRight) is { } timed
                ? Found(SealFault.Retimed, timed, doubt.Row, $"it stands at {At(doubt.Row)}")
                : Found(SealFault.Changed, doubt.Row, doubt.Row, "it holds something else than was sealed");
        }
    }

    /// <summary>All seals and rows were given.</summary>
    /// <param name="first">The first seal of all.</param>
    public void End(SealRecord? first)
    {
        foreach (var run in given.SelectMany(g => g.Value.Select(row => (g.Key, Row: row))).GroupBy(g => g.Key.Boot))
        {
            var within = run.Where(g => g.Row.T >= scope.From && g.Row.T < scope.To).ToList();
            var isCutOff = within.Count > 0 && within.TrueForAll(g => !sealedRuns.Contains(g.Row.Bn))
                && within.Max(g => g.Row.T) - within.Min(g => g.Row.T) <= MostUnsealed;
            foreach (var (key, row) in within)
            {
                // A run that a power cut ended, or one whose seal is still to come, has rows after its last seal, and no others; one that was cut off before
                // its first seal has a number that no other has. So has a device before it knew of seals.
                if (lastSeal.TryGetValue(key.Boot, out var last) ? row.T >= last.T.AddMinutes(-1)
                    : isCutOff || (first?.Previous == SealRecord.None && row.T < first.T))
                    Unsealed++;
                else
                    Stray(key, row);
            }
        }
        given.Clear();
    }

    private void AddGap((string Boot, string Stream) key, Gap gap)
    {
        if (!gaps.TryGetValue(key, out var known))
            gaps.Add(key, known = []);
        if (known is [.., var last] && last.End == gap.From)
            known[^1] = last with { End = gap.End, Until = gap.Until };
        else
            known.Add(gap);
    }

    private static string At(UpRecord row) => InstantConverter.Write(RowRepair.TimeOf(row));

    private static SealFinding Found(SealFault fault, UpRecord was, UpRecord row, string words) => new(fault, RowLayout.StreamOf(row), RowRepair.TimeOf(was),
        was.Boot, was.Seq, $"{RowLayout.StreamOf(row)} {was.Seq} of run {row.Bn}, {At(was)}: {words}.");

    private void Check(SealRecord seal, string stream, SealedRows rows)
    {
        var there = new UpRecord?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
            there[i] = TakeOne((seal.Boot, stream, rows.From + i), rows.Tag(i));
        var leaves = Array.ConvertAll(there, r => r is null ? null : SealedRow.Leaf(r));
        var isWhole = Array.TrueForAll(leaves, l => l is not null) && Convert.ToHexStringLower(MerkleTree.Root(leaves!)) == rows.Root;
        var wrong = isWhole ? [] : Enumerable.Range(0, rows.Count).Where(i => leaves[i] is { } leaf && SealedRows.TagOf(leaf) != rows.Tag(i)).ToList();
        foreach (var i in Enumerable.Range(0, rows.Count).Where(i => there[i] is not null).Except(wrong))
            Note(there[i]!);
        wrong.ForEach(i => doubts.Add(new(seal, rows.Tag(i), there[i]!)));
        for (var i = 0; i < rows.Count; i++)
        {
            if (there[i] is null)
                Miss(seal, stream, rows, there, i);
        }
        if (!isWhole && wrong.Count == 0 && Array.TrueForAll(there, r => r is not null))
        {
            var minute = $"{stream} of run {seal.Bn}, minute {InstantConverter.Write(seal.Minute)}";
            findings.Add(new(SealFault.Changed, stream, seal.Minute, seal.Boot, 0,
                $"{minute}: one or more of its rows were changed, and it cannot be said which."));
        }
    }

    /// <summary>A row that is as sealed.</summary>
    private void Note(UpRecord row)
    {
        Right++;
        zeroOf[row.Boot] = RowRepair.TimeOf(row).ToUnixTimeMilliseconds() - row.Up;
        if (row.Stated is { } stated)
            other = (other.Rows + 1, new(Math.Max(other.Most.Ticks, (row.T - stated.T).Duration().Ticks)));
    }

    private UpRecord? TakeOne((string Boot, string Stream, long Seq) key, string tag)
    {
        if (!given.Remove(key, out var same))
            return null;
        var row = same.Count == 1 ? same[0] : same.Find(r => SealedRows.TagOf(SealedRow.Leaf(r)) == tag) ?? same[0];
        findings.AddRange(same.Where(r => !ReferenceEquals(r, row)).Select(r => Found(SealFault.Added, r, r, "a second one of that number is there")));
        return row;
    }

    private void Miss(SealRecord seal, string stream, SealedRows rows, UpRecord?[] there, int index)
    {
        // Rows are erased up to an instant: none before it is left, and within its minute none before this one.
        if (scope.KeptSince.TryGetValue(stream, out var since) && seal.T < since
            && (seal.T.AddMinutes(1) <= since || Array.TrueForAll(there[..index], r => r is null)))
        {
            Erased++;
            return;
        }
        var at = MissingRow.TimeOf(seal, stream, there, index);
        if (scope.IsCut && IsOutside(at + MissingRow.ReadLater(seal, there)))
        {
            NotGiven++;
            return;
        }
        var seq = rows.From + index;
        missing.TryAdd((seal.Boot, stream, seq), new(SealFault.Removed, stream, at, seal.Boot, seq,
            $"{stream} {seq} of run {seal.Bn}, about {InstantConverter.Write(at)}: it is missing."));
    }

    private bool IsOutside(DateTimeOffset at) => at < scope.From || at >= scope.To;

    /// <summary>A row that no seal holds where it stands.</summary>
    private void Stray((string Boot, string Stream, long Seq) key, UpRecord row)
    {
        if (IsOutside(row.T) || scope.Streams?.Contains(key.Stream) == false)
            return;
        // Read by another time than its device stated, its seal may lie beyond the edge.
        if (scope.IsCut && row.Stated is not null && (row.T < scope.From + AtEdge || row.T >= scope.To - AtEdge))
        {
            Unsealed++;
            return;
        }
        if (gaps.GetValueOrDefault((key.Boot, key.Stream))?.Exists(g => key.Seq >= g.From && key.Seq < g.End && row.T >= g.Since && row.T < g.Until) == true)
        {
            Unsealed++;
            return;
        }
        if (!missing.Remove(key, out var miss))
        {
            findings.Add(Found(SealFault.Added, row, row, "no seal holds it"));
            return;
        }
        var words = $"{key.Stream} {key.Seq} of run {row.Bn}: it is sealed with {InstantConverter.Write(miss.At)} and stands at {At(row)}.";
        findings.Add(miss with { Fault = SealFault.Retimed, Words = words });
    }
}
