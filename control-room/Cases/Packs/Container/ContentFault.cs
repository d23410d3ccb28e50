using System.Globalization;
using System.Runtime.InteropServices;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Whether a part is as it was signed, and which block and row is the first that is not.</summary>
internal static class ContentFault
{
    /// <param name="content">What is there.</param>
    /// <param name="signed">What was signed.</param>
    /// <param name="rows">The pack's digests of lines, asked for only where something is wrong; null = they are not as signed themselves.</param>
    public static PackFault? Find(Stream content, PackedPart signed, Func<byte[]?> rows)
    {
        using var digests = new PartDigests(signed.Rows is not null);
        var found = Digest(content, digests, signed.Name);
        if (found.Sha256 == signed.Sha256 && found.Bytes == signed.Bytes)
            return null;
        var block = 0;
        while (block < signed.Blocks.Count && block < found.Blocks.Count && signed.Blocks[block] == found.Blocks[block])
            block++;
        block++;
        var row = signed.Rows is { } lines && rows() is { } all ? RowFault.Find(signed.Name, Of(all, lines), digests.Lines) : null;
        var size = found.Bytes == signed.Bytes ? "" : $" It has {Number(found.Bytes)} bytes; {Number(signed.Bytes)} were signed.";
        return new(signed.Name, $"{signed.Name} is not as it was signed: {(row is null ? "" : row + ", ")}block {Number(block)} of "
            + $"{Number(signed.Blocks.Count)} "
            + $"(from its byte {Number((long)(block - 1) * PackManifest.BlockLength)}).{size}", block);
    }

    /// <summary>All of a part, if it is as it was signed.</summary>
    public static byte[]? ReadWhole(Stream content, PackManifest manifest, string name)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        return manifest.Parts.FirstOrDefault(p => p.Name == name) is { } signed && Find(copy, signed, () => null) is null ? copy.ToArray() : null;
    }

    private static PackedPart Digest(Stream content, PartDigests digests, string name)
    {
        var buffer = new byte[PackManifest.BlockLength];
        while (content.Read(buffer) is var read and > 0)
            digests.Add(buffer.AsSpan(0, read));
        return digests.End(name, 0);
    }

    private static uint[] Of(byte[] all, PartRows rows)
    {
        var (from, length) = (rows.At, (long)rows.Count * PackManifest.RowDigest);
        return from < 0 || from + length > all.Length ? [] : MemoryMarshal.Cast<byte, uint>(all.AsSpan((int)from, (int)length)).ToArray();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
