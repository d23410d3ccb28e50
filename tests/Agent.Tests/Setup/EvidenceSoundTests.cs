using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NAudio.Wave;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Tests.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Setup.AnalyseAudioTests;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>The exhibit that <c>analyse audio</c> writes, read by the offsets of EBU Tech 3285 and by another's reader.</summary>
public sealed class EvidenceSoundTests : IDisposable
{
    private const string Starts = "2026-11-23T23:04:05.250Z";

    private readonly TemporaryFolder folder = new();

    private string Exhibit => Path.Combine(folder.Path, "exhibit.wav");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_exhibit_states_its_source_the_instant_of_its_first_sample_and_its_calibration()
    {
        var source = Recording.Write(folder.Path, Recording.Tone(2.5));
        var evidence = await WriteAsync(source, "--sensitivity-dbfs", "-26.5");

        var bytes = await File.ReadAllBytesAsync(Exhibit, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), evidence.GetProperty("sha256").GetString());
        var extension = Chunk(bytes, "bext");
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(source, TestContext.Current.CancellationToken)));
        Assert.Equal($"Channel 1 of recording.wav, SHA-256 {digest}; times in UTC", Text(extension[..256]));
        Assert.Equal("Solutions Edge", Text(extension[256..288]));
        Assert.Equal(digest[..32], Text(extension[288..320]));
        Assert.Equal("2026-11-2323:04:05", Text(extension[320..338]));
        Assert.Equal((long)((23 * 3600 + 4 * 60 + 5.25) * 48_000), BinaryPrimitives.ReadInt64LittleEndian(extension.AsSpan(338)));
        Assert.Equal("A=PCM,F=48000,W=24,M=mono,T=94 dB at 1 kHz reads -26.5 dBFS, where 0 dBFS is a full-scale sine\r\n", Text(extension[602..]));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    public async Task The_samples_of_an_exhibit_are_those_of_its_source_to_the_last_bit(int bits)
    {
        var random = new Random(5);
        var past = 1 << bits - 1;
        int[] steps = [.. Enumerable.Range(0, 96_000).Select(_ => random.Next(-past, past)), -past, past - 1];
        var source = Path.Combine(folder.Path, "noise.wav");
        var samples = steps.SelectMany(s => BitConverter.GetBytes(s)[..(bits / 8)]).ToArray();
        await File.WriteAllBytesAsync(source, WavBytes.File(WavBytes.Pcm, bits, samples), TestContext.Current.CancellationToken);
        var evidence = await WriteAsync(source);

        Assert.Empty(evidence.GetProperty("remarks").EnumerateArray());
        var data = Chunk(await File.ReadAllBytesAsync(Exhibit, TestContext.Current.CancellationToken), "data");
        Assert.Equal(steps.Select(s => s << 24 - bits), data.Chunk(3).Select(b => b[0] | b[1] << 8 | (sbyte)b[2] << 16));
    }

    [Fact]
    public async Task Every_event_has_a_cue_point_where_it_begins()
    {
        var hum = Recording.Tone(80, 40, 300);
        var source = Recording.Write(folder.Path, [.. hum, .. Recording.Tone(0.2, 90, 2_000), .. hum]);
        await WriteAsync(source);

        using var reader = new WaveFileReader(Exhibit);
        var cues = reader.Chunks.ReadCueList()!;
        var found = Enumerable.Range(0, cues.Count).Select(i => cues[i]).ToList();
        // The hum is reported again every minute, and goes on when the recording ends.
        Assert.Equal(["tone", "impulse"], found.Select(c => c.Label.Split(',')[0]));
        Assert.Equal(0, found[0].Position / 48_000.0, 1.0);
        Assert.Equal(160.2, (found[0].Position + found[0].Length!.Value) / 48_000.0, 1e-4);
        Assert.Equal(80, found[1].Position / 48_000.0, 0.02);
        Assert.InRange(found[1].Length!.Value / 48_000.0, 0.1, 1);
        Assert.Equal("23:04:05", reader.Chunks.ReadBroadcastExtension()!.OriginationTime);
    }

    [Fact]
    public async Task Samples_over_full_scale_are_held_at_it_and_counted()
    {
        var source = Path.Combine(folder.Path, "float.wav");
        float[] samples = [.. Enumerable.Repeat(0.5f, 48_000), 1.5f, -2, 1];
        await File.WriteAllBytesAsync(source, WavBytes.File(WavBytes.IeeeFloat, 32, WavBytes.Floats(samples)), TestContext.Current.CancellationToken);
        var evidence = await WriteAsync(source);

        var remark = Assert.Single(evidence.GetProperty("remarks").EnumerateArray()).GetString();
        Assert.Equal("2 samples over full scale are held at it: the evidence has 24 bits", remark);
        using var file = WavFile.Open(Exhibit);
        var read = new float[samples.Length];
        Assert.Equal(samples.Length, file.Read(read));
        Assert.Equal([0.5f, 1 - 1f / (1 << 23), -1, 1 - 1f / (1 << 23)], read[^4..]);
    }

    [Fact]
    public async Task An_exhibit_replaces_no_file_and_one_that_fails_leaves_none()
    {
        var source = Recording.Write(folder.Path, Recording.Tone(1));
        var before = await File.ReadAllBytesAsync(source, TestContext.Current.CancellationToken);
        await RefusesAsync($"--evidence is {source}, which exists; it must be a new file", source, "--evidence", source, "--starts", Starts);
        Assert.Equal(before, await File.ReadAllBytesAsync(source, TestContext.Current.CancellationToken));
        await RefusesAsync("--starts is ''; with --evidence it must be the instant of the first sample", source, "--evidence", Exhibit);
        await RefusesAsync("--starts is '2026-11-23T23:04:05'; with", source, "--evidence", Exhibit, "--starts", "2026-11-23T23:04:05");
        await RefusesAsync($"--starts is '{Starts}' but there is no --evidence", source, "--starts", Starts);
        var nowhere = $"{folder.Path}/none/exhibit.wav";
        await RefusesAsync($"--evidence {nowhere} cannot be written", source, "--evidence", nowhere, "--starts", Starts);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "empty.wav"), WavBytes.File(WavBytes.Pcm, 16, []), TestContext.Current.CancellationToken);
        await RefusesAsync($"{folder.Path}/empty.wav holds no samples", $"{folder.Path}/empty.wav", "--evidence", Exhibit, "--starts", Starts);
        Assert.Equal(["empty.wav", "recording.wav"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    private async Task<JsonElement> WriteAsync(string source, params string[] options) =>
        (await AnalyseAsync(source, ["--evidence", Exhibit, "--starts", Starts, .. options])).Summary.GetProperty("evidence");

    private static byte[] Chunk(byte[] file, string name)
    {
        for (var at = 12; at < file.Length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (Encoding.ASCII.GetString(file, at, 4) == name)
                return file[(at + 8)..(at + 8 + size)];
            at += 8 + size + size % 2;
        }
        throw new InvalidOperationException($"there is no chunk {name}");
    }

    private static string Text(byte[] field) => Encoding.ASCII.GetString(field).TrimEnd('\0');
}
