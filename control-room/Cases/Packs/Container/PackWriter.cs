using System.Text;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>A part to be written.</summary>
/// <param name="Name">In the ZIP, with slashes.</param>
/// <param name="WriteAsync">Writes its bytes.</param>
internal sealed record PackPart(string Name, Func<Stream, CancellationToken, Task> WriteAsync)
{
    public static PackPart Of(string name, byte[] content) => new(name, (to, stopping) => to.WriteAsync(content, stopping).AsTask());

    public static PackPart Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));
}

/// <summary>Writes a pack: the parts first to a file beside, for the manifest before them has their digests.</summary>
internal sealed class PackWriter : IAsyncDisposable
{
    private readonly FileStream staged;
    private readonly MemoryStream rows = new();
    private readonly List<PackedPart> parts = [];

    /// <param name="folder">Where the file beside may lie meanwhile.</param>
    public PackWriter(string folder) => staged = new(Path.Combine(folder, Path.GetRandomFileName()), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        BufferSize = 1 << 16,
    });

    public IReadOnlyList<PackedPart> Parts => parts;

    public async Task AddAsync(PackPart part, CancellationToken cancellationToken)
    {
        if (parts.Exists(p => p.Name == part.Name))
            throw new InvalidOperationException($"Two parts of the pack are named '{part.Name}'.");
        using var digests = new PartDigests(PartDigests.IsText(part.Name));
        await using (var through = new DigestedStream(staged, digests))
            await part.WriteAsync(through, cancellationToken);
        parts.Add(digests.End(part.Name, rows.Length));
        foreach (var line in digests.Lines)
            rows.Write(BitConverter.GetBytes(line));
    }

    /// <summary>Adds what every pack has (public key, sums, digests of lines), signs, and writes all of it.</summary>
    /// <returns>The manifest as it was signed.</returns>
    public async Task<PackManifest> EndAsync(
        Stream to, string caseId, string variant, DateTimeOffset made, string version, PackKey key, CancellationToken cancellationToken)
    {
        await AddAsync(PackPart.Of(PackManifest.KeyName, key.PublicPem), cancellationToken);
        await AddAsync(PackPart.Of(PackManifest.SumsName, string.Concat(parts.Select(p => $"{p.Sha256}  {p.Name}\n"))), cancellationToken);
        // Last: it has the lines of all others.
        await AddAsync(PackPart.Of(PackManifest.RowsName, rows.ToArray()), cancellationToken);
        var manifest = new PackManifest(PackManifest.Current, caseId, variant, made.ToUniversalTime(), version, key.PublicPem, parts);
        var json = manifest.ToJson();
        var layout = PackLayout.Of(manifest, json, key.Sign(json));
        await staged.FlushAsync(cancellationToken);
        staged.Position = 0;
        var buffer = new byte[PackManifest.BlockLength];
        foreach (var region in layout)
        {
            if (region.Exact is { } exact)
            {
                await to.WriteAsync(exact, cancellationToken);
                continue;
            }
            for (var left = region.Length; left > 0;)
            {
                var read = await staged.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
                if (read == 0)
                    throw new IOException($"The pack's own file ended within {region.Name}.");
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
            }
        }
        return manifest;
    }

    public async ValueTask DisposeAsync()
    {
        await staged.DisposeAsync();
        await rows.DisposeAsync();
    }
}
