using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Heartbeat.Mains;

public class MainsTests
{
    /// <summary>A level every 250 ms: 1 is the mains.</summary>
    [Theory]
    [InlineData("1", true, 0)]
    [InlineData("0", false, 0)]
    [InlineData("110001111111", true, 0)]
    [InlineData("1100010001", true, 0)]
    [InlineData("110000", true, 0)]
    [InlineData("1100000", false, 500)]
    [InlineData("110000000111", false, 500)]
    [InlineData("1100000001111111", true, 2250)]
    public void What_is_shorter_than_a_second_is_a_flicker_and_the_rest_counts_from_its_beginning(string levels, bool onMains, int sinceMs)
    {
        var watch = new MainsWatch();
        foreach (var (n, level) in levels.Index())
            watch.See(level == '1', TimeSpan.FromMilliseconds(250 * n));
        Assert.Equal((onMains, TimeSpan.FromMilliseconds(sinceMs)), (watch.OnMains, watch.Since));
    }

    [Fact]
    public async Task The_mains_that_goes_returns_and_a_chip_that_is_gone_are_each_known_and_stand_in_the_log_once()
    {
        var (time, log, ups) = (new FakeTimeProvider(), new CollectedLog<MainsWorker>(), new FakeUps());
        using var worker = new MainsWorker(ups.Open, time, log);
        await worker.StartAsync(CancellationToken.None);
        await UntilAsync("the mains", () => worker.Latest?.Source == PowerSource.Mains);
        ups.HasMains = false;
        var went = time.GetUtcNow();
        await UntilAsync("the battery", () => worker.Latest?.Source == PowerSource.Battery);
        Assert.InRange(worker.Latest!.Since, went, time.GetUtcNow() - TimeSpan.FromSeconds(1));
        ups.Gone = true;
        await UntilAsync("the fault", () => worker.Fault is not null);
        Assert.Equal(("line 4 (power) cannot be read", null), (worker.Fault, worker.Latest));
        ups.Gone = false;
        await UntilAsync("its recovery", () => worker.Latest?.Source == PowerSource.Battery);
        Assert.Null(worker.Fault);
        ups.HasMains = true;
        await UntilAsync("the mains again", () => worker.Latest?.Source == PowerSource.Mains);
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal([470, 472, 473, 471], log.Lines.Select(l => l.Event));

        Task UntilAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
        {
            if (isSo())
                return Task.FromResult(true);
            time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(false);
        });
    }

    [Fact]
    public async Task A_clock_that_is_set_takes_the_time_of_the_loss_with_it()
    {
        var (time, ups) = (new SettableClock(), new FakeUps { HasMains = false });
        using var worker = new MainsWorker(ups.Open, time, new CollectedLog<MainsWorker>());
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("the battery", () => Task.FromResult(worker.Latest is not null));
        var since = worker.Latest!.Since;
        time.Ahead = TimeSpan.FromDays(9000);
        Assert.Equal(since + time.Ahead, worker.Latest.Since);
        await worker.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(true, true, false, "Green", "on mains, line 4 reads high")]
    [InlineData(true, false, false, "Amber", "on battery, line 4 reads low")]
    [InlineData(false, true, true, "Amber", "in use by the running agent; the heartbeat's faults say how it is")]
    [InlineData(false, true, false, "Red", "line 4 (power) cannot be had")]
    public void Doctor_names_the_line(bool isFree, bool hasMains, bool agentRuns, string colour, string words)
    {
        using var ups = new FakeUps { HasMains = hasMains };
        var found = PowerLook.Look(new() { Line = 4 },
            () => isFree ? ups : throw new GateLinesException("line 4 (power) cannot be had; another program may hold it") { IsHeld = true }, agentRuns);
        Assert.Equal(("power", colour, words), (found.Part, found.Colour.ToString(), found.Words));
        Assert.Equal(Colour.NotFitted, PowerLook.Look(null, () => ups, agentRuns).Colour);
    }

    [Fact]
    public async Task Doctor_asks_the_agent_that_has_the_line()
    {
        var (time, ups) = (new FakeTimeProvider(), new FakeUps { HasMains = false });
        using var worker = new MainsWorker(ups.Open, time, new CollectedLog<MainsWorker>());
        var sensors = new RunningSensors(Mains: worker);
        Assert.Equal("the running agent has nothing of it yet", sensors.LookAtPower(new() { Line = 4 }).Words);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("the battery", () => Task.FromResult(worker.Latest is not null));
        Assert.Equal("on battery, line 4 reads low", sensors.LookAtPower(new() { Line = 4 }).Words);
        await worker.StopAsync(CancellationToken.None);
    }

    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }
}
