using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Whether a pack is as it was signed, to its last byte. It reads nothing but the pack.</summary>
internal static class PackCheck
{
    /// <param name="pack">The ZIP; seekable.</param>
    public static PackVerdict Check(Stream pack)
    {
        if (PackHead.Read(pack, out var fault) is not { } head)
            return fault is null ? PackedAnew.Check(pack) : new(null, false, null, [fault]);
        var layout = PackLayout.Of(head.Manifest, head.Json, head.Signature);
        var inPlace = InPlace(pack, head.Manifest, layout);
        // Changed in place, or by a program that wrote the ZIP anew: then its parts say more than the places of its bytes.
        var (length, expected) = (pack.Length, layout[^1].At + layout[^1].Length);
        var faults = inPlace.Count > 0 && length != expected && PackedAnew.Faults(pack, head.Manifest) is { Count: > 0 } anew ? anew : inPlace;
        return new(head.Manifest, true, head.Manifest.Fingerprint(), faults);
    }

    private static List<PackFault> InPlace(Stream pack, PackManifest manifest, IReadOnlyList<PackRegion> layout)
    {
        var faults = new List<PackFault>();
        var length = pack.Length;
        foreach (var region in layout)
        {
            if (region.At + region.Length > length)
            {
                // Content that was shortened shows as its own rows; everything behind it has only moved.
                if (faults.Count == 0)
                    faults.Add(new(region.Name, string.Create(CultureInfo.InvariantCulture,
                        $"The file ends at byte {length}, within {Words(region)}: {layout[^1].At + layout[^1].Length - length} bytes are missing.")));
                return faults;
            }
            pack.Position = region.At;
            if (region.Exact is { } exact)
            {
                var found = new byte[exact.Length];
                pack.ReadExactly(found);
                if (found.AsSpan().CommonPrefixLength(exact) is var same && same < exact.Length)
                    faults.Add(new(region.Name, string.Create(CultureInfo.InvariantCulture,
                        $"Byte {region.At + same} of the ZIP, in {Words(region)}, is not as it was written.")));
            }
            else if (ContentFault.Find(new Section(pack, region.At, LengthNow(pack, region, layout)), region.Part!,
                () => Rows(pack, manifest, layout)) is { } fault)
                faults.Add(fault);
            // A length that is wrong moves all that follows: the first fault is the one that says something.
            if (faults.Count > 0 && length != layout[^1].At + layout[^1].Length)
                return faults;
        }
        var end = layout[^1].At + layout[^1].Length;
        if (length > end)
            faults.Add(new("", string.Create(CultureInfo.InvariantCulture, $"{length - end} bytes were added behind the end of the ZIP, from byte {end}.")));
        return faults;
    }

    /// <summary>As signed; of content that was shortened or lengthened as far as the next header, which has moved with it.</summary>
    private static long LengthNow(Stream pack, PackRegion region, IReadOnlyList<PackRegion> layout)
    {
        var next = layout[layout.Index().First(r => r.Item == region).Index + 1];
        var moved = pack.Length - (layout[^1].At + layout[^1].Length);
        if (moved == 0 || next.Exact is not { } header || next.At + moved < region.At || next.At + moved + header.Length > pack.Length)
            return region.Length;
        var found = new byte[header.Length];
        pack.Position = next.At + moved;
        pack.ReadExactly(found);
        return found.AsSpan().SequenceEqual(header) ? region.Length + moved : region.Length;
    }

    /// <summary>The digests of lines where they were written; null = they are not as signed.</summary>
    private static byte[]? Rows(Stream pack, PackManifest manifest, IReadOnlyList<PackRegion> layout)
    {
        var region = layout.FirstOrDefault(r => r.Part?.Name == PackManifest.RowsName);
        // From the end, so that they are found where a part before them was shortened.
        var moved = pack.Length - (layout[^1].At + layout[^1].Length);
        foreach (var at in new[] { region?.At ?? -1, (region?.At ?? -1) + moved }.Distinct())
        {
            if (region is not null && at >= 0 && at + region.Length <= pack.Length
                && ContentFault.ReadWhole(new Section(pack, at, region.Length), manifest, region.Name) is { } rows)
                return rows;
        }
        return null;
    }

    private static string Words(PackRegion region) => region.Kind switch
    {
        PackRegionKind.Header => $"the ZIP's header of {region.Name}",
        PackRegionKind.Directory => $"the ZIP's directory at its end, entry of {region.Name}",
        PackRegionKind.End => "the ZIP's last record",
        _ => region.Name,
    };
}
