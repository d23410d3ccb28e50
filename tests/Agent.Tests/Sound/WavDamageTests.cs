using Solutions.Edge.Agent.Sound;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>Whatever bytes a file holds: it is read, or refused in a sentence.</summary>
public class WavDamageTests
{
    private const int Seed = 20261124;

    private static readonly float[] Samples = [.. Enumerable.Range(-20, 40).Select(n => n / 64f)];

    public static TheoryData<byte[]> Whole { get; } =
    [
        Riff([.. Chunk("LIST", [1, 2, 3]), .. Chunk("fmt ", Format(Pcm, 16, 2)), .. Chunk("data", Whole(Samples, 16)), .. Chunk("id3 ", [5])]),
        Riff([.. Chunk("fmt ", ExtensibleFormat(Pcm, 24, 20)), .. Chunk("data", Whole(Samples, 24))]),
        File(IeeeFloat, 64, Doubles(Samples)),
        Long("RF64", ExtensibleFormat(IeeeFloat, 32, 32), Floats(Samples), 4 * Samples.Length),
        Long("BW64", Format(Pcm, 32), Whole(Samples, 32), 4 * Samples.Length),
    ];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Cut_anywhere_it_is_read_as_far_as_it_goes_with_a_remark_or_refused_where_it_has_no_sample(byte[] file)
    {
        var (start, end) = (file.AsSpan().IndexOf("data"u8) + 8, file.AsSpan().IndexOf("data"u8) + 8 + DataBytes(file));
        for (var length = 0; length < start; length++)
            Assert.False(CanBeRead(file[..length]), $"{length} of {file.Length} bytes were read");
        for (var length = start + 16; length < end; length++)
        {
            Assert.NotNull(WavHeader.Read(new MemoryStream(file[..length]), "sound.wav").Remark);
        }
        Assert.True(CanBeRead(file[..end]));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Bytes_changed_at_random_do_no_harm(byte[] file)
    {
        var random = new Random(Seed);
        var read = 0;
        for (var trial = 0; trial < 4000; trial++)
        {
            var damaged = file[..];
            for (var flips = random.Next(1, 5); flips > 0; flips--)
                damaged[random.Next(file.Length)] = (byte)random.Next(256);
            read += CanBeRead(damaged) ? 1 : 0;
        }
        Assert.InRange(read, 500, 3900); // both ways out are taken
    }

    [Fact]
    public void Headers_of_random_chunks_do_no_harm()
    {
        var random = new Random(Seed);
        string[] names = ["fmt ", "data", "ds64", "LIST", "fact", "JUNK"];
        for (var trial = 0; trial < 4000; trial++)
        {
            List<byte> file = [.. random.Next(2) == 0 ? "RIFF"u8 : "RF64"u8, .. Number(-1, 4), .. "WAVE"u8];
            for (var chunks = random.Next(1, 6); chunks > 0; chunks--)
            {
                var body = new byte[random.Next(0, 48)];
                random.NextBytes(body);
                var size = random.Next(4) switch { 0 => random.NextInt64(1L << 32), 1 => uint.MaxValue, _ => body.Length };
                file.AddRange([.. System.Text.Encoding.ASCII.GetBytes(names[random.Next(names.Length)]), .. Number(size, 4), .. body]);
            }
            CanBeRead([.. file]);
        }
    }

    /// <summary>Reads it to its end; false if it was refused. Any exception but the one fails the test.</summary>
    private static bool CanBeRead(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file);
            var header = WavHeader.Read(stream, "sound.wav");
            var frames = header.DataBytes / header.Format.FrameBytes;
            Assert.InRange(header.DataStart + header.DataBytes, 1, file.Length);
            WavSamples.Convert(header.Format, file.AsSpan((int)header.DataStart, (int)frames * header.Format.FrameBytes),
                header.Format.Channels - 1, 1, new float[frames]);
            return true;
        }
        catch (AudioSourceException e)
        {
            Assert.StartsWith("sound.wav ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }

    private static int DataBytes(byte[] file) => BitConverter.ToInt32(file, file.AsSpan().IndexOf("data"u8) + 4) is > 0 and var bytes
        ? bytes
        : 4 * Samples.Length;
}
