using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Sound.WavBytes;

namespace Solutions.Edge.Agent.Tests.Sound;

public sealed class WavFileTests : IDisposable
{
    /// <summary>Each is a whole number of 16-bit steps; more than a vector of them.</summary>
    private static readonly float[] Samples =
        [0f, 0.5f, -0.5f, 0.25f, -1f, 0.75f, 1 / 32768f, -1 / 32768f, 32767 / 32768f, .. Enumerable.Range(-40, 80).Select(n => n * 301 / 32768f)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Whole_numbers_of_every_width_read_to_the_last_bit(int bits) =>
        Assert.Equal(Samples, Read(File(Pcm, bits, Whole(Samples, bits))));

    [Fact]
    public void Steps_finer_than_sixteen_bits_are_kept() =>
        Assert.Equal([1 / 8388608f, -1 / 8388608f, 0.1f - 0.1f % (1 / 8388608f)],
            Read(File(Pcm, 24, Whole([1 / 8388608f, -1 / 8388608f, 0.1f - 0.1f % (1 / 8388608f)], 24))));

    [Fact]
    public void Floats_are_read_as_they_are()
    {
        float[] samples = [.. Samples, 1.5f, float.NaN, float.PositiveInfinity, float.Epsilon];
        Assert.Equal(samples, Read(File(IeeeFloat, 32, Floats(samples))));
        Assert.Equal(samples, Read(File(IeeeFloat, 64, Doubles(samples))));
    }

    [Theory]
    [InlineData(Pcm, 16, 16)]
    [InlineData(Pcm, 24, 20)]
    [InlineData(Pcm, 24, 0)]
    [InlineData(IeeeFloat, 32, 32)]
    public void The_extensible_form_is_read_like_the_plain_one(int encoding, int bits, int validBits) =>
        Assert.Equal(Samples, Read(Riff([.. Chunk("fmt ", ExtensibleFormat(encoding, bits, validBits)),
            .. Chunk("data", encoding == Pcm ? Whole(Samples, bits) : Floats(Samples))])));

    [Theory]
    [InlineData(Pcm, 16, 2)]
    [InlineData(Pcm, 24, 7)]
    [InlineData(Pcm, 32, 2)]
    [InlineData(IeeeFloat, 32, 2)]
    [InlineData(IeeeFloat, 64, 1024)]
    public void Of_many_channels_the_one_asked_for_is_read(int encoding, int bits, int channels)
    {
        var interleaved = Samples.SelectMany(s => Enumerable.Range(1, channels).Select(c => c == channels ? s : 0.125f)).ToArray();
        var file = File(encoding, bits, encoding == Pcm ? Whole(interleaved, bits) : bits == 32 ? Floats(interleaved) : Doubles(interleaved), channels);
        Assert.Equal(Samples, Read(file, channels));
        Assert.All(Read(file), s => Assert.Equal(0.125f, s));
    }

    [Fact]
    public void More_than_is_read_at_a_time_arrives_in_order()
    {
        var ramp = Enumerable.Range(0, 200_000).Select(n => (n % 65536 - 32768) / 32768f).ToArray();
        Assert.Equal(ramp, Read(File(Pcm, 16, Whole(ramp, 16))));
        Assert.Equal(ramp, Read(File(Pcm, 24, Whole(ramp.SelectMany(s => new[] { 0, s, 0 }), 24), channels: 3), channel: 2));
    }

    [Fact]
    public void Chunks_that_say_something_else_are_passed_over_also_odd_ones() =>
        Assert.Equal(Samples, Read(Riff([.. Chunk("LIST", [1, 2, 3]), .. Chunk("fmt ", Format(Pcm, 16)),
            .. Chunk("bext", [4]), .. Chunk("data", Whole(Samples, 16)), .. Chunk("id3 ", [5])])));

    [Fact]
    public void After_the_end_it_can_be_read_from_the_start_again()
    {
        using var wav = WavFile.Open(Write(File(Pcm, 16, Whole(Samples[..6], 16))));
        var some = new float[4];
        Assert.Equal([4, 2, 0], new[] { wav.Read(some), wav.Read(some), wav.Read(some) });
        wav.Rewind();
        Assert.Equal(4, wav.Read(some));
        Assert.Equal(Samples[..4], some);
    }

    [Theory]
    [InlineData(Pcm, 16, 1)]
    [InlineData(Pcm, 16, 2)]
    [InlineData(IeeeFloat, 64, 1)]
    public void Full_scale_reads_as_what_the_caller_says(int encoding, int bits, int channels)
    {
        var interleaved = Samples.SelectMany(s => Enumerable.Repeat(s, channels)).ToArray();
        using var wav = WavFile.Open(Write(File(encoding, bits, encoding == Pcm ? Whole(interleaved, bits) : Doubles(interleaved), channels)));
        var pascal = new float[Samples.Length];
        wav.Read(pascal, fullScale: 28.35);
        Assert.All(Samples.Zip(pascal), pair => Assert.Equal(pair.First * 28.35, pair.Second, 1e-5));
    }

    [Fact]
    public void Another_sample_rate_is_refused_in_a_sentence()
    {
        var path = Write(File(Pcm, 16, Whole(Samples, 16), sampleRate: 11_025));
        Assert.Equal($"{path} is at 11025 Hz; it must be at one of 16000, 32000, 44100, 48000, 96000 Hz",
            Assert.Throws<AudioSourceException>(() => new WavFileSource(path, -26, null).Dispose()).Message);
    }

    [Fact]
    public void A_recording_plays_in_a_loop_at_the_level_its_sensitivity_says()
    {
        using var source = new WavFileSource(Write(File(Pcm, 16, Whole(Samples, 16))), sensitivityDbfs: -26, selfNoiseDba: null);
        var pascal = new float[2 * Samples.Length];
        source.Read(pascal);
        // 94 dB are 1.0024 Pa RMS; at -26 dBFS full scale, the peak of a sine, is 26 dB more.
        var fullScale = Math.Sqrt(2) * 20e-6 * Math.Pow(10, (94 + 26) / 20.0);
        Assert.All(Samples.Concat(Samples).Zip(pascal), pair => Assert.Equal(pair.First * fullScale, pair.Second, 1e-5 * fullScale));
    }

    private float[] Read(byte[] file, int channel = 1)
    {
        using var wav = WavFile.Open(Write(file), channel);
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
}
