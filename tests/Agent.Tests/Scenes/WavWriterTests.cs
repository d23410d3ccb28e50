using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Scenes;

public sealed class WavWriterTests : IDisposable
{
    private const double SensitivityDbfs = -26;

    private static readonly double FullScale = Sensitivity.PascalPerFullScale(SensitivityDbfs);

    private readonly TemporaryFolder folder = new();

    private string Sound => Path.Combine(folder.Path, "sound.wav");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(nameof(WavEncoding.Pcm16), 1.0 / (1 << 16))]
    [InlineData(nameof(WavEncoding.Pcm24), 1.0 / (1 << 24))]
    [InlineData(nameof(WavEncoding.Float32), 0)]
    public void What_was_written_reads_within_half_a_step(string encoding, double halfStep)
    {
        var random = new Random(7);
        var samples = Enumerable.Range(0, 40_001).Select(_ => (float)(2 * random.NextDouble() - 1) * 0.999f).ToArray();
        Assert.All(samples.Zip(RoundTrip(samples, Of(encoding))), pair => Assert.Equal(pair.First, pair.Second, halfStep + 1e-7));
    }

    [Theory]
    [InlineData(nameof(WavEncoding.Pcm16), 32767 / 32768f)]
    [InlineData(nameof(WavEncoding.Pcm24), 8388607 / 8388608f)]
    [InlineData(nameof(WavEncoding.Float32), 1f)]
    public void What_a_step_can_say_reads_to_the_last_bit_up_to_full_scale(string encoding, float top) =>
        Assert.All(RoundTrip([-1, -0.5f, 0, 1 / 32768f, 0.25f, 1], Of(encoding)).Zip([-1, -0.5f, 0, 1 / 32768f, 0.25f, top]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-7f));

    [Theory]
    [InlineData(nameof(WavEncoding.Pcm16), 2)]
    [InlineData(nameof(WavEncoding.Pcm24), 3)]
    [InlineData(nameof(WavEncoding.Float32), 4)]
    public void A_file_that_32_bits_cannot_count_becomes_RF64(string encoding, int bytes)
    {
        var longest = WavWriter.Header(Of(encoding), 48_000, 4_000_000_000);
        Assert.Equal("RIFF", Text(longest, 0));
        Assert.Equal("JUNK", Text(longest, 12));

        const long hours = 20;
        var dataBytes = hours * 3600 * 48_000 * bytes;
        var header = WavWriter.Header(Of(encoding), 48_000, dataBytes);
        Assert.Equal(longest.Length, header.Length);
        Assert.Equal("RF64", Text(header, 0));
        Assert.Equal("ds64", Text(header, 12));
        Assert.Equal(header.Length - 8 + dataBytes, BitConverter.ToInt64(header, 20));
        Assert.Equal(hours * 3600 * 48_000, BitConverter.ToInt64(header, 36));
        var path = Path.Combine(folder.Path, "long.wav");
        File.WriteAllBytes(path, header);
        Assert.StartsWith($"{path} holds no samples: its data chunk at byte {header.Length - 8} has 0 bytes",
            Assert.Throws<AudioSourceException>(() => WavFile.Open(path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. header, .. new byte[bytes]]);
        using var file = WavFile.Open(path);
        Assert.StartsWith($"states {dataBytes} bytes of samples", file.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Until_it_is_complete_no_file_bears_the_name()
    {
        using (var writer = new WavWriter(Sound, 48_000, WavEncoding.Pcm16, SensitivityDbfs))
        {
            writer.Write(new float[100_000]);
            Assert.False(File.Exists(Sound));
        }
        Assert.Empty(Directory.GetFiles(folder.Path)); // given up
    }

    [Fact]
    public void What_stood_under_the_name_stays_until_the_new_one_is_complete()
    {
        RoundTrip([0.5f], WavEncoding.Pcm16);
        var before = File.ReadAllBytes(Sound);
        using (var writer = new WavWriter(Sound, 48_000, WavEncoding.Float32, SensitivityDbfs))
            writer.Write([1f]);
        Assert.Equal(before, File.ReadAllBytes(Sound));
        Assert.Equal(0.25f, Assert.Single(RoundTrip([0.25f], WavEncoding.Float32)), 1e-7f);
    }

    [Fact]
    public void A_killed_recorders_part_reads_as_the_sound_that_is_there()
    {
        var part = Path.Combine(folder.Path, "sound.part.wav");
        File.WriteAllBytes(part, [.. WavWriter.Header(WavEncoding.Float32, 48_000, 0), .. BitConverter.GetBytes(0.5f)]);
        using var wav = WavFile.Open(part);
        Assert.Equal(1, wav.Frames);
    }

    [Fact]
    public void A_sample_over_full_scale_is_named()
    {
        using var writer = new WavWriter(Sound, 48_000, WavEncoding.Float32, SensitivityDbfs);
        writer.Write(new float[20_000]);
        Assert.Equal("sample 20001 is 40 Pa; at a sensitivity of -26 dBFS a recording holds at most 28.3 Pa",
            Assert.Throws<InvalidDataException>(() => writer.Write([0, 40])).Message);
    }

    [Theory]
    [InlineData(nameof(WavEncoding.Pcm16))]
    [InlineData(nameof(WavEncoding.Pcm24))]
    public void A_scene_can_be_written_in_whole_numbers(string encoding)
    {
        SceneFiles.Write(Scene.Load("home", 1), from: 0, seconds: 2, folder.Path, Of(encoding));
        using var wav = WavFile.Open(Sound);
        Assert.Equal(2 * 48_000, wav.Frames);
    }

    private static WavEncoding Of(string name) => Enum.Parse<WavEncoding>(name);

    /// <summary>Samples at a full scale of 1, written in pascal and read back.</summary>
    private float[] RoundTrip(float[] samples, WavEncoding encoding)
    {
        float[] pascal = [.. samples.Select(s => (float)(s * FullScale))];
        using (var writer = new WavWriter(Sound, 48_000, encoding, SensitivityDbfs))
        {
            writer.Write(pascal);
            writer.Complete();
        }
        using var wav = WavFile.Open(Sound);
        var read = new float[wav.Frames];
        wav.Read(read);
        return read;
    }

    private static string Text(byte[] bytes, int at) => System.Text.Encoding.ASCII.GetString(bytes, at, 4);
}
