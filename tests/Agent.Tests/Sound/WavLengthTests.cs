using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>How much sound a file holds, by lengths of 32 bits, of 64, and none at all.</summary>
public sealed class WavLengthTests : IDisposable
{
    private const int DataSizeAt = 40;

    private static readonly float[] Samples = [0.5f, -0.25f, 0.125f];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void A_length_of_64_bits_counts(string name) =>
        Assert.Equal(Samples, Read([.. Long(name, Format(Pcm, 16), Whole(Samples, 16), 6), .. Chunk("LIST", [1, 2, 3, 4])]));

    [Fact]
    public void A_length_of_more_than_32_bits_is_believed_and_missed() => Refuses(Long("RF64", Format(Pcm, 16), Whole(Samples, 16), 5_000_000_000),
        "is truncated: its data chunk at byte 72 promises 5000000000 bytes and has 6");

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_long_file_whose_recorder_was_killed_holds_all_there_is(long stated) =>
        Assert.Equal(Samples, Read(Long("RF64", Format(Pcm, 16), Whole(Samples, 16), stated)));

    [Fact]
    public void A_long_file_may_count_its_samples_in_32_bits()
    {
        byte[] file = [.. "RF64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("data", Whole(Samples, 16)), .. Chunk("LIST", [1, 2])];
        Assert.Equal(Samples, Read(file));
    }

    [Fact]
    public void A_long_file_without_its_length_is_refused() =>
        Refuses([.. "RF64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("fmt ", Format(Pcm, 16)), .. "data"u8, .. Number(-1, 4), .. Whole(Samples, 16)],
            "has a data chunk at byte 36 whose length must stand in a ds64 chunk before it, and there is none");

    [Fact]
    public void A_length_chunk_that_is_too_short_is_refused() =>
        Refuses([.. "BW64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("ds64", new byte[16])], "has a ds64 chunk of 16 bytes at byte 12; it must have at least 24");

    [Theory]
    [InlineData(0)]
    [InlineData(uint.MaxValue)]
    public void A_length_that_a_pipe_or_a_killed_recorder_left_open_means_all_there_is(uint stated)
    {
        var file = File(Pcm, 16, Whole(Samples, 16));
        Number(stated, 4).CopyTo(file, DataSizeAt);
        Assert.Equal(Samples, Read([.. file, 0x7F])); // half a frame is no sample
    }

    [Fact]
    public void A_length_of_nothing_before_another_chunk_means_nothing() =>
        Refuses(Riff([.. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("data", []), .. Chunk("LIST", [1, 2, 3, 4])]),
            "holds no samples: its data chunk at byte 36 has 0 bytes, and a frame takes 2");

    private void Refuses(byte[] file, string sentence)
    {
        var path = Write(file);
        Assert.Equal($"{path} {sentence}", Assert.Throws<AudioSourceException>(() => WavFile.Open(path).Dispose()).Message);
    }

    private float[] Read(byte[] file)
    {
        using var wav = WavFile.Open(Write(file));
        var samples = new float[wav.Frames + 1];
        return samples[..wav.Read(samples)];
    }

    private string Write(byte[] file)
    {
        var path = Path.Combine(folder.Path, "sound.wav");
        System.IO.File.WriteAllBytes(path, file);
        return path;
    }
}
