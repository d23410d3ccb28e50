using System.Numerics;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.WalkTest;
using Solutions.Edge.Agent.Tests.Gate.Lines;
using Solutions.Edge.Agent.Tests.Gate.Shocks;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>A whole walk by scripted lines and a shock sensor that is struck.</summary>
public sealed class WalkTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 29, 14, 0, 0, TimeSpan.Zero));
    private readonly FakeLines lines = new();
    private readonly FakeLis3dh sensor = new();
    private readonly StringWriter output = new();

    public void Dispose() => sensor.Dispose();

    [Fact]
    public async Task A_gate_is_walked_and_each_step_says_what_was_measured()
    {
        lines.Set("bolt", true, edge: false);
        var walk = GoAsync("open,bolt,close,slam,rattle,knock,ajar,lens,calibrator,lid,button");
        await PassAsync("step 1 of 11", 2);
        await MoveAsync("bolt", false);
        await MoveAsync("contact", false);
        await PassAsync("step 2 of 11");
        await MoveAsync("bolt", true);
        await MoveAsync("bolt", false);
        await PassAsync("step 3 of 11");
        await MoveAsync("contact", true);
        await PassAsync("step 4 of 11");
        foreach (var g in new[] { 2.4f, 3.1f, 2 })
        {
            await MoveAsync("contact", false);
            Strike(g);
            await MoveAsync("contact", true);
        }
        await PassAsync("step 5 of 11");
        await StrikeAsync(0.5f, 0.6f, 0.5f);
        await PassAsync("step 6 of 11");
        await StrikeAsync(1.7f, 2.2f, 1.8f);
        await PassAsync("step 7 of 11");
        await MoveAsync("contact", false);
        await PassAsync("step 10 of 11");
        await MoveAsync("enclosure", false);
        await MoveAsync("enclosure", true);
        var steps = await EndAsync(walk);
        Assert.Equal("open,bolt,close,slam,rattle,knock,ajar,lens,calibrator,lid,button", string.Join(',', steps.Select(s => s.Step)));
        Assert.All(steps.Where(s => s.Step is not ("lens" or "calibrator" or "button")), s => Assert.Equal((s.Step, StepResult.Green), (s.Step, s.Result)));
        Assert.Equal([StepResult.NotFitted, StepResult.NotFitted, StepResult.NotFitted], steps.Where(s => s.Reason is not null).Select(s => s.Result));
        Assert.Equal("the device's file gives no microphone", steps[8].Reason);
        Assert.Contains("SLAM THE GATE 3 x", output.ToString(), StringComparison.Ordinal);
        Assert.Matches("(?m)^✓ green +slam +2.4, 3.1, 2.0 g$", output.ToString());
        var limits = ShockLearning.Learn(steps[3].Values, steps[4].Values, steps[5].Values)!;
        Assert.Equal((1.0, 0.8), (limits.ShockG, limits.ReportG));
    }

    [Fact]
    public async Task Steps_that_nobody_makes_end_by_themselves()
    {
        var steps = await EndAsync(GoAsync("open,knock", longest: 5));
        Assert.All(steps, s => Assert.Equal((StepResult.Amber, 5.0), (s.Result, Math.Round(s.Seconds))));
        Assert.StartsWith("after 5 s: line 17 (contact) reads closed all along", steps[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("after 5 s: nothing over 0.3 g was felt", steps[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_is_not_there_ends_each_step_with_its_sentence()
    {
        lines.Gone = true;
        var step = Assert.Single(await EndAsync(GoAsync("open")));
        Assert.Equal((StepResult.Amber, "the chip is gone"), (step.Result, step.Reason));
        Assert.InRange(step.Seconds, 3, 6);
    }

    [Fact]
    public async Task A_shock_sensor_that_does_not_answer_is_named()
    {
        sensor.Gone = true;
        var step = Assert.Single(await EndAsync(GoAsync("slam")));
        Assert.StartsWith("the shock sensor at 0x18 of I2C bus 1 does not answer", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_typed_is_the_reason_of_an_amber_step()
    {
        using var input = new Typed();
        var walk = GoAsync("open", input);
        await PassAsync("step 1 of 1", 2);
        input.Type("gate is chained up today");
        var step = Assert.Single(await EndAsync(walk));
        Assert.Equal((StepResult.Amber, "gate is chained up today"), (step.Result, step.Reason));
        Assert.InRange(step.Seconds, 1, 59);
    }

    private Task<IReadOnlyList<WalkTestStep>> GoAsync(string steps, TextReader? input = null, int longest = 60)
    {
        var device = new AgentOptions
        {
            Gate = new()
            {
                Source = SensorSource.Gpio,
                Lines = new() { Contact = new() { Line = 17 }, Bolt = new() { Line = 27 }, Enclosure = new() { Line = 22 } },
                Shock = new(),
            },
        };
        var screen = new WalkScreen(TextWriter.Synchronized(output), isTerminal: false, time);
        if (input is not null)
            screen.Follow(input);
        return new Walk((_, signals, stopping) => WatchAsync(device.Gate, signals, stopping), screen, time)
            .GoAsync(WalkPlan.Of(device, TimeSpan.FromSeconds(longest), 94, steps.Split(','), null, isHome: false), TestContext.Current.CancellationToken);
    }

    private async Task WatchAsync(GateOptions gate, ChannelWriter<Signal> signals, CancellationToken stopping)
    {
        using var shock = GateWatch.Shock(gate.Shock!, sensor.Open, time);
        await new GateWatch(gate, lines.Open, shock, signals, time).RunAsync(stopping);
    }

    private async Task MoveAsync(string line, bool active)
    {
        lines.Set(line, active, edge: true);
        await PassAsync("step", 2);
    }

    private async Task StrikeAsync(params float[] blows)
    {
        foreach (var g in blows)
        {
            Strike(g);
            await PassAsync("step", 2);
        }
    }

    private void Strike(float g) => sensor.Measure(Vector3.UnitZ, new(g, 0, 1), Vector3.UnitZ);

    /// <summary>Time passes until a text is shown, and then for so many seconds more.</summary>
    private async Task PassAsync(string shown, double seconds = 0)
    {
        await WhileAsync(shown, () => output.ToString().Contains(shown, StringComparison.Ordinal));
        var until = time.GetUtcNow().AddSeconds(seconds);
        await WhileAsync($"{seconds} s more", () => time.GetUtcNow() >= until);
    }

    private async Task<IReadOnlyList<WalkTestStep>> EndAsync(Task<IReadOnlyList<WalkTestStep>> walk)
    {
        await WhileAsync("the end of the walk", () => walk.IsCompleted);
        return await walk;
    }

    /// <summary>Time passes, and the sensor measures gravity, until it is so.</summary>
    private Task WhileAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, async () =>
    {
        for (var i = 0; i < 5 && !isSo(); i++)
        {
            if (sensor.Queued == 0)
                sensor.Measure([.. Enumerable.Repeat(Vector3.UnitZ, 16)]);
            time.Advance(TimeSpan.FromMilliseconds(40));
            await Task.Yield();
        }
        return isSo();
    }, steadily: true);

    /// <summary>A keyboard.</summary>
    private sealed class Typed : TextReader
    {
        private readonly Channel<string?> typed = Channel.CreateUnbounded<string?>();

        public void Type(string line) => typed.Writer.TryWrite(line);

        public override string? ReadLine() => typed.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();

        protected override void Dispose(bool disposing)
        {
            typed.Writer.TryWrite(null);
            base.Dispose(disposing);
        }
    }
}
