using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>How much sound a file holds, by lengths of 32 bits, of 64, and none at all.</summary>
public sealed class WavLengthTests : IDisposable
{
    private const int DataSizeAt = 40;
    private const string NoLength = "states no length of its samples, as a pipe or a recorder that was killed leaves it: measured to the end of the file";

    private static readonly float[] Samples = [0.5f, -0.25f, 0.125f];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void A_length_of_64_bits_counts(string name) =>
        Assert.Equal(Samples, Read([.. Long(name, Format(Pcm, 16), Whole(Samples, 16), 6), .. Chunk("LIST", [1, 2, 3, 4])]));

    [Fact]
    public void A_file_that_lost_most_of_its_four_gigabytes_is_read_as_far_as_it_goes() =>
        Reads(Long("RF64", Format(Pcm, 16), Whole(Samples, 16), 5_000_000_000),
            "states 5000000000 bytes of samples, as where the length was not known: measured to the end of the file");

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_long_file_whose_recorder_was_killed_holds_all_there_is(long stated) =>
        Assert.Equal(Samples, Read(Long("RF64", Format(Pcm, 16), Whole(Samples, 16), stated)));

    [Fact]
    public void A_long_file_may_count_its_samples_in_32_bits()
    {
        byte[] file = [.. "RF64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("fmt ", Format(Pcm, 16)),
            .. Chunk("data", Whole(Samples, 16)), .. Chunk("LIST", [1, 2])];
        Assert.Equal(Samples, Read(file));
    }

    [Fact]
    public void A_long_file_without_its_length_holds_all_there_is() =>
        Reads([.. "RF64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("fmt ", Format(Pcm, 16)), .. "data"u8, .. Number(-1, 4), .. Whole(Samples, 16)], NoLength);

    [Fact]
    public void A_length_chunk_that_is_too_short_is_refused() =>
        Refuses([.. "BW64"u8, .. Number(-1, 4), .. "WAVE"u8, .. Chunk("ds64", new byte[16])],
            "has a ds64 chunk of 16 bytes at byte 12; it must have at least 24");

    [Theory]
    [InlineData(0)]
    [InlineData(0x7FFF_F000)]
    [InlineData(0x7FFF_FFFF)]
    [InlineData(0x8000_0000)]
    [InlineData(0xFFFF_FF00)]
    [InlineData(0xFFFF_FFDB)]
    [InlineData(uint.MaxValue)]
    public void A_length_that_a_pipe_or_a_killed_recorder_left_open_means_all_there_is(uint stated) =>
        Reads([.. Stating(stated), 0x7F], stated is 0 or uint.MaxValue ? NoLength
            : $"states {stated} bytes of samples, as where the length was not known: measured to the end of the file"); // half a frame is no sample

    [Theory]
    [InlineData(6 + 8)]
    [InlineData(6 + 36)]
    [InlineData(6 + 44)]
    [InlineData(1000)]
    public void A_length_that_overstates_means_all_there_is(uint stated) =>
        Reads(Stating(stated), $"states {stated} bytes of samples and holds 6: it was cut short or its length is wrong, and all it holds is measured");

    [Fact]
    public void Sound_that_goes_on_behind_a_length_that_wrapped_round_is_read_to_its_end()
    {
        var (stated, loud) = (Samples, Enumerable.Range(0, 100).Select(n => n % 3 / 4f - 0.25f).ToArray());
        byte[] file = Riff([.. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("data", Whole(stated, 16)), .. Whole(loud, 16)]);
        using var wav = WavFile.Open(Write(file));
        Assert.Equal(103, wav.Frames);
        Assert.Equal(
            "states 6 bytes of samples and goes on behind them, as where a length wrapped round at 4 GiB: measured to the end of the file", wav.Remark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(0x7FFF_FFFF)]
    [InlineData(uint.MaxValue)]
    public void Chunks_at_the_end_are_no_sound_whatever_the_length_says(uint stated)
    {
        using var wav = WavFile.Open(Write([.. Stating(stated), .. Chunk("LIST", new byte[26]), .. Chunk("id3 ", new byte[7])]));
        var samples = new float[4];
        Assert.NotNull(wav.Remark);
        Assert.Equal(Samples, samples[..wav.Read(samples)]);
    }

    [Fact]
    public void A_chunk_that_was_cut_off_behind_the_samples_is_no_sound()
    {
        using var wav = WavFile.Open(
            Write(Riff([.. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("data", Whole(Samples, 16)), .. Chunk("LIST", new byte[30])[..20]])));
        Assert.Equal((3, null), (wav.Frames, wav.Remark));
    }

    [Fact]
    public void A_length_of_nothing_before_another_chunk_means_nothing() =>
        Refuses(Riff([.. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("data", []), .. Chunk("LIST", [1, 2, 3, 4])]),
            "holds no samples: its data chunk at byte 36 has 0 bytes, and a frame takes 2");

    private static byte[] Stating(uint length)
    {
        var file = File(Pcm, 16, Whole(Samples, 16));
        Number(length, 4).CopyTo(file, DataSizeAt);
        return file;
    }

    private void Reads(byte[] file, string remark)
    {
        Assert.Equal(Samples, Read(file));
        using var wav = WavFile.Open(Write(file));
        Assert.Equal(remark, wav.Remark);
    }

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
