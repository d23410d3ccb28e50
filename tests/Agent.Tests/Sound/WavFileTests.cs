using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

public sealed class WavFileTests : IDisposable
{
    /// <summary>Each is a whole number of 16-bit steps.</summary>
    private static readonly float[] Samples = [0f, 0.5f, -0.5f, 0.25f, -1f, 0.75f];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Whole_numbers_of_every_width_read_to_the_last_bit(int bits) =>
        Assert.Equal(Samples, Read(File(Pcm, bits, Data(Samples, bits))));

    [Fact]
    public void Floats_are_read_as_they_are() =>
        Assert.Equal([.. Samples, 1.5f], Read(File(IeeeFloat, 32, Floats([.. Samples, 1.5f]))));

    [Theory]
    [InlineData(Pcm, 24)]
    [InlineData(IeeeFloat, 32)]
    public void The_extensible_form_is_read_like_the_plain_one(int encoding, int bits) =>
        Assert.Equal(Samples, Read(Riff([.. Chunk("fmt ", ExtensibleFormat(encoding, bits)), .. Chunk("data", encoding == Pcm ? Data(Samples, bits) : Floats(Samples))])));

    [Fact]
    public void Of_two_channels_the_first_counts() =>
        Assert.Equal(Samples, Read(File(Pcm, 16, Data([.. Samples.SelectMany(s => new[] { s, 0.125f })], 16), channels: 2)));

    [Fact]
    public void Chunks_that_say_something_else_are_passed_over_also_odd_ones() =>
        Assert.Equal(Samples, Read(Riff([.. Chunk("LIST", [1, 2, 3]), .. Chunk("fmt ", Format(Pcm, 16)), .. Chunk("bext", [4]), .. Chunk("data", Data(Samples, 16))])));

    [Fact]
    public void A_length_that_a_pipe_left_open_means_all_there_is()
    {
        var file = File(Pcm, 16, Data(Samples, 16));
        file.AsSpan(40, 4).Fill(0xFF);
        Assert.Equal(Samples, Read(file));
    }

    [Fact]
    public void After_the_end_it_can_be_read_from_the_start_again()
    {
        using var wav = WavFile.Open(Write(File(Pcm, 16, Data(Samples, 16))));
        var some = new float[4];
        Assert.Equal([4, 2, 0], new[] { wav.Read(some), wav.Read(some), wav.Read(some) });
        wav.Rewind();
        Assert.Equal(4, wav.Read(some));
        Assert.Equal(Samples[..4], some);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal("/nowhere/none.wav does not exist; it must be a WAV file",
        Assert.Throws<AudioSourceException>(() => WavFile.Open("/nowhere/none.wav")).Message);

    [Fact]
    public void An_empty_file_is_named() => Refuses([], "is empty; it must be a WAV file");

    [Fact]
    public void A_file_of_another_kind_is_named() => Refuses([.. "OggS, and then some other sound"u8], "is no WAV file: it does not begin with RIFF and WAVE");

    [Fact]
    public void A_file_cut_within_its_samples_is_named() =>
        Refuses(File(Pcm, 16, Data(Samples, 16))[..^4], "is truncated: it promises 12 bytes of samples and has 8");

    [Fact]
    public void A_file_cut_before_its_samples_is_named() => Refuses(File(Pcm, 16, Data(Samples, 16))[..30], "is truncated: it ends before its samples begin");

    [Fact]
    public void A_file_without_samples_is_named() => Refuses(File(Pcm, 16, []), "holds no samples");

    [Fact]
    public void Samples_without_a_format_before_them_are_refused() => Refuses(Riff(Chunk("data", [1, 2])), "has samples but no format before them");

    [Theory]
    [InlineData(Pcm, 8)]
    [InlineData(7, 8)]
    [InlineData(IeeeFloat, 64)]
    public void An_encoding_that_cannot_be_read_is_named(int encoding, int bits) =>
        Refuses(File(encoding, bits, new byte[16]), $"holds encoding {encoding} of {bits} bits in 1 channels at 48000 Hz; it must hold PCM of 16, 24 or 32 bits or 32-bit float");

    [Fact]
    public void Another_sample_rate_is_refused_in_a_sentence()
    {
        var path = Write(File(Pcm, 16, Data(Samples, 16), sampleRate: 44_100));
        Assert.Equal($"{path} is at 44100 Hz; this version takes 48000 Hz", Assert.Throws<AudioSourceException>(() => new WavFileSource(path, -26).Dispose()).Message);
    }

    [Fact]
    public void A_recording_plays_in_a_loop_at_the_level_its_sensitivity_says()
    {
        using var source = new WavFileSource(Write(File(Pcm, 16, Data(Samples, 16))), sensitivityDbfs: -26);
        var pascal = new float[2 * Samples.Length];
        source.Read(pascal);
        // 94 dB are 1.0024 Pa RMS; at -26 dBFS full scale, the peak of a sine, is 26 dB more.
        var fullScale = Math.Sqrt(2) * 20e-6 * Math.Pow(10, (94 + 26) / 20.0);
        Assert.All(Samples.Concat(Samples).Zip(pascal), pair => Assert.Equal(pair.First * fullScale, pair.Second, 1e-5 * fullScale));
    }

    private void Refuses(byte[] file, string sentence)
    {
        var path = Write(file);
        Assert.Equal($"{path} {sentence}", Assert.Throws<AudioSourceException>(() => WavFile.Open(path).Dispose()).Message);
    }

    private float[] Read(byte[] file)
    {
        using var wav = WavFile.Open(Write(file));
        var samples = new float[wav.Frames];
        Assert.Equal(samples.Length, wav.Read(samples));
        return samples;
    }

    private string Write(byte[] file)
    {
        var path = Path.Combine(folder.Path, "sound.wav");
        System.IO.File.WriteAllBytes(path, file);
        return path;
    }

    private static byte[] Data(float[] samples, int bits) => [.. samples.SelectMany(s => Number((long)(s * (1L << (bits - 1))), bits / 8))];

    private static byte[] Floats(float[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];
}
