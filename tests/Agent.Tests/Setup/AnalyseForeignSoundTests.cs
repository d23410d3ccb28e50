using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Tests.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Setup.AnalyseAudioTests;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>Sound at rates and in files that are not the meter's own. A tone of 1 kHz at -26 dBFS is 94 dB.</summary>
public sealed class AnalyseForeignSoundTests : IDisposable
{
    private static readonly double Peak = Math.Pow(10, -26 / 20.0);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(8_000)]
    [InlineData(12_000)]
    [InlineData(22_050)]
    [InlineData(88_200)]
    [InlineData(192_000)]
    public async Task At_any_sample_rate_a_tone_has_its_level_and_every_second_its_place(int rate)
    {
        var path = Path.Combine(folder.Path, "tone.wav");
        await File.WriteAllBytesAsync(
            path, WavBytes.File(WavBytes.IeeeFloat, 32, WavBytes.Floats(Tone(rate, 2.5)), sampleRate: rate), TestContext.Current.CancellationToken);
        var (seconds, summary) = await AnalyseAsync(path);
        Assert.Equal([48_000, 48_000, 24_000], seconds.Select(s => s.GetProperty("n").GetInt32()));
        Assert.Equal(94, seconds[1].GetProperty("LAeq").GetDouble(), 0.0051);
        Assert.Equal(94, seconds[2].GetProperty("LAeq").GetDouble(), 0.02);
        Assert.StartsWith($"sampled at {rate} Hz", Assert.Single(summary.GetProperty("remarks").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_starts_at_an_instant_starts_there_after_resampling_too()
    {
        var path = Path.Combine(folder.Path, "late.wav");
        float[] late = [.. Enumerable.Range(0, 22_050).Select(n => n % 2 * 1e-7f), .. Tone(22_050, 1)];
        await File.WriteAllBytesAsync(
            path, WavBytes.File(WavBytes.IeeeFloat, 32, WavBytes.Floats(late), sampleRate: 22_050), TestContext.Current.CancellationToken);
        var (seconds, _) = await AnalyseAsync(path);
        // A hundredth of the tone's energy in the second before would be 74 dB.
        Assert.True(seconds[0].GetProperty("LAeq").GetDouble() < 64);
        Assert.Equal(94, seconds[1].GetProperty("LAeq").GetDouble(), 0.02);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public async Task Of_an_AIFF_file_the_chosen_channel_is_measured(int bits)
    {
        var path = Path.Combine(folder.Path, "two.aiff");
        await File.WriteAllBytesAsync(path, Aiff(bits, [.. Tone(48_000, 2).SelectMany(s => new[] { s, s / 10 })]), TestContext.Current.CancellationToken);
        Assert.Equal(94, (await AnalyseAsync(path)).Seconds[1].GetProperty("LAeq").GetDouble(), 0.011);
        Assert.Equal(74, (await AnalyseAsync(path, "--channel", "2")).Seconds[1].GetProperty("LAeq").GetDouble(), 0.011);
        await RefusesAsync($"{path} has no channel 3; it has 2, counted from 1", path, "--channel", "3");
    }

    [Fact]
    public async Task An_AIFF_file_that_was_cut_before_its_samples_is_refused_in_a_sentence()
    {
        var (whole, path) = (Aiff(16, Tone(48_000, 0.1)), Path.Combine(folder.Path, "cut.aiff"));
        foreach (var length in new[] { 12, 20, 37, 45, 54 })
        {
            await File.WriteAllBytesAsync(path, whole[..length], TestContext.Current.CancellationToken);
            await RefusesAsync($"{path} ", path);
        }
    }

    [Theory]
    [InlineData(null, 24_000)]
    [InlineData(0u, 0)]
    [InlineData(8u, 0)]
    [InlineData(0x7FFF_FFFFu, 0)]
    [InlineData(uint.MaxValue, 1)]
    public async Task Of_an_AIFF_file_all_is_measured_that_is_there_whatever_its_length_says(uint? stated, int cutFrames)
    {
        var (file, path) = (Aiff(16, Tone(48_000, 1)), Path.Combine(folder.Path, "open.aiff"));
        if (stated is { } length)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(42), length);
        await File.WriteAllBytesAsync(path, file[..^(2 * cutFrames)], TestContext.Current.CancellationToken);
        var (seconds, summary) = await AnalyseAsync(path);
        Assert.Equal(48_000 - cutFrames, Assert.Single(seconds).GetProperty("n").GetInt32());
        Assert.Equal(94, seconds[0].GetProperty("LAeq").GetDouble(), 0.05);
        Assert.EndsWith("measured to the end of the file",
            Assert.Single(summary.GetProperty("remarks").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(40)]
    public async Task A_damaged_file_is_measured_or_refused_in_a_sentence(int damages)
    {
        var mp3 = await Mp3Async();
        foreach (var whole in new[] { Aiff(16, Tone(48_000, 0.1)), mp3 })
            for (var seed = 0; seed < 60; seed++)
            {
                var (random, damaged) = (new Random(seed), whole.ToArray());
                for (var i = 0; i < damages; i++)
                    damaged[random.Next(random.Next(2) == 0 ? 80 : damaged.Length)] = (byte)random.Next(256);
                var path = Path.Combine(folder.Path, "damaged");
                await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
                Assert.InRange(Read(path), 0, 10_000_000);
            }
    }

    /// <summary>How many samples there are at a rate that is measured; 0 = refused.</summary>
    private static long Read(string path)
    {
        var (block, sum) = (new float[4096], 0L);
        try
        {
            using var file = SoundFile.Measurable(SoundFile.Open(path), MeasuringRange.Unlimited);
            for (int read; (read = file.Read(block)) > 0 && sum < 20_000_000;)
                sum += read;
        }
        catch (AudioSourceException)
        {
            return 0;
        }
        return sum;
    }

    [Fact]
    public async Task An_MP3_file_is_measured_and_called_indicative()
    {
        var path = Path.Combine(folder.Path, "tone.mp3");
        await Mp3Async();
        var (seconds, summary) = await AnalyseAsync(path);
        // What the coder itself takes off it.
        Assert.Equal(94, seconds[1].GetProperty("LAeq").GetDouble(), 0.5);
        Assert.Equal(["MP3: indicative"], summary.GetProperty("remarks").EnumerateArray().Select(r => r.GetString()));
        await File.WriteAllBytesAsync(path, [.. "ID3"u8, .. new byte[500]], TestContext.Current.CancellationToken);
        await RefusesAsync($"{path} cannot be read as an MP3 file", path);
    }

    private async Task<byte[]> Mp3Async()
    {
        var (wav, path) = (Recording.Write(folder.Path, Recording.Tone(3)), Path.Combine(folder.Path, "tone.mp3"));
        using (var coder = Process.Start("ffmpeg", ["-v", "error", "-i", wav, "-b:a", "320k", path]))
            await coder.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }

    private static float[] Tone(int rate, double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * rate)).Select(n => (float)(Peak * Math.Sin(2 * Math.PI * 1000 * n / rate)))];

    /// <summary>Two channels unless the samples are of one: an AIFF file by hand, all of it big-endian.</summary>
    private static byte[] Aiff(int bits, float[] interleaved)
    {
        var (channels, bytes) = (interleaved.Length % 96_000 == 0 ? 2 : 1, bits / 8);
        var sound = new byte[interleaved.Length * bytes];
        for (var i = 0; i < interleaved.Length; i++)
        {
            var whole = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(whole, (int)Math.Round(interleaved[i] * (Math.Pow(2, bits - 1) - 1)) << (32 - bits));
            whole.AsSpan(0, bytes).CopyTo(sound.AsSpan(i * bytes));
        }
        // 48,000 as an extended float: 1.46484375 times 2 to the 15th.
        byte[] rate = [0x40, 0x0E, 0xBB, 0x80, 0, 0, 0, 0, 0, 0];
        byte[] common = [0, (byte)channels, .. Number(interleaved.Length / channels), 0, (byte)bits, .. rate];
        byte[] body = [.. "AIFF"u8, .. Chunk("COMM", common), .. Chunk("SSND", [.. new byte[8], .. sound])];
        return [.. "FORM"u8, .. Number(body.Length), .. body];

        static byte[] Chunk(string name, byte[] content) => [.. Encoding.ASCII.GetBytes(name), .. Number(content.Length), .. content];

        static byte[] Number(int value)
        {
            var number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, value);
            return number;
        }
    }
}
