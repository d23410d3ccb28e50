using System.Buffers;
using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults.Fuzzing;

/// <summary>What the fuzzer begins with: of each reader something that it takes. Made here; nothing of a third party's.</summary>
internal static class FuzzCorpus
{
    public static string Folder { get; } = Path.Combine(Tree.Root, "tests", "Faults", "Fuzzing", "corpus");

    private static string Golden => Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden", "v1");

    /// <summary>File names and contents.</summary>
    public static IEnumerable<(string Name, byte[] Input)> Make() => FuzzTarget.Readers.SelectMany((reader, first) =>
        Of(reader.Name).Select((bytes, n) =>
            (string.Create(CultureInfo.InvariantCulture, $"{reader.Name}-{n + 1}"), (byte[])[(byte)first, .. bytes])));

    /// <summary>Writes the folder anew.</summary>
    public static int Write()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        var made = Make().ToList();
        made.ForEach(m => File.WriteAllBytes(Path.Combine(Folder, m.Name), m.Input));
        return made.Count;
    }

    private static IEnumerable<byte[]> Of(string reader) => reader switch
    {
        Streams.Packed => [File.ReadAllBytes(Path.Combine(Golden, "packed.zst"))],
        "clip" => [Clip()],
        "sites" => [SmallSites()],
        "wav" => [Wav()],
        "clip-wav" => [ClipWav.Write("c1", "d-1", DateTimeOffset.UnixEpoch, 48_000, 120, [[0, 0.1f, -0.1f]])],
        "enrolment-code" => ["room.example:8444/AAAA.BBBB.CCCC"u8.ToArray()],
        _ => Directory.EnumerateFiles(Golden, reader + "*.json").Order(StringComparer.Ordinal)
            .Where(f => Path.GetFileName(f).Split('.')[0] == reader).Select(File.ReadAllBytes),
    };

    private static byte[] Clip()
    {
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        ClipFile.WriteFrame(clip, DateTimeOffset.UnixEpoch, [0xFF, 0xD8, 0xFF, 0xD9]);
        ClipFile.WriteFrame(clip, DateTimeOffset.UnixEpoch.AddSeconds(1), [0xFF, 0xD8, 1, 2, 3]);
        return clip.WrittenSpan.ToArray();
    }

    private static byte[] SmallSites() => new SitesFile
    {
        Version = 1,
        Sites =
        [
            new()
            {
                Id = "alley",
                Name = "Alley",
                Type = SiteType.ALLEY,
                TimeZone = "Europe/London",
                Devices = [new() { Id = "gate", Name = "Gate", Sound = new(), Gate = new() { Lock = LockType.Keyed } }],
            },
        ],
    }.Write();

    /// <summary>Eight samples of 16 bits.</summary>
    private static byte[] Wav() =>
    [
        .. "RIFF"u8, 52, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0xBB, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0, .. "data"u8, 16, 0, 0, 0,
        0, 0, 1, 0, 2, 0, 3, 0, 0xFF, 0x7F, 0, 0x80, 4, 0, 5, 0,
    ];
}
