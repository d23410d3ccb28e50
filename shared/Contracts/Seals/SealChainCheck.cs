namespace Solutions.Edge.Contracts.Seals;

/// <summary>The seals themselves: signatures, keys, and that none is missing between two.</summary>
/// <param name="device">Whose they are.</param>
/// <param name="keys">All keys that it ever signed with.</param>
internal sealed class SealChainCheck(string device, IReadOnlyList<SealKey> keys)
{
    private readonly Dictionary<string, SealKey> keyOf = keys.Where(k => k.Device == device).DistinctBy(k => k.Id).ToDictionary(k => k.Id);
    private readonly HashSet<(string Key, string Fault)> named = [];
    private readonly HashSet<SealKeyKind> kinds = [];
    private readonly List<string> anew = [];

    /// <summary>The last seal of the device, and that of a demonstration's, each with its digest where it is right.</summary>
    private readonly Dictionary<bool, (SealRecord Seal, string? Digest)> last = [];

    public long Seals { get; private set; }

    /// <summary>The first of all.</summary>
    public SealRecord? First { get; private set; }

    public List<SealFinding> Findings { get; } = [];

    public IEnumerable<string> Notes =>
    [
        .. kinds.Order().Select(k => k switch
        {
            SealKeyKind.NotEnrolled => "Sealed by a device that is not enrolled (demonstration): no certificate holds its key.",
            SealKeyKind.Seeded => "Sealed by a demonstration for the nights that it is seeded with.",
            _ => "",
        }).Where(n => n.Length > 0),
        .. anew,
    ];

    public void Follow(SealRecord before) => last[IsSeeded(before)] = (before, IsSigned(before) ? SealHead.DigestOf(device, before) : null);

    public void Precede(SealRecord after) => Link(after, IsSigned(after));

    /// <summary>The seals in their order, and whether each is what the device signed.</summary>
    public IEnumerable<(SealRecord Seal, bool IsRight)> Take(IEnumerable<SealRecord> seals)
    {
        var runs = seals.GroupBy(s => s.Boot).OrderByDescending(r => last.Values.Any(l => l.Seal.Boot == r.Key))
            .ThenBy(r => r.Min(s => s.T)).ThenBy(r => r.Min(s => s.Bn));
        var taken = new List<(SealRecord, bool)>();
        foreach (var run in runs)
        {
            foreach (var same in run.GroupBy(s => s.Seq).OrderBy(s => s.Key))
                taken.Add(Take([.. same]));
        }
        var wrong = taken.Where(t => !t.Item2).Select(t => t.Item1).ToList();
        Findings.AddRange(wrong.Select(w => Explain(w, wrong)).OfType<SealFinding>());
        return taken;
    }

    private static SealFinding Finding(SealFault fault, SealRecord seal, string words) => new(fault, Streams.Seal, seal.Minute, seal.Boot, seal.Seq,
        $"Seal {seal.Seq} of run {seal.Bn}, minute {InstantConverter.Write(seal.Minute)}: {words}.");

    private (SealRecord Seal, bool IsRight) Take(IReadOnlyList<SealRecord> same)
    {
        var seal = same.FirstOrDefault(IsSigned) ?? same[0];
        Findings.AddRange(same.Where(s => !ReferenceEquals(s, seal)).Select(s => Finding(SealFault.Added, s, "a second one of that number is there")));
        Seals++;
        var isRight = IsSigned(seal);
        First ??= seal;
        Link(seal, isRight);
        if (isRight)
            JudgeKey(seal);
        last[IsSeeded(seal)] = (seal, isRight ? SealHead.DigestOf(device, seal) : null);
        return (seal, isRight);
    }

