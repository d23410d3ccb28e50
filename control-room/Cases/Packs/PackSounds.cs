using System.Security.Cryptography;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;
using Solutions.Edge.ControlRoom.Cases.Sessions;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>Sound that an officer chose for a pack: each clip is opened as any is, and its disclosure is in journal and audit before the pack is.</summary>
internal sealed class PackSounds(ClipBook clips, CaseJournal journal, AuditLog audit, PacksSettings settings)
{
    /// <summary>Why this caller gets no sound into such a pack, in words; null = nothing is against it, or none is asked for.</summary>
    public string? FindFault(PackWish wish, Caller caller) =>
        wish.Sound.Count == 0 ? null
        : !caller.Has(Right.OpenClips) ? "Sound clips are for environmental health."
        : !settings.MayHoldSound(Redaction.Find(wish.For)!) ? $"for is '{wish.For}', whose variant holds no sound unless SOLUTIONS__PACKS__SOUNDFOR names it; "
            + "leave the clips out."
        : null;

    /// <summary>Opens those that are wished.</summary>
    /// <returns>All of them, or why one does not open.</returns>
    public async Task<(IReadOnlyList<PackSound> Sound, string? Fault)> OpenAsync(
        CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken)
    {
        var (opened, known) = (new List<PackSound>(), await clips.OfCaseAsync(file.Id, cancellationToken));
        foreach (var (clip, reason) in wish.Sound)
        {
            var (sound, fault) = await clips.OpenAsync(file.Id, clip, reason, caller.Hand, cancellationToken);
            if (sound is null)
            {
                Overwrite(opened);
                return ([], fault);
            }
            opened.Add(new(known.First(c => c.Id == clip), reason.Trim(), sound.Wav, sound.Sound.FullScaleDb));
        }
        return (opened, null);
    }

    /// <summary>Enters that copies go out, each as the exhibit that it is in this pack.</summary>
    /// <param name="facts">What the pack is made of.</param>
    /// <param name="pack">The pack's file.</param>
    /// <param name="caller">By which hand.</param>
    /// <param name="entries">Gets the journal's entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task DiscloseAsync(PackFacts facts, string pack, Caller caller, List<CaseEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var sound in facts.Sound)
        {
            var mark = PackExhibits.MarkOf(facts, sound);
            var disclosed = new ClipDisclosed(sound.Clip.Id, sound.Sha256, pack, facts.For.Name, mark, sound.Reason);
            entries.Add(await journal.AddAsync(facts.File.Id, disclosed, facts.Made, caller.Hand, cancellationToken));
            await audit.WriteAsync(caller.Hand, "sound clip disclosed", $"{facts.File.Id} {sound.Clip.Id}", $"{pack} {facts.For.Name}, {mark}: {sound.Reason}");
        }
    }

    /// <summary>The pack was not made after all.</summary>
    public async Task TakeBackAsync(IEnumerable<CaseEntry> entries, string by)
    {
        foreach (var entry in entries)
            await journal.StrikeAsync(entry.Case, entry.Number, "the pack was not made", by, CancellationToken.None);
    }

    /// <summary>A clip that was destroyed, or taken out of the case, while the pack was made; null = none was.</summary>
    public async Task<string?> FindGoneAsync(PackFacts facts, CancellationToken cancellationToken) =>
        facts.Sound.Count == 0 ? null : (await clips.OfCaseAsync(facts.File.Id, cancellationToken))
            .FirstOrDefault(c => facts.Sound.Any(s => s.Clip.Id == c.Id) && c is { Destroyed: not null } or { Asked.Struck: not null })?.Id;

    public static void Overwrite(IEnumerable<PackSound> sound)
    {
        foreach (var one in sound)
            CryptographicOperations.ZeroMemory(one.Wav);
    }
}
