using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Gate.Lines;

/// <summary>A gate's lines while they change, while no edge comes, and while their chip is gone.</summary>
public sealed class GpioGateWorkerTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<GpioGateWorker> log = new();
    private readonly FakeLines lines = new();
    private readonly Outbox outbox;
    private readonly GpioGateWorker worker;
    private readonly List<GateRecord> records = [];

    public GpioGateWorkerTests()
    {
        outbox = TestOutbox.Create(time);
        var gate = new GateOptions { Source = SensorSource.Gpio, Lines = new() { Contact = new() { Line = 17 }, Enclosure = new() { Line = 22 } } };
        gate.Check();
        worker = new(gate, lines.Open, null, outbox, time, log);
    }

    public async ValueTask InitializeAsync()
    {
        await worker.StartAsync(CancellationToken.None);
        await RecordsAsync(1);
    }

    public async ValueTask DisposeAsync() => await worker.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        worker.Dispose();
        outbox.Dispose();
    }

    [Fact]
    public async Task A_change_is_reported_at_the_time_of_its_edge()
    {
        time.Advance(TimeSpan.FromSeconds(0.25));
        lines.Set("contact", false, edge: true);
        await RecordsAsync(2, stepMs: 10);
        Assert.Equal((ContactState.Closed, ContactState.Open), (records[0].Contact, records[1].Contact));
        Assert.InRange((records[1].T - Start).TotalSeconds, 0.25, 0.26);
        Assert.Equal((ContactState.Closed, 1), (records[1].Enclosure, records[1].Opening));
    }

    [Fact]
    public async Task Doctor_asks_it_for_its_lines_while_it_runs_and_opens_none()
    {
        lines.Set("enclosure", false, edge: true);
        await RecordsAsync(2, stepMs: 50);
        var fitted = new GateLinesOptions { Contact = new() { Line = 17 }, Enclosure = new() { Line = 22 } };
        var found = new RunningSensors(Gate: worker).LookAtGate(fitted);
        Assert.Equal([("gate contact", Colour.Green, "closed, line 17 reads low"), ("gate enclosure", Colour.Amber, "the lid is off, line 22 reads high")],
            found.Select(f => (f.Part, f.Colour, f.Words)));
    }

    [Fact]
    public async Task An_edge_that_never_came_is_found_within_two_seconds()
    {
        lines.Set("enclosure", false, edge: false);
        await RecordsAsync(2, stepMs: 50);
        Assert.Equal(ContactState.Open, records[1].Enclosure);
        Assert.InRange((records[1].T - Start).TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task A_chip_that_is_gone_is_named_and_opened_again_and_what_changed_meanwhile_is_reported()
    {
        lines.Gone = true;
        await Eventually.IsTrueAsync("the fault", () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(worker.Fault is not null);
        });
        Assert.Equal("the chip is gone", worker.Fault);
        lines.Set("contact", false, edge: false);
        lines.Gone = false;
        await RecordsAsync(3, stepMs: 100);
        Assert.Null(worker.Fault);
        Assert.Equal([ContactState.Closed, ContactState.Closed, ContactState.Open], records.Select(r => r.Contact));
        Assert.Equal([401, 402], log.Lines.Select(l => l.Event));
    }

    [Fact]
    public async Task The_state_is_reported_every_minute()
    {
        await RecordsAsync(3, stepMs: 2000);
        Assert.All(records.Zip(records.Skip(1)), pair => Assert.InRange((pair.Second.T - pair.First.T).TotalSeconds, 60, 66));
    }

    private Task RecordsAsync(int count, int stepMs = 0) => Eventually.IsTrueAsync($"{count} records", () =>
    {
        time.Advance(TimeSpan.FromMilliseconds(stepMs));
        // What nobody acknowledges is sent again.
        records.AddRange(outbox.TakeAll().OfType<GateRecord>().Where(r => r.Seq > records.Count));
        return Task.FromResult(records.Count >= count);
    });
}
