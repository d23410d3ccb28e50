using System.Globalization;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;
using Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>Where packs are kept.</summary>
internal sealed record PackFolder(string Path)
{
    public const string Name = "packs";
}

/// <summary>Makes packs, one at a time, and keeps each: what was handed out can be handed out again.</summary>
internal sealed class PackMaker(PackGather gather, PackSounds sounds, PackKey key, PackFolder folder, CaseJournal journal, AuditLog audit) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <param name="file">The case.</param>
    /// <param name="wish">A wish without a fault.</param>
    /// <param name="caller">By which hand.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then.</param>
    /// <returns>The journal's entry of the pack, or why there is none.</returns>
    /// <exception cref="IOException">The reading store is away, or the pack cannot be written.</exception>
    public async Task<(CaseEntry? Entry, string? Fault)> MakeAsync(CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken)
    {
        if (sounds.FindFault(wish, caller) is { } refused)
            return (null, refused);
        await one.WaitAsync(cancellationToken);
        IReadOnlyList<PackSound> sound = [];
        try
        {
            var facts = await gather.ReadAsync(file, wish, caller, cancellationToken);
            if (facts.Nights.Count == 0)
                return (null, "No microphone of the case stood at its home on any of these nights.");
            (sound, var closed) = await sounds.OpenAsync(file, wish, caller, cancellationToken);
            return closed is not null ? (null, closed)
                : await KeepAsync(sound.Count > 0 ? facts with { Sound = sound, For = facts.For.WithSound() } : facts, caller, cancellationToken);
        }
        finally
        {
            PackSounds.Overwrite(sound);
            one.Release();
        }
    }

    /// <summary>What a pack of these facts would state, without making it.</summary>
    public Task<PackFacts> LookAsync(CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken) =>
        gather.LookAsync(file, wish, caller, cancellationToken);

    private async Task<(CaseEntry? Entry, string? Fault)> KeepAsync(PackFacts facts, Caller caller, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        // What a run that was killed left may hold sound.
        foreach (var left in Directory.EnumerateFiles(folder.Path).Where(f => !f.EndsWith(".zip", StringComparison.Ordinal)))
            File.Delete(left);
        var name = string.Create(CultureInfo.InvariantCulture, $"{facts.File.Id}-{facts.For.Id}-{facts.Made.UtcDateTime:yyyyMMdd'T'HHmmssfff}.zip");
        var (partial, path) = (Path.Combine(folder.Path, name + ".part"), Path.Combine(folder.Path, name));
        var disclosed = new List<CaseEntry>();
        try
        {
            await sounds.DiscloseAsync(facts, name, caller, disclosed, cancellationToken);
            using var digests = new PartDigests(isText: false);
            await using (var to = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            await using (var through = new DigestedStream(to, digests))
                await WriteAsync(facts, through, cancellationToken);
            if (await sounds.FindGoneAsync(facts, cancellationToken) is { } gone)
                return (null, $"Clip {gone} was destroyed or taken out of the case while the pack was made: make it again without.");
            File.Move(partial, path);
            var made = digests.End(name, 0);
            var entry = await journal.AddAsync(facts.File.Id, new PackMade(name, facts.For.Id,
                [.. facts.Nights.Select(n => n.Place.Night.Date).Distinct()], made.Bytes, made.Sha256, key.Fingerprint), facts.Made, caller.Hand,
                CancellationToken.None);
            await audit.WriteAsync(caller.Hand, "pack made", $"{facts.File.Id} {name}", $"{made.Sha256} key {key.Fingerprint}");
            return (entry, null);
        }
        finally
        {
            File.Delete(partial);
            if (!File.Exists(path))
                await sounds.TakeBackAsync(disclosed, caller.Hand);
        }
    }

    /// <summary>Writes the pack of these facts.</summary>
    public async Task<PackManifest> WriteAsync(PackFacts facts, Stream to, CancellationToken cancellationToken)
    {
        var figures = PackFigures.Of(facts);
        await using var writer = new PackWriter(folder.Path);
        foreach (var part in Parts(facts, figures))
            await writer.AddAsync(part, cancellationToken);
        return await writer.EndAsync(to, facts.File.Id, facts.For.Name, facts.Made, facts.Version, key, cancellationToken);
    }

    /// <summary>Where a pack is; null = it is not kept.</summary>
    public string? PathOf(PackMade made) =>
        Path.GetFileName(made.File) == made.File && Path.Combine(folder.Path, made.File) is var path && File.Exists(path) ? path : null;

    public void Dispose() => one.Dispose();

    /// <summary>Everything of a pack, in order. A further part is a line here.</summary>
    private static IEnumerable<PackPart> Parts(PackFacts facts, PackFigures figures)
    {
        yield return PackPart.Of(PackVerifyText.FileName, PackVerifyText.Of(facts));
        yield return PackPart.Of(PackDocument.FileName, PackDocument.Write(facts, figures));
        if (facts.For.Has(PackField.Statement) && StatementDraft.Missing(facts.Statement).Count == 0)
            yield return PackPart.Of("statement.txt", PackStatement.Text(facts, figures));
        foreach (var part in PackTables.Of(facts, figures))
            yield return part;
        foreach (var sound in facts.Sound)
            yield return PackPart.Of(sound.Name, sound.Wav);
    }
}
