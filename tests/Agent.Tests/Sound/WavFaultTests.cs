using System.Text;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>Every file that cannot be read gets one sentence: the file, the place, and what is wrong or would be right.</summary>
public sealed class WavFaultTests : IDisposable
{
    private const string Readable = "it must hold PCM of 16, 24 or 32 bits or float of 32 or 64";

    private static readonly byte[] Sixteen = Whole([0f, 0.5f, -0.5f, 0.25f, -1f, 0.75f], 16);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal("/nowhere/none.wav does not exist; it must be a WAV file",
        Assert.Throws<AudioSourceException>(() => WavFile.Open("/nowhere/none.wav")).Message);

    [Fact]
    public void A_folder_is_named() => Assert.Equal($"{folder.Path} is a folder; it must be a WAV file",
        Assert.Throws<AudioSourceException>(() => WavFile.Open(folder.Path)).Message);

    [Fact]
    public void A_device_without_an_end_is_no_file() => Assert.Matches("^/dev/zero (is empty|is a pipe or a device); it must be a WAV file",
        Assert.Throws<AudioSourceException>(() => WavFile.Open("/dev/zero")).Message);

    [Fact]
    public void An_empty_file_is_named() => Refuses([], "is empty; it must be a WAV file");

    [Theory]
    [InlineData("fLaC\0\0\0\x22....", "like a FLAC file")]
    [InlineData("OggS\0\x02......", "like an Ogg file")]
    [InlineData("ID3\x04\0\0......", "like an MP3 file")]
    [InlineData("RIFX....WAVE", "like a big-endian WAV file (RIFX)")]
    [InlineData("FORM....AIFF", "like an AIFF file")]
    [InlineData("RIFF....AVI ", "like an AVI film")]
    [InlineData("....ftypM4A ", "like an MP4 file")]
    [InlineData("\u00FF\u00FB\u0090\0........", "like an MP3 file")]
    [InlineData("{\"sites\":[]}", "with '{\"si'")]
    [InlineData("\u00FF\u00D8\u00FF", "with '\\xFF\\xD8\\xFF'")]
    public void A_file_of_another_kind_is_named_as_what_it_seems_to_be(string bytes, string seems) =>
        Refuses(Encoding.Latin1.GetBytes(bytes), $"is no WAV file: it begins {seems}; it must begin with RIFF, RF64 or BW64, and WAVE at byte 8");

    [Theory]
    [InlineData(6, 4, "Microsoft ADPCM of 4 bits", 2)]
    [InlineData(0, 8, "A-law of 8 bits", 6)]
    [InlineData(0, 8, "mu-law of 8 bits", 7)]
    [InlineData(0, 4, "IMA ADPCM of 4 bits", 0x11)]
    [InlineData(0, 0, "MP3 of 0 bits", 0x55)]
    [InlineData(0, 8, "sound of format tag 0x4D2A of 8 bits", 0x4D2A)]
    [InlineData(0, 8, "PCM of 8 bits", Pcm)]
    [InlineData(0, 20, "PCM of 20 bits", Pcm)]
    [InlineData(0, 16, "float of 16 bits", IeeeFloat)]
    public void An_encoding_that_cannot_be_read_is_named(int listBytes, int bits, string holds, int encoding) =>
        Refuses(Riff([.. listBytes > 0 ? Chunk("LIST", new byte[listBytes]) : [], .. Chunk("fmt ", Format(encoding, bits)), .. Chunk("data", new byte[16])]),
            $"holds {holds}; {Readable} (fmt chunk at byte {(listBytes > 0 ? 20 + listBytes : 12)})");

    [Fact]
    public void An_extensible_form_that_stands_for_no_format_tag_is_named() =>
        Refuses(Riff(Chunk("fmt ", ExtensibleFormat(Pcm, 16, 16, [0, 0, 0x21, 7, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0]))),
            $"holds sound of sub-format {{00000001-0721-11d3-8644-c8c1ca000000}}; {Readable} (fmt chunk at byte 12)");

    [Fact]
    public void More_valid_bits_than_bits_are_refused() =>
        Refuses(Riff(Chunk("fmt ", ExtensibleFormat(Pcm, 16, 24))),
            "has 24 valid bits in samples of 16; there cannot be more than these (fmt chunk at byte 12)");

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void A_number_of_channels_that_cannot_be_is_refused(int channels) =>
        Refuses(Riff(Chunk("fmt ", Format(Pcm, 16, channels))), $"has {channels} channels; it must have 1 to 1024 (fmt chunk at byte 12)");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-48_000, "4294919296")]
    public void A_sample_rate_that_cannot_be_is_refused(int rate, string shown) =>
        Refuses(Riff(Chunk("fmt ", Format(Pcm, 16, sampleRate: rate))), $"has a sample rate of {shown} Hz; it must be 1 to 2147483647 (fmt chunk at byte 12)");

    [Fact]
    public void Frames_of_another_length_than_their_samples_are_refused()
    {
        var format = Format(Pcm, 16, 2);
        format[12] = 0;
        Refuses(Riff([.. Chunk("fmt ", format), .. Chunk("data", Sixteen)]), "has frames of 0 bytes; 2 x 16 bits are 4 (fmt chunk at byte 12)");
    }

    [Fact]
    public void A_format_that_is_too_short_is_refused() =>
        Refuses(Riff(Chunk("fmt ", [1, 0, 1, 0])), "has a fmt chunk of 4 bytes at byte 12; it must have at least 16");

    [Fact]
    public void A_chunk_that_claims_four_gigabytes_is_named() =>
        Refuses([.. "RIFF"u8, .. Number(-1, 4), .. "WAVEfmt "u8, .. Number(-1, 4), .. Format(Pcm, 16)],
            "is truncated: its fmt chunk at byte 12 promises 4294967295 bytes and has 16");

    [Fact]
    public void A_file_cut_before_its_samples_is_named() => Refuses(File(Pcm, 16, Sixteen)[..36], "is truncated: it ends at byte 36, before its samples begin");

    [Fact]
    public void A_file_cut_within_its_first_word_is_named() =>
        Refuses(File(Pcm, 16, Sixteen)[..7], "is truncated: it ends at byte 7, before its samples begin");

    [Fact]
    public void A_place_where_a_chunk_should_begin_and_none_does_is_named() =>
        Refuses(Riff([.. Chunk("fmt ", Format(Pcm, 16)), .. new byte[64]]), "is damaged at byte 36: the name of a chunk must stand there, not 00000000");

    [Fact]
    public void A_file_without_samples_is_named() => Refuses(File(Pcm, 16, []), "holds no samples: its data chunk at byte 36 has 0 bytes, and a frame takes 2");

    [Fact]
    public void Samples_without_a_format_before_them_are_refused() =>
        Refuses(Riff(Chunk("data", [1, 2])), "has samples at byte 12 but no format before them; a fmt chunk must come first");

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_channel_that_is_not_there_is_named_with_those_that_are(int channel) =>
        Refuses(File(Pcm, 16, Sixteen, channels: 2), $"has no channel {channel}; it has 2, counted from 1", channel);

    private void Refuses(byte[] file, string sentence, int channel = 1)
    {
        var path = Path.Combine(folder.Path, "sound.wav");
        System.IO.File.WriteAllBytes(path, file);
        Assert.Equal($"{path} {sentence}", Assert.Throws<AudioSourceException>(() => WavFile.Open(path, channel).Dispose()).Message);
    }
}
