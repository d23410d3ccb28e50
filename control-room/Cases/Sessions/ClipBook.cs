using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>What is known of a sound clip of a case; of its sound nothing.</summary>
/// <param name="Asked">Its entry in the journal: when it was asked for, by which hand, and whether it was taken out of the case.</param>
/// <param name="Says">What was asked for.</param>
/// <param name="From">When its sound begins; null = the device has not stated it.</param>
/// <param name="Seconds">How long it is; null = the device has not stated it.</param>
/// <param name="IsHere">True: all its sealed bytes have come.</param>
/// <param name="Bytes">How many sealed bytes the device stated.</param>
/// <param name="Sha256">SHA-256 of each block of 64 KiB of them, as the device stated; empty = its record has not come.</param>
/// <param name="Check">Whether the sealed bytes are those that the device stated; <see cref="CaptureCheck.None"/> = it had no such sound.</param>
/// <param name="Destroyed">The certificate; null = it is not destroyed.</param>
internal sealed record ClipFacts(CaseEntry Asked, ClipAsked Says, DateTimeOffset? From, double? Seconds, bool IsHere, long Bytes, IReadOnlyList<string> Sha256,
    CaptureCheck Check, CaseEntry? Destroyed)
{
    public string Id => Says.Clip;
}

/// <summary>A clip that was opened. Its bytes are in memory only: overwrite them once they are used.</summary>
/// <param name="Wav">The whole file.</param>
/// <param name="Sound">What it says.</param>
internal sealed record OpenedClip(byte[] Wav, ClipWav Sound);

/// <summary>The sound clips of cases, and the one way to open them: by a reason, and into the audit.</summary>
internal sealed class ClipBook(CaseJournal journal, SealedClips clips, EvidenceKeys keys, AuditLog audit)
{
    /// <summary>Those of a case, the first asked for first; destroyed ones and those taken out of the case too.</summary>
    public async Task<IReadOnlyList<ClipFacts>> OfCaseAsync(string file, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadAsync(file, cancellationToken);
        var stored = (await clips.AllAsync(cancellationToken)).ToDictionary(c => c.Id);
        var destroyed = entries.Holding<ClipDestroyed>().ToLookup(e => e.Body.Clip, e => e.Entry);
        return [.. from entry in entries
                   where entry.Body is ClipAsked
                   let says = (ClipAsked)entry.Body
                   let capture = stored.GetValueOrDefault(says.Clip)
                   select new ClipFacts(entry, says, At(capture?.TakenMs), capture?.Span, capture?.ArrivedMs is not null, capture?.SaidBytes ?? 0,
                       capture?.SaidSha256 ?? [], capture?.Check ?? CaptureCheck.Unchecked, destroyed[says.Clip].FirstOrDefault())];
    }

    /// <summary>Opens a clip. That it was opened, or could not be, is in the audit with the reason.</summary>
    /// <param name="file">The case that it belongs to.</param>
    /// <param name="clip">Its id.</param>
    /// <param name="reason">Why, in the officer's words.</param>
    /// <param name="by">By which hand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The clip, or why it does not open.</returns>
    public async Task<(OpenedClip? Clip, string? Fault)> OpenAsync(string file, string clip, string? reason, string by, CancellationToken cancellationToken)
    {
        if (reason?.Trim() is not { Length: > 0 and <= 500 } why)
            return (null, $"reason is '{reason}'; it must say in 1 to 500 characters why the clip is opened.");
        if ((await OfCaseAsync(file, cancellationToken)).FirstOrDefault(c => c.Id == clip) is not { } facts)
            return (null, $"Case {file} has no clip '{clip}'.");
        var (opened, fault) = await UnsealAsync(facts, cancellationToken);
        await audit.WriteAsync(by, fault is null ? "sound clip opened" : "sound clip not opened", $"{file} {clip}", fault is null ? why : $"{why}; {fault}");
        return (opened, fault);
    }

    private async Task<(OpenedClip?, string?)> UnsealAsync(ClipFacts facts, CancellationToken cancellationToken)
    {
        if (facts.Destroyed is { Body: ClipDestroyed certificate })
            return (null, $"Clip {facts.Id} was destroyed, its key first ({certificate.Rule}): nothing opens it any more.");
        if (facts.Asked.Struck is { } struck)
            return (null, $"Clip {facts.Id} was taken out of the case ({struck.Why}) and is destroyed.");
        if (!facts.IsHere)
            return (null, facts.Check == CaptureCheck.None ? $"The device has no sound of what clip {facts.Id} was asked for."
                : $"Clip {facts.Id} has not come, or not all of it.");
        if (await clips.KeyAsync(facts.Id, cancellationToken) is not { } wrapped)
            return (null, $"The key of clip {facts.Id} is not there: nothing opens it.");
        try
        {
            using var site = keys.OfSite(facts.Says.Site);
            var key = WrappedKey.Unwrap(wrapped, site, facts.Id);
            var bytes = await clips.BytesAsync(facts.Id, cancellationToken);
            var wav = SealedSound.Open(key, facts.Id, bytes);
            CryptographicOperations.ZeroMemory(key);
            return (new(wav, ClipWav.Read(wav)), null);
        }
        catch (CryptographicException e)
        {
            return (null, $"The key of clip {facts.Id} does not open with the evidence key of its site: {e.Message}");
        }
        catch (SealedSoundException e)
        {
            return (null, $"Clip {facts.Id} does not open: {e.Message}.");
        }
    }

    private static DateTimeOffset? At(long? unixMs) => unixMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
