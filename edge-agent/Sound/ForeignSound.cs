using System.Text;

namespace Solutions.Edge.Agent.Sound;

/// <summary>What a file that is no WAV file seems to be, by its first bytes.</summary>
internal static class ForeignSound
{
    private static readonly (int At, byte[] Magic, string Name)[] Known =
    [
        (0, "fLaC"u8.ToArray(), "a FLAC file"),
        (0, "OggS"u8.ToArray(), "an Ogg file"),
        (0, "ID3"u8.ToArray(), "an MP3 file"),
        (0, "RIFX"u8.ToArray(), "a big-endian WAV file (RIFX)"),
        (8, "AIFF"u8.ToArray(), "an AIFF file"),
        (8, "AIFC"u8.ToArray(), "an AIFF-C file"),
        (8, "AVI "u8.ToArray(), "an AVI film"),
        (4, "ftyp"u8.ToArray(), "an MP4 file"),
        (0, "caff"u8.ToArray(), "a CAF file"),
        (0, "riff"u8.ToArray(), "a Wave64 file"),
        (0, ".snd"u8.ToArray(), "an AU file"),
        (0, "wvpk"u8.ToArray(), "a WavPack file"),
    ];

    /// <summary>"like a FLAC file", or the bytes themselves.</summary>
    /// <param name="head">The first bytes, 12 if there are so many.</param>
    public static string Like(ReadOnlySpan<byte> head)
    {
        foreach (var (at, magic, name) in Known)
            if (head.Length >= at + magic.Length && head[at..].StartsWith(magic))
                return $"like {name}";
        // The frame of an MP3 without a tag before it: eleven bits set, layer III.
        if (head is [0xFF, var second, ..] && (second & 0xE6) == 0xE2)
            return "like an MP3 file";
        var text = new StringBuilder();
        foreach (var b in head[..Math.Min(4, head.Length)])
            text.Append(b is >= (byte)' ' and <= (byte)'~' ? ((char)b).ToString() : $"\\x{b:X2}");
        return $"with '{text}'";
    }
}
