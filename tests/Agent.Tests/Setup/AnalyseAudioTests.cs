using System.Numerics;
using System.Text.Json;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Tests.Sound;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>The real process, as a script runs it.</summary>
public sealed class AnalyseAudioTests : IDisposable
{
    private static readonly string[] SecondFields = ["t", "LAeq", "LCeq", "LZeq", "LAFmax", "LAFmin", "LASmax", "LCpeak", "bands", "n", "flags"];

    private static readonly string[] SummaryFields =
    [
        "summary", "LAeq", "LCeq", "LAE", "LAFmax", "LCpeak", "LA1", "LA10", "LA50", "LA90", "LA99.8", "seconds", "capture", "flags", "remarks",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_tone_at_the_sensitivity_reads_94_dB_in_every_weighting_and_its_band()
    {
        var (seconds, summary) = await AnalyseAsync(Recording.Write(folder.Path, Recording.Tone(3)), "--sensitivity-dbfs", "-26", "--format", "ndjson");
        Assert.Equal(3, seconds.Count);
        Assert.All(["LAeq", "LCeq", "LZeq", "LAFmax"], (string name) => Assert.Equal(94, Number(seconds[2], name), 0.01));
        Assert.Equal(94, seconds[2].GetProperty("bands")[20].GetDouble(), 0.01);
        Assert.Equal(94, Number(summary, "LAeq"), 0.01);
        Assert.All(["LA1", "LA50"], (string name) => Assert.Equal(94, Number(summary, name), 0.1));
        Assert.Equal(94 + 10 * Math.Log10(3), Number(summary, "LAE"), 0.011);
    }

    [Fact]
    public async Task A_line_a_second_bears_the_fields_of_the_noise_record_and_the_last_line_sums_up()
    {
        var (seconds, summary) = await AnalyseAsync(Recording.Write(folder.Path, Recording.Tone(2.25)));
        Assert.All(seconds, s => Assert.Equal(SecondFields, s.EnumerateObject().Select(p => p.Name)));
        Assert.All(seconds, s => Assert.Equal(ThirdOctave.Count, s.GetProperty("bands").GetArrayLength()));
        Assert.Equal(SummaryFields, summary.EnumerateObject().Select(p => p.Name));
        Assert.True(summary.GetProperty("summary").GetBoolean());
        Assert.Equal([0, 1, 2], seconds.Select(s => s.GetProperty("t").GetInt32()));
    }

    [Fact]
    public async Task What_is_left_after_the_last_whole_second_counts_by_its_samples()
    {
        var (seconds, summary) = await AnalyseAsync(Recording.Write(folder.Path, [.. Recording.Tone(1, 84), .. Recording.Tone(0.25, 94)]));
        Assert.Equal([48_000, 12_000], seconds.Select(s => s.GetProperty("n").GetInt32()));
        Assert.Equal(10 * Math.Log10((1e8 * Math.Pow(10, 0.4) + 0.25e9 * Math.Pow(10, 0.4)) / 1.25), Number(summary, "LAeq"), 0.02);
        Assert.Equal(1.25, Number(summary, "seconds"));
        Assert.Equal(100, Number(summary, "capture"));
    }

    [Fact]
    public async Task Another_sensitivity_moves_every_level_by_the_difference()
    {
        var (seconds, _) = await AnalyseAsync(Recording.Write(folder.Path, Recording.Tone(2)), "--sensitivity-dbfs", "-36.5");
        Assert.Equal(104.5, Number(seconds[1], "LAeq"), 0.01);
    }

    [Fact]
    public async Task The_channel_asked_for_is_measured_and_one_that_is_not_there_is_named()
    {
        var path = Path.Combine(folder.Path, "two.wav");
        var peak = (float)Math.Pow(10, -26 / 20.0);
        float[] two = [.. Recording.Tone(2).Select(p => p / (float)Recording.Tone(0.1).Max() * peak).SelectMany(s => new[] { s / 10, s })];
        File.WriteAllBytes(path, WavBytes.File(WavBytes.IeeeFloat, 32, WavBytes.Floats(two), channels: 2));
        Assert.Equal(74, Number((await AnalyseAsync(path)).Seconds[1], "LAeq"), 0.01);
        Assert.Equal(94, Number((await AnalyseAsync(path, "--channel", "2")).Seconds[1], "LAeq"), 0.01);
        await RefusesAsync($"{path} has no channel 3; it has 2, counted from 1", path, "--channel", "3");
    }

    [Fact]
    public async Task A_second_without_a_signal_is_a_gap_in_the_capture()
    {
        var (seconds, summary) = await AnalyseAsync(Recording.Write(folder.Path, [.. Recording.Tone(2), .. new float[48_000], .. Recording.Tone(1)]));
        Assert.Equal(JsonValueKind.Null, seconds[2].GetProperty("LAeq").ValueKind);
        Assert.Equal(SecondLevels.NoSignal, seconds[2].GetProperty("flags")[0].GetString());
        Assert.Equal(75, Number(summary, "capture"));
        Assert.Equal(94, Number(summary, "LAeq"), 0.05);
        Assert.Equal(SecondLevels.NoSignal, Assert.Single(summary.GetProperty("flags").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_reader_that_stops_after_a_line_ends_a_measurement_of_days_quietly()
    {
        const long bytes = 100L * 3600 * 48_000 * 2;
        var path = Path.Combine(folder.Path, "days.wav");
        using (var file = File.Create(path))
        {
            var header = WavWriter.Header(WavEncoding.Pcm16, 48_000, bytes);
            file.Write(header);
            file.SetLength(header.Length + bytes); // a hole: it takes no room on the disk
        }
        var run = await CommandRun.OfShellAsync("\"$@\" | head -1; exit ${PIPESTATUS[0]}", "analyse", "audio", path);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, Line(Assert.Single(Lines(run))).GetProperty("t").GetInt32());
    }

    [Fact]
    public async Task Into_a_file_that_others_write_too_it_writes_between_them()
    {
        var path = Recording.Write(folder.Path, Recording.Tone(1));
        var output = Path.Combine(folder.Path, "lines.ndjson");
        var run = await CommandRun.OfShellAsync($"exec > '{output}'; echo before; \"$@\"; echo after", "analyse", "audio", path);
        Assert.Equal("", run.Error);
        var lines = File.ReadAllLines(output);
        Assert.Equal(("before", "after", 4), (lines[0], lines[^1], lines.Length));
    }

    /// <summary>Without AVX2 a vector has two lanes of 64 bits, as on arm64; without intrinsics the runtime does the lanes one by one.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task A_processor_with_narrower_vectors_reads_the_same(string switchedOff)
    {
        var random = new Random(1);
        var path = Recording.Write(folder.Path, [.. Enumerable.Range(0, 100_000).Select(_ => (float)(random.NextDouble() - 0.5))]);
        var wide = await CommandRun.OfAgentAsync("analyse", "audio", path);
        var narrow = await CommandRun.OfShellAsync($"export {switchedOff}=0; exec \"$@\"", "analyse", "audio", path);
        Assert.Equal((0, ""), (narrow.ExitCode, narrow.Error));
        Assert.Equal(wide.Output, narrow.Output);
    }

    [Fact]
    public Task A_missing_file_is_named_and_nothing_is_printed() =>
        RefusesAsync("/nowhere/none.wav does not exist; it must be a WAV file", "/nowhere/none.wav");

    [Theory]
    [InlineData("--format", "csv", "--format is 'csv'; it must be ndjson")]
    [InlineData("--sensitivity-dbfs", "NaN", "--sensitivity-dbfs is NaN; it must be a level such as -26, within 200 dB of full scale")]
    public Task An_option_that_cannot_be_is_named(string option, string value, string sentence) => RefusesAsync(sentence, "some.wav", option, value);

    [Theory]
    [InlineData("speech.wav", 48_000, 7, 0)]
    [InlineData("guitar.wav", 16_000, 9, 384)]
    [InlineData("hens.wav", 44_100, 11, 0)]
    public async Task A_real_recording_has_levels_in_every_second(string name, int rate, int count, int zerosAtStart)
    {
        Assert.SkipUnless(Tree.Data is not null, $"the recordings (audio/{name}) are not beside the project");
        var (seconds, summary) = await AnalyseAsync(Path.Combine(Tree.Data!, "audio", name));
        Assert.Equal(count, seconds.Count);
        Assert.Equal(rate - zerosAtStart, seconds[0].GetProperty("n").GetInt32());
        Assert.All(seconds.Skip(1).SkipLast(1), s => Assert.Equal(rate, s.GetProperty("n").GetInt32()));
        Assert.All(seconds.SkipLast(1), s => Assert.InRange(Number(s, "LAeq"), 10, 125));
        Assert.True(Number(summary, "LAFmax") >= Number(summary, "LA1") && Number(summary, "LA1") >= Number(summary, "LA10"));
        Assert.True(Number(summary, "LA10") >= Number(summary, "LA50") && Number(summary, "LA50") >= Number(summary, "LA90"));
        Assert.Equal(seconds.Max(s => Number(s, "LAFmax")), Number(summary, "LAFmax"));
        Assert.Equal(ExposureDb(Path.Combine(Tree.Data!, "audio", name), FrequencyWeighting.A, rate), Number(summary, "LAE"), 0.03);
        var whole = Number(summary, "LCeq") + 10 * Math.Log10(Number(summary, "seconds"));
        Assert.Equal(ExposureDb(Path.Combine(Tree.Data!, "audio", name), FrequencyWeighting.C, rate), whole, 0.03);
    }

    internal static async Task<(IReadOnlyList<JsonElement> Seconds, JsonElement Summary)> AnalyseAsync(string path, params string[] options)
    {
        var run = await CommandRun.OfAgentAsync(["analyse", "audio", path, .. options]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run).Select(Line).ToList();
        return (lines[..^1], lines[^1]);
    }

    internal static async Task RefusesAsync(string sentence, string path, params string[] options)
    {
        var run = await CommandRun.OfAgentAsync(["analyse", "audio", path, .. options]);
        Assert.StartsWith(sentence, Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    /// <summary>The whole file's energy off its spectrum, where a weighting is a multiplication and nothing is approximated.</summary>
    private static double ExposureDb(string path, FrequencyWeighting weighting, int rate)
    {
        using var file = WavFile.Open(path);
        var samples = new float[file.SamplesLeft];
        file.Read(samples, Sensitivity.PascalPerFullScale(-26));
        var spectrum = new Complex[BitOperations.RoundUpToPowerOf2((uint)samples.Length * 2)];
        for (var n = 0; n < samples.Length; n++)
            spectrum[n] = samples[n];
        Fourier.Forward(spectrum);
        var sum = 0.0;
        for (var k = 1; k < spectrum.Length / 2; k++)
            sum += 2 * Math.Pow((spectrum[k] * WeightingGoal.Response(weighting, (double)k * rate / spectrum.Length)).Magnitude, 2);
        return Energy.PressureLevelDb(sum / spectrum.Length / rate);
    }

    private static string[] Lines(CommandRun run) => run.Output.TrimEnd('\n').Split('\n');

    private static JsonElement Line(string line) => JsonDocument.Parse(line).RootElement;

    private static double Number(JsonElement line, string name) => line.GetProperty(name).GetDouble();
}
