using System.IO.Hashing;
using System.Text;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Manifest and signature of a pack as they lie at its beginning.</summary>
/// <param name="Json">The manifest's bytes.</param>
/// <param name="Signature">Those of its signature.</param>
/// <param name="Manifest">What it states.</param>
internal sealed record PackHead(byte[] Json, byte[] Signature, PackManifest Manifest)
{
    /// <summary>No manifest is longer.</summary>
    private const int Longest = 64 << 20;

    private static readonly byte[] Mark = [0x50, 0x4b, 3, 4];

    /// <summary>How the header of a pack's manifest begins: version 2.0, UTF-8, stored.</summary>
    private static readonly byte[] Beginning = [.. Mark, 20, 0, 0, 8, 0, 0];

    private static readonly byte[] Name = Encoding.ASCII.GetBytes(PackManifest.FileName);

    /// <summary>Null: what is there is not signed, or no pack; <paramref name="fault"/> says which of its parts was changed, or is null.</summary>
    public static PackHead? Read(Stream pack, out PackFault? fault)
    {
        fault = null;
        pack.Position = 0;
        var bytes = new byte[(int)Math.Min(pack.Length, Longest)];
        pack.ReadExactly(bytes);
        if (bytes.Length < PackLayout.ManifestAt)
            return null;
        // By the header's length, and if that was changed by the next header.
        var stated = BitConverter.ToUInt32(bytes, 18);
        var next = bytes.AsSpan(PackLayout.ManifestAt).IndexOf(Mark);
        foreach (var length in new[] { stated, (uint)Math.Max(0, next) }.Distinct())
        {
            if (At(bytes, length) is { } head && head.Manifest.IsSigned(head.Json, head.Signature))
                return head;
        }
        // Another program's ZIP: its entries are to be read its way.
        if (!bytes.AsSpan().StartsWith(Beginning) || !bytes.AsSpan(PackLayout.HeaderLength).StartsWith(Name))
            return null;
        var whole = PackLayout.ManifestAt + (long)stated <= bytes.Length ? bytes.AsSpan(PackLayout.ManifestAt, (int)stated) : [];
        fault = Crc32.HashToUInt32(whole) != BitConverter.ToUInt32(bytes, 14)
            ? new(PackManifest.FileName, "The list of parts (manifest.json) is not as it was signed: what it states of the parts is not to be relied on.")
            : new(PackManifest.SignatureName, "The signature (manifest.sig) is not that of the list of parts (manifest.json).");
        return null;
    }

    private static PackHead? At(byte[] bytes, uint length)
    {
        var signature = PackLayout.ManifestAt + (long)length + PackLayout.HeaderLength + PackManifest.SignatureName.Length;
        if (length == 0 || signature + PackKey.SignatureLength > bytes.Length)
            return null;
        var json = bytes.AsSpan(PackLayout.ManifestAt, (int)length);
        return PackManifest.Read(json) is { } manifest
            ? new(json.ToArray(), bytes.AsSpan((int)signature, PackKey.SignatureLength).ToArray(), manifest) : null;
    }
}
