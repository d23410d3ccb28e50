using System.Text.Json;
using Solutions.Edge.Agent.Tests.Sound;
using Solutions.Edge.Tests.Support;
using static Solutions.Edge.Agent.Tests.Setup.AnalyseAudioTests;

namespace Solutions.Edge.Agent.Tests.Setup;

/// <summary>What is wrong with a sound shows at any sample rate as it does at 48 kHz, whether it is resampled (all but 44.1 and 96 kHz here) or not.</summary>
public sealed class AnalyseResampledSoundTests : IDisposable
{
    private const int Twin = 48_000;
    private const double Seconds = 3;

    /// <summary>At any of the rates a sum of tones up to 3.4 kHz is the same sound: frequency and phase of each.</summary>
    private static readonly (double Hertz, double Phase)[] Tones =
        [.. Enumerable.Range(0, 40).Select(i => (83 + 83.7 * i, 2 * Math.PI * (i * 0.618 % 1)))];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Rates => [8_000, 22_050, 44_100, 88_200, 96_000, 192_000];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task Lost_samples_count_against_capture_and_in_no_level(int rate)
    {
        static double Holed(double t) => (t * 5 % 1) < 0.07 || t is > 1.3 and < 1.75 ? 0 : Room(t);
        var (whole, twin, found) = (await MeasureAsync(Twin, Room), await MeasureAsync(Twin, Holed), await MeasureAsync(rate, Holed));
        // Where the wave breaks off there is a click, of less at a lower rate.
        AssertAlike(twin, found, 0.4);
        Assert.All(found.Seconds, s => Assert.Equal(["lost-samples"], Flags(s)));
        Assert.Equal(twin.Summary.GetProperty("capture").GetDouble(), found.Summary.GetProperty("capture").GetDouble(), 0.1);
        // Five losses of 14 ms a second, and one of 450 ms that two of them are in.
        Assert.InRange(twin.Summary.GetProperty("capture").GetDouble(), 78.5, 80.5);
        Assert.Equal(Level(whole.Seconds[1], "LAeq"), Level(found.Seconds[1], "LAeq"), 0.5);
        Assert.Equal(Level(whole.Summary, "LA90"), Level(found.Summary, "LA90"), 1.0);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task A_value_held_is_a_loss(int rate)
    {
        static double Held(double t) => t is > 1.2 and < 1.5 ? Room(1.2) : Room(t);
        var (twin, found) = (await MeasureAsync(Twin, Held), await MeasureAsync(rate, Held));
        AssertAlike(twin, found, 0.15);
        Assert.Equal([[], ["lost-samples"], []], found.Seconds.Select(Flags));
        Assert.Equal(0.7, found.Seconds[1].GetProperty("n").GetDouble() / found.Seconds[0].GetProperty("n").GetDouble(), 0.001);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task A_second_of_one_value_has_no_signal(int rate)
    {
        static double Dead(double t) => t is >= 1 and < 2 ? 0.25 : Room(t);
        var found = await MeasureAsync(rate, Dead);
        Assert.Equal([[], ["no-signal"], []], found.Seconds.Select(Flags));
        Assert.Equal(JsonValueKind.Null, found.Seconds[1].GetProperty("LAeq").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task What_is_no_number_voids_its_second_only(int rate)
    {
        var samples = Samples(rate, Room);
        samples[rate + rate / 2] = float.NaN;
        var found = await AnalyseAsync(await WriteAsync(rate, samples));
        Assert.Equal([[], ["no-signal"], []], found.Seconds.Select(Flags));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task Sound_that_was_cut_off_and_turned_down_is_an_overload(int rate)
    {
        static double Cut(double t) => 0.3 * Math.Clamp((t is >= 1 and < 2 ? 0.2 : 0.09) * Math.Sin(2 * Math.PI * 440.3 * t), -0.1, 0.1);
        var (twin, found) = (await MeasureAsync(Twin, Cut), await MeasureAsync(rate, Cut));
        AssertAlike(twin, found, 0.3);
        Assert.Equal([[], ["overload"], []], found.Seconds.Select(Flags));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task Sound_that_only_nears_full_scale_is_none(int rate) =>
        Assert.Empty(Flags((await MeasureAsync(rate, t => 0.999 * Math.Sin(2 * Math.PI * 1000.7 * t))).Summary));

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task An_offset_that_jumps_is_no_bump(int rate)
    {
        static double Jumping(double t) => Room(t) / 20 + (t < 1.4 ? 0.1 : -0.15);
        var (twin, found) = (await MeasureAsync(Twin, Jumping), await MeasureAsync(rate, Jumping));
        AssertAlike(twin, found, 0.3);
        Assert.Equal(Level(found.Seconds[0], "LAFmax"), Level(found.Seconds[1], "LAFmax"), 0.5);
    }

    /// <summary>Full scale is 1, a quarter of it the greatest.</summary>
    private static double Room(double t) => 0.01 * Tones.Sum(tone => Math.Sin(2 * Math.PI * tone.Hertz * t + tone.Phase));

    private static float[] Samples(int rate, Func<double, double> sound) =>
        [.. Enumerable.Range(0, (int)(Seconds * rate)).Select(n => (float)sound((double)n / rate))];

    private async Task<(IReadOnlyList<JsonElement> Seconds, JsonElement Summary)> MeasureAsync(int rate, Func<double, double> sound) =>
        await AnalyseAsync(await WriteAsync(rate, Samples(rate, sound)));

    private async Task<string> WriteAsync(int rate, float[] samples)
    {
        var path = Path.Combine(folder.Path, $"{rate}.wav");
        await File.WriteAllBytesAsync(
            path, WavBytes.File(WavBytes.IeeeFloat, 32, WavBytes.Floats(samples), sampleRate: rate), TestContext.Current.CancellationToken);
        return path;
    }

    private static void AssertAlike(
        (IReadOnlyList<JsonElement> Seconds, JsonElement Summary) expected, (IReadOnlyList<JsonElement> Seconds, JsonElement Summary) found, double within)
    {
        Assert.Equal(expected.Seconds.Count, found.Seconds.Count);
        foreach (var (one, other) in expected.Seconds.Zip(found.Seconds))
        {
            Assert.Equal(Flags(one), Flags(other));
            foreach (var level in new[] { "LAeq", "LCeq", "LZeq", "LAFmax", "LASmax" })
                Assert.Equal(Level(one, level), Level(other, level), within);
            Assert.Equal(Level(one, "LCpeak"), Level(other, "LCpeak"), 1.0);
        }
    }

    private static double Level(JsonElement line, string name) => line.GetProperty(name).GetDouble();

    private static IEnumerable<string?> Flags(JsonElement line) => line.GetProperty("flags").EnumerateArray().Select(f => f.GetString());
}
