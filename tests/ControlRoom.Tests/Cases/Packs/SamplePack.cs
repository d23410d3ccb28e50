using System.Globalization;
using System.IO.Compression;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>A pack with parts of every kind, and what somebody might do to it.</summary>
internal sealed record SamplePack(byte[] Bytes, PackManifest Manifest, IReadOnlyList<PackRegion> Layout, string Fingerprint)
{
    public static readonly DateTimeOffset Made = new(2026, 11, 30, 1, 2, 4, TimeSpan.Zero);

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="signing">Another key than one of its own.</param>
    /// <param name="rows">Of its table.</param>
    /// <param name="picture">Bytes of its document.</param>
    public static async Task<SamplePack> MakeAsync(
        CancellationToken cancellationToken, PackKey? signing = null, int rows = 9000, int picture = 150_000)
    {
        using var folder = new TemporaryFolder();
        var key = signing ?? PackKey.Open(folder.Path, demonstration: false);
        await using var writer = new PackWriter(folder.Path);
        var seconds = string.Concat(Enumerable.Range(1, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{40 + i % 7 / 10.0}\n")));
        var document = new byte[picture];
        new Random(1).NextBytes(document);
        await writer.AddAsync(PackPart.Of("nights/2026-11-23.csv", "second,LAeq\n" + seconds), cancellationToken);
        await writer.AddAsync(PackPart.Of("pack.pdf", document), cancellationToken);
        await writer.AddAsync(PackPart.Of("figures.json", "[\n{\"id\":\"F1\"},\n{\"id\":\"F2\"}\n]\n"), cancellationToken);
        await writer.AddAsync(PackPart.Of("audit.ndjson", "{\"number\":1}\n{\"number\":2}\n"), cancellationToken);
        using var to = new MemoryStream();
        var manifest = await writer.EndAsync(to, "c-1", "in full", Made, "0.1.0", key, cancellationToken);
        var bytes = to.ToArray();
        var head = PackHead.Read(to, out _)!;
        return new(bytes, manifest, PackLayout.Of(manifest, head.Json, head.Signature), key.Fingerprint);
    }

    public PackRegion Region(string part) => Layout.Single(r => r.Kind == PackRegionKind.Content && r.Name == part);

    public byte[] Flipped(int at, byte bits)
    {
        var changed = Bytes.ToArray();
        changed[at] ^= bits;
        return changed;
    }

    /// <summary>Content put in place of other content, and nothing else touched.</summary>
    public byte[] Replaced(PackRegion region, byte[] content) => [.. Bytes[..(int)region.At], .. content, .. Bytes[(int)(region.At + region.Length)..]];

    /// <summary>Unpacked and packed again by another program, with one part changed, left out (null) or added.</summary>
    public byte[] WrittenAnew(string part, string? text)
    {
        using var from = new ZipArchive(new MemoryStream(Bytes));
        using var to = new MemoryStream();
        using (var anew = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.Where(e => e.FullName != part))
            {
                using var content = entry.Open();
                using var copy = anew.CreateEntry(entry.FullName).Open();
                content.CopyTo(copy);
            }
            if (text is not null)
            {
                using var added = new StreamWriter(anew.CreateEntry(part).Open());
                added.Write(text);
            }
        }
        return to.ToArray();
    }
}