    private void Link(SealRecord seal, bool isRight)
    {
        if (!last.TryGetValue(IsSeeded(seal), out var known))
        {
            if (seal.Previous != SealRecord.None)
                anew.Add($"The first seal, minute {InstantConverter.Write(seal.Minute)}, follows one that is not looked at.");
            return;
        }
        var (before, digest) = known;
        var isSameRun = before.Boot == seal.Boot;
        if (isSameRun ? seal.Seq != before.Seq + 1 : seal.Seq != 1)
        {
            var first = isSameRun ? before.Seq + 1 : 1;
            Findings.Add(new(SealFault.Removed, Streams.Seal, isSameRun ? before.Minute.AddMinutes(1) : seal.Minute, seal.Boot, first,
                $"Seals {first} to {seal.Seq - 1} of run {seal.Bn}, before minute {InstantConverter.Write(seal.Minute)}: they are missing."));
            return;
        }
        if (!isRight || digest is null || seal.Previous == digest)
            return;
        if (IsSeeded(seal) && seal.Seq == 1)
            return;
        if (seal.Previous == SealRecord.None)
            anew.Add($"The chain begins anew with run {seal.Bn} at {InstantConverter.Write(seal.Minute)}: the device then knew of no seal before.");
        else
            Findings.Add(Finding(SealFault.Chain, seal, $"it follows another seal than {before.Seq} of run {before.Bn}, "
                + $"minute {InstantConverter.Write(before.Minute)}: one or more between them are missing"));
    }

    private bool IsSeeded(SealRecord seal) => keyOf.TryGetValue(seal.Key, out var key) && key.Kind == SealKeyKind.Seeded;

    private bool IsSigned(SealRecord seal) => seal.Layout == SealedRow.Layout && keyOf.TryGetValue(seal.Key, out var key)
        && key.HasMade(Convert.FromBase64String(seal.Signature), SealHead.Bytes(device, seal));

    private void JudgeKey(SealRecord seal)
    {
        var key = keyOf[seal.Key];
        kinds.Add(key.Kind);
        // By the time that readers go by: a device without a clock states any minute.
        if (key.FindFault(seal.T) is { } fault && named.Add((key.Id, fault)))
            Findings.Add(Finding(SealFault.Key, seal, $"{fault}; seals after it are not named"));
    }

    /// <returns>Null: its key was named before.</returns>
    private SealFinding? Explain(SealRecord seal, IReadOnlyList<SealRecord> wrong)
    {
        if (seal.Layout != SealedRow.Layout)
            return Finding(SealFault.Key, seal, $"its layout is {seal.Layout}, and this version knows {SealedRow.Layout}: a newer one can check it");
        if (!keyOf.ContainsKey(seal.Key))
        {
            return !named.Add((seal.Key, "")) ? null
                : Finding(SealFault.Key, seal, $"its key {seal.Key} is none of device {device}; seals after it are not named");
        }
        if (RowRepair.FindExchange(seal, wrong, IsRight) is var (was, other))
            return Finding(SealFault.Reordered, (SealRecord)was, $"it has changed places with seal {other.Seq}, "
                + $"minute {InstantConverter.Write(((SealRecord)other).Minute)}");
        var zero = last.TryGetValue(IsSeeded(seal), out var known) && known.Seal.Boot == seal.Boot
            ? known.Seal.Minute.ToUnixTimeMilliseconds() - known.Seal.Up : (long?)null;
        var near = zero is { } start ? DateTimeOffset.FromUnixTimeMilliseconds((start + seal.Up + 30_000) / 60_000 * 60_000) : seal.Minute;
        var minutes = Enumerable.Range(-2, 5).Select(m => near.AddMinutes(m));
        var tried = minutes.Select(m => seal.Stated is null ? seal with { T = m } : seal with { Stated = seal.Stated with { T = m } });
        return tried.FirstOrDefault(IsRight) is { } timed
            ? Finding(SealFault.Retimed, timed, $"it stands at {InstantConverter.Write(seal.Minute)}")
            : Finding(SealFault.Changed, seal, "it is not what the device signed");

        bool IsRight(UpRecord tried) => IsSigned((SealRecord)tried);
    }
}
