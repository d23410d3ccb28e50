using System.IO.Compression;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>A pack whose ZIP another program has written anew: its parts are read as that wrote them, and compared with those that were signed.</summary>
internal static class PackedAnew
{
    /// <summary>Where the ZIP does not begin as a pack does.</summary>
    public static PackVerdict Check(Stream pack)
    {
        try
        {
            using var zip = Open(pack);
            if (Bytes(zip, PackManifest.FileName) is not { } json)
                return new(null, false, null, [new("", "It is no pack: it is no ZIP that holds a manifest.json.")]);
            if (PackManifest.Read(json) is not { } manifest)
                return new(null, false, null, [new(PackManifest.FileName, "The list of parts (manifest.json) does not read.")]);
            if (Bytes(zip, PackManifest.SignatureName) is not { } signature)
                return new(manifest, false, null, [new(PackManifest.SignatureName, "The signature (manifest.sig) is missing.")]);
            if (!manifest.IsSigned(json, signature))
                return new(manifest, false, manifest.Fingerprint(), [new(PackManifest.FileName,
                    "The list of parts (manifest.json) is not as it was signed, or the signature (manifest.sig) was changed.")]);
            var faults = Faults(zip, manifest);
            return new(manifest, true, manifest.Fingerprint(), faults.Count > 0 ? faults :
                [new("", "Every part is as it was signed, but the ZIP round them was written anew by another program.")]);
        }
        catch (InvalidDataException)
        {
            return new(null, false, null, [new("", "It is no pack: it is no ZIP.")]);
        }
    }

    /// <summary>Parts that are missing, changed or added; null = the ZIP does not read.</summary>
    public static IReadOnlyList<PackFault>? Faults(Stream pack, PackManifest manifest)
    {
        try
        {
            using var zip = Open(pack);
            return Faults(zip, manifest);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static List<PackFault> Faults(ZipArchive zip, PackManifest manifest)
    {
        var faults = new List<PackFault>();
        foreach (var part in manifest.Parts)
        {
            if (zip.GetEntry(part.Name) is not { } entry)
            {
                faults.Add(new(part.Name, $"{part.Name} is missing."));
                continue;
            }
            using var content = entry.Open();
            if (ContentFault.Find(content, part, () => Rows(zip, manifest)) is { } fault)
                faults.Add(fault);
        }
        var known = manifest.Parts.Select(p => p.Name).Append(PackManifest.FileName).Append(PackManifest.SignatureName).ToList();
        faults.AddRange(zip.Entries.Where(e => !known.Remove(e.FullName)).Select(e => new PackFault(e.FullName,
            $"{e.FullName} was added: it was not signed.")));
        return faults;
    }

    private static ZipArchive Open(Stream pack)
    {
        pack.Position = 0;
        return new(pack, ZipArchiveMode.Read, leaveOpen: true);
    }

    private static byte[]? Rows(ZipArchive zip, PackManifest manifest)
    {
        using var content = zip.GetEntry(PackManifest.RowsName)?.Open();
        return content is null ? null : ContentFault.ReadWhole(content, manifest, PackManifest.RowsName);
    }

    private static byte[]? Bytes(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
