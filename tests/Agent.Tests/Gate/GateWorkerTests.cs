using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Gate;

public class GateWorkerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_change_carries_the_whole_state_at_its_own_instant_and_an_idle_gate_reports_each_minute()
    {
        var records = await PlayAsync(new(), 100);
        Assert.Equal(
            [(0.0, "closed", "thrown", (double?)null), (6, "closed", "thrown", 1.8), (6.5, "open", "thrown", null)],
            records.Take(3).Select(r => (Math.Round((r.T - Start).TotalSeconds, 1), Word(r.Contact), Word(r.Bolt), r.Shock)));
        Assert.Equal(("open", "thrown", (double?)null), (Word(records[3].Contact), Word(records[3].Bolt), records[3].Shock));
        Assert.InRange((records[3].T - Start).TotalSeconds, 60, 100);
    }

    [Fact]
    public async Task Every_record_says_how_often_the_gate_has_opened_since_the_start()
    {
        var records = await PlayAsync(new(), 100);
        Assert.Equal([0, 0, 1, 1], records.Take(4).Select(r => r.Opening));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sensor_that_is_not_wired_is_null(bool unlock)
    {
        var records = await PlayAsync(new() { Bolt = false, Unlock = unlock }, 10);
        Assert.All(records, r => Assert.Null(r.Bolt));
        Assert.All(records, r => Assert.Equal(unlock, r.Unlock is not null));
    }

    /// <summary>Neither are the years played that were passed over, nor is it silent until they are over.</summary>
    [Theory]
    [InlineData(9 * 365)]
    [InlineData(-9 * 365)]
    public async Task A_gate_goes_on_at_its_own_pace_when_the_clock_is_set_by_years_and_set_right(int days)
    {
        var time = new ClockThatIsSet(Start);
        using var outbox = TestOutbox.Create(time);
        var script = new GateScript(10, [new GateStep(0, ContactState.Closed, null, null, null), new GateStep(5, ContactState.Open, null, null, null)]);
        using var worker = new GateWorker(script, null, new() { Bolt = false, Unlock = true }, outbox, time, NullLogger<GateWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("first state", () => Task.FromResult(outbox.Count > 0));
        await RunAsync(5);
        time.SetTo(time.GetUtcNow().AddDays(days));
        await RunAsync(9);
        time.SetTo(time.GetUtcNow().AddDays(-days));
        await RunAsync(13);
        await worker.StopAsync(CancellationToken.None);
        var records = outbox.Take(1000).Records.Select(r => JsonSerializer.Deserialize(r.Utf8, ContractsJson.Default.GateRecord)!).ToList();
        // The first state and a change every five seconds from the first on, each dated by the clock as it stood.
        Assert.Equal(13, records.Count);
        Assert.Equal(4, records.Count(r => Math.Abs((r.T - Start).TotalDays - days) < 1));
        Assert.All(records, r => Assert.InRange((r.T - Start).TotalSeconds - (Math.Abs((r.T - Start).TotalDays) > 1 ? days * 86_400L : 0), 0, 62));

        Task RunAsync(int records) => Eventually.IsTrueAsync("the records", () =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return Task.FromResult(outbox.Count >= records);
        }, steadily: true);
    }

    private static async Task<IReadOnlyList<GateRecord>> PlayAsync(GateOptions gate, int seconds)
    {
        var time = new FakeTimeProvider(Start);
        using var outbox = TestOutbox.Create(time);
        var script = new GateScript(null, [new GateStep(5, null, BoltState.Thrown, 1.8, null), new GateStep(5.5, ContactState.Open, null, null, null)]);
        using var worker = new GateWorker(script, null, gate, outbox, time, NullLogger<GateWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync("first state", () => Task.FromResult(outbox.Count > 0));
        // A nap is a second at the longest: what falls due in one is reported before the next.
        for (var tick = 0; tick < seconds * 10; tick++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await Eventually.IsTrueAsync("the last record", () => Task.FromResult(outbox.Count >= (seconds > 61 ? 4 : 3)));
        await worker.StopAsync(CancellationToken.None);
        return [.. outbox.Take(100).Records.Select(r => JsonSerializer.Deserialize(r.Utf8, ContractsJson.Default.GateRecord)!)];
    }

    private static string? Word<T>(T? state) where T : struct, Enum => state?.ToString().ToLowerInvariant();
}
