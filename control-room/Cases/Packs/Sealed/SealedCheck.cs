using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>
/// Whether the seconds and minutes of a pack are as their devices sealed them, whoever signed the pack: each minute's seal, the chain of them, the anchors
/// that hold them, and the certificates of the keys. It reads nothing but the pack.
/// </summary>
internal static class SealedCheck
{
    /// <summary>The whole look at a pack: first the bytes, then, if those are as signed, what devices sealed.</summary>
    /// <param name="pack">The ZIP; seekable.</param>
    public static PackVerdict Check(Stream pack)
    {
        var verdict = PackCheck.Check(pack);
        if (!verdict.IsWhole)
            return verdict;
        pack.Position = 0;
        using var zip = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true);
        var found = Look(zip);
        return verdict with { Faults = found.Faults, Sealed = found };
    }

    private static SealedVerdict Look(ZipArchive zip)
    {
        var (faults, lines) = (new List<PackFault>(), new List<string>());
        var reader = new SealedReader(zip, faults);
        if (!reader.Has(SealedNights.FileName))
            return new(faults, [$"Nothing in it shows what devices sealed ({SealedNights.FileName}): only the signature speaks for its rows."]);
        if (reader.Nights() is not { } nights)
            return new([new(SealedNights.FileName, $"{SealedNights.FileName} does not read.")], lines);
        var (keys, held) = (reader.Keys(), Held(reader, faults));
        // Night by night on every core; each has its own list of what it found.
        var found = nights.AsParallel().AsOrdered().Select(n => Night(zip, n, [.. keys.Where(k => k.Device == n.Device)], held)).ToList();
        faults.AddRange(found.SelectMany(n => n.Faults));
        lines.AddRange(found.SelectMany(n => n.Lines));
        var used = found.SelectMany(n => n.Keys).ToHashSet();
        Keys(reader, [.. keys.Where(k => used.Contains(k.Id))], faults, lines);
        foreach (var anchor in held.Select(h => h.Anchor).DistinctBy(a => a.Number).OrderBy(a => a.Number))
            lines.Add(FormattableString.Invariant($"Anchor {anchor.Number}, made {InstantConverter.Write(anchor.Made)}, SHA-256 {anchor.Digest}: ")
                + "compare it with the one that was kept elsewhere.");
        return new(faults, lines);
    }

    private static List<HeldRun> Held(SealedReader reader, List<PackFault> faults)
    {
        var held = new List<HeldRun>();
        foreach (var run in reader.Held())
        {
            if (run.FindFault() is { } fault)
                faults.Add(new(SealedParts.AnchorsName, $"{SealedParts.AnchorsName}: {fault}."));
            else
                held.Add(run);
        }
        return held;
    }

    private static (List<PackFault> Faults, List<string> Lines, IReadOnlyCollection<string> Keys) Night(
        ZipArchive zip, SealedNight night, IReadOnlyList<SealKey> keys, List<HeldRun> held)
    {
        var (faults, lines) = (new List<PackFault>(), new List<string>());
        var reader = new SealedReader(zip, faults);
        var (seals, minutes) = (reader.Seals(night), reader.Minutes(night));
        var seconds = night.Streams.Contains(Streams.Noise) ? reader.Seconds(night) : [];
        var scope = new SealScope(night.From, night.To) { Streams = night.Streams.ToHashSet(), KeptSince = night.KeptSince, IsCut = true };
        // Rows of a run that has no seal, as the pack states, are held against nothing.
        var bare = night.Absent.Where(a => a.Stream == AbsentRows.Run).Select(a => a.Boot).ToHashSet();
        var rows = seconds.Select(s => (UpRecord)s.Record).Concat(minutes.Select(m => m.Record)).ToLookup(r => bare.Contains(r.Boot));
        var report = SealCheck.Verify(night.Device, keys, scope, seals.Select(s => s.Record), rows[false]);
        var unsealed = report.Unsealed + rows[true].Count();
        var names = new SealedNames(night, seals, seconds, minutes);
        var (stated, wrong) = (report.Findings.Where(f => IsStated(night, f)).ToList(), report.Findings.Where(f => !IsStated(night, f)).ToList());
        faults.AddRange(wrong.Select(names.Fault));
        var anchored = Anchored(night, seals, held, faults);
        lines.Add(FormattableString.Invariant($"{night.Folder}: {report.Rows} rows of {seconds.Count} seconds and {minutes.Count} minutes are as the ")
            + FormattableString.Invariant($"device sealed them, by {report.Seals} seals, {anchored} of them in anchors."));
        if (unsealed > 0 || report.Seals == 0)
            lines.Add(report.Seals == 0 ? $"{night.Folder}: NOT SEALED. Only the signature speaks for its rows."
                : FormattableString.Invariant($"{night.Folder}: {unsealed} rows are in no seal: only the signature speaks for them."));
        if (report.Erased > 0)
            lines.Add(FormattableString.Invariant($"{night.Folder}: {report.Erased} sealed rows were erased on schedule, as the pack states."));
        if (stated.Count > 0)
            lines.Add(FormattableString.Invariant($"{night.Folder}: {stated.Count} sealed rows or seals never came, as the pack states, the first: ")
                + stated[0].Words);
        lines.AddRange(report.Notes.Select(n => $"{night.Folder}: {n}"));
        return (faults, lines, seals.Select(s => s.Record.Key).ToHashSet());
    }

    /// <summary>Known when the pack was made: what was never received is missing from the start. Of what was changed nothing is excused.</summary>
    private static bool IsStated(SealedNight night, SealFinding found) => found.Fault switch
    {
        SealFault.Removed => night.Absent.Any(a => a.Has(found.Stream, found.Boot, found.Seq)),
        SealFault.Chain => night.Absent.Any(a => a.Has(AbsentRows.Chain, found.Boot, found.Seq)),
        _ => false,
    };

    /// <summary>How many seals are in anchors; the one before the night's first must be the one that it names.</summary>
    private static int Anchored(SealedNight night, IReadOnlyList<NumberedRow<SealRecord>> seals, List<HeldRun> held, List<PackFault> faults)
    {
        var (count, known) = (0, seals.Select(s => (s.Record.Boot, s.Record.Seq)).ToHashSet());
        foreach (var (seal, line) in seals)
        {
            if (Digest(seal.Seq) is { } digest)
            {
                if (digest == SealHead.DigestOf(night.Device, seal))
                    count++;
                else
                    faults.Add(Fault(line, $"an anchor holds another seal of that number (minute {InstantConverter.Write(seal.T)})"));
            }
            if (!known.Contains((seal.Boot, seal.Seq - 1)) && Digest(seal.Seq - 1) is { } before && before != seal.Previous)
                faults.Add(Fault(line, $"it follows another seal than the one that an anchor holds (minute {InstantConverter.Write(seal.T)})"));

            string? Digest(long seq) => held.Select(h => h.DigestOf(night.Device, seal.Boot, seq)).FirstOrDefault(d => d is not null);
        }
        return count;

        PackFault Fault(int line, string words) => new(night.Seals, FormattableString.Invariant($"{night.Seals}, line {line}: {words}."));
    }

    private static void Keys(SealedReader reader, IReadOnlyList<SealKey> used, List<PackFault> faults, List<string> lines)
    {
        var authorities = reader.Text(SealedParts.AuthoritiesName);
        try
        {
            foreach (var key in used.Where(k => k.Kind == SealKeyKind.Enrolled))
            {
                if (key.FindFault(authorities) is { } fault)
                    faults.Add(new(SealedParts.KeysName, $"{SealedParts.KeysName}, key {key.Id} of {key.Device}: {fault}."));
            }
            if (!used.Any(k => k.Kind == SealKeyKind.Enrolled))
                return;
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(authorities);
            lines.AddRange(roots.Select(r => "Devices' keys are vouched for by the authority "
                + $"{r.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()}: compare it with the council's."));
        }
        catch (CryptographicException e)
        {
            faults.Add(new(SealedParts.AuthoritiesName, $"{SealedParts.AuthoritiesName} or a certificate does not read: {e.Message}"));
        }
    }
}
