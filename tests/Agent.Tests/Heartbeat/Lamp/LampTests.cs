using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Heartbeat.Lamp;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Heartbeat.Lamp;

public class LampTests
{
    [Theory]
    [InlineData(true, false, "Right")]
    [InlineData(false, false, "NotConnected")]
    [InlineData(true, true, "Fault")]
    [InlineData(false, true, "Fault")]
    public void A_fault_is_shown_before_a_lost_connection(bool isConnected, bool hasFault, string shown) =>
        Assert.Equal(shown, LampPattern.State(isConnected, hasFault).ToString());

    [Theory]
    [InlineData("Right", 10, 0)]
    [InlineData("NotConnected", 5, 9)]
    [InlineData("Fault", 5, 49)]
    public void In_ten_seconds_it_is_lit_for_so_long_and_changes_so_often(string state, double litSeconds, int changes)
    {
        var (at, lit, before, changed) = (TimeSpan.Zero, TimeSpan.Zero, true, 0);
        while (at < TimeSpan.FromSeconds(10))
        {
            var (isLit, lasts) = LampPattern.At(Enum.Parse<LampState>(state), at);
            lit += isLit ? lasts : TimeSpan.Zero;
            changed += isLit == before ? 0 : 1;
            (at, before) = (at + lasts, isLit);
        }
        Assert.Equal((TimeSpan.FromSeconds(litSeconds), changes), (lit, changed));
    }

    [Fact]
    public async Task A_lamp_shows_what_changes_and_one_whose_chip_is_gone_is_opened_again()
    {
        var (time, log, lamp, state) = (new FakeTimeProvider(), new CollectedLog<LampWorker>(), new FakeLamp(), LampState.Right);
        using var worker = new LampWorker(lamp.Open, () => state, time, log);
        await worker.StartAsync(CancellationToken.None);
        await UntilAsync("light", () => lamp.IsLit);
        state = LampState.NotConnected;
        await UntilAsync("darkness", () => !lamp.IsLit);
        await UntilAsync("light again", () => lamp.IsLit);
        lamp.Gone = true;
        await UntilAsync("the fault", () => worker.Fault is not null);
        Assert.Equal("line 25 (lamp) cannot be set", worker.Fault);
        lamp.Gone = false;
        await UntilAsync("its recovery", () => worker.Fault is null);
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal([460, 461], log.Lines.Select(l => l.Event));
        Assert.True(lamp.IsClosed);

        Task UntilAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
        {
            if (isSo())
                return Task.FromResult(true);
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(false);
        });
    }

    [Theory]
    [InlineData(false, true, "Green", "the running agent has it: steady is right, slow is not connected, fast is a fault")]
    [InlineData(false, false, "Red", "line 25 (lamp) cannot be had")]
    [InlineData(true, false, "Green", "line 25 was set high; the lamp flashed if it is wired")]
    public void Doctor_names_it(bool isFree, bool agentRuns, string colour, string words)
    {
        using var lamp = new FakeLamp();
        var found = LampLook.Look(new() { Line = 25 },
            () => isFree ? lamp : throw new GateLinesException("line 25 (lamp) cannot be had; another program may hold it") { IsHeld = true }, agentRuns);
        Assert.Equal(("lamp", colour, words, isFree), (found.Part, found.Colour.ToString(), found.Words, lamp.IsLit));
    }

    private sealed class FakeLamp : ILamp
    {
        public volatile bool Gone;
        private volatile bool isLit, isClosed;

        public bool IsLit => isLit;

        public bool IsClosed => isClosed;

        public FakeLamp Open() => Gone ? throw new GateLinesException("the chip is gone") : this;

        public void Light(bool isLit) => this.isLit = Gone ? throw new GateLinesException("line 25 (lamp) cannot be set") : isLit;

        public void Dispose() => isClosed = true;
    }
}
