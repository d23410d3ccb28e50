using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Guest.Tests;

/// <summary>The agent on a kernel's own sound card, GPIO chip and I2C bus. A test leaves the bench as it found it.</summary>
public class BenchTests : IClassFixture<BenchFixture>
{
    /// <summary>Its place among the third-octaves from 10 Hz on.</summary>
    private const int OneKilohertz = 20;

    private readonly Bench bench;

    public BenchTests(BenchFixture fixture)
    {
        Guest.SkipUnlessPossible();
        bench = fixture.Bench;
    }

    [Fact]
    public async Task A_tone_on_the_sound_card_is_measured_at_its_level_on_the_channel_that_is_set()
    {
        var second = await bench.HasToneAsync();
        Assert.InRange(second.GetProperty("LAFmax").GetDouble(), Bench.Level - 0.3, Bench.Level + 0.3);
        Assert.Equal(OneKilohertz, Loudest(second.GetProperty("bands")));
    }

    private static int Loudest(JsonElement bands) => bands.EnumerateArray().Select((level, i) => (Level: level.GetDouble(), i)).MaxBy(b => b.Level).i;

    [Theory]
    [InlineData(17, "contact", "open", "closed")]
    [InlineData(27, "bolt", "withdrawn", "thrown")]
    [InlineData(22, "enclosure", "open", "closed")]
    public async Task A_line_that_changes_is_a_record_of_the_gate(int line, string name, string then, string before)
    {
        await bench.HasAsync($"{name} {before}", Streams.Gate, r => Is(r, name, before));
        var sent = bench.Count(Streams.Gate);
        await bench.Guest.RunAsync($"pull {line} up");
        await bench.HasAsync($"{name} {then}", Streams.Gate, r => Is(r, name, then), sent);
        sent = bench.Count(Streams.Gate);
        await bench.Guest.RunAsync($"pull {line} down");
        await bench.HasAsync($"{name} {before}", Streams.Gate, r => Is(r, name, before), sent);
    }

    [Fact]
    public async Task A_blow_on_the_gate_is_a_record_with_its_peak()
    {
        await bench.HasAsync("gate", Streams.Gate, _ => true);
        var sent = bench.Count(Streams.Gate);
        await bench.Guest.RunAsync("i2c blow_mg 4000");
        var blow = await bench.HasAsync("shock", Streams.Gate, r => Number(r, "shock") >= 2, sent);
        Assert.InRange(Number(blow, "shock"), 3.5, 4.5);
    }

    [Theory]
    [InlineData("microphone", "unplug_sound_card", "replug_sound_card")]
    [InlineData("gate", "unplug_header", "replug_header; close_gate")]
    [InlineData("shock", "i2c gone 1", "i2c gone 0")]
    public async Task What_is_pulled_out_is_named_and_works_again_once_it_is_back(string part, string unplug, string replug)
    {
        await bench.HasToneAsync();
        var sent = bench.Count(Streams.Heartbeat);
        await bench.Guest.RunAsync(unplug);
        var fault = await bench.HasAsync($"fault of the {part}", Streams.Heartbeat, r => Bench.Fault(r, part) is not null, sent);
        TestContext.Current.TestOutputHelper?.WriteLine(Bench.Fault(fault, part)!);
        var (seconds, gate) = (bench.Count(Streams.Noise), bench.Count(Streams.Gate));
        // The rest keeps running.
        if (part == "microphone")
            await bench.Guest.RunAsync("pull 23 down; sleep 1; pull 23 up");
        await (part == "microphone"
            ? bench.HasAsync("gate's button", Streams.Gate, r => r.GetProperty("button").GetBoolean(), gate)
            : bench.HasToneAsync(seconds));

        sent = bench.Count(Streams.Heartbeat);
        await bench.Guest.RunAsync(replug);
        await bench.HasAsync("heartbeat without that fault", Streams.Heartbeat, r => Bench.Fault(r, part) is null, sent);
        await bench.HasToneAsync(bench.Count(Streams.Noise));
    }

    private static bool Is(JsonElement record, string name, string value) => record.GetProperty(name).GetString() == value;

    private static double Number(JsonElement record, string name) => record.GetProperty(name) is { ValueKind: JsonValueKind.Number } n ? n.GetDouble() : 0;
}
