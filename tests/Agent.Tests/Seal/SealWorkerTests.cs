using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Seal;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Seal;

public sealed class SealWorkerTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 4, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Start);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_minute_is_sealed_some_seconds_after_its_end_with_the_rows_that_it_made_and_no_others()
    {
        using var run = await RunAsync();
        Noise(run.Outbox, 0, 60);
        time.Advance(TimeSpan.FromSeconds(61));
        Noise(run.Outbox, 60, 1);
        Assert.Empty(run.Outbox.TakeAll().OfType<SealRecord>());
        time.Advance(TimeSpan.FromSeconds(9));
        var seal = Assert.Single(await SealsAsync(run, 1));
        Assert.Equal((Start, 1, 60), (seal.T, seal.Streams[Streams.Noise].From, seal.Streams[Streams.Noise].Count));
        Assert.Equal(SealRecord.None, seal.Previous);
    }

    [Fact]
    public async Task What_comes_after_its_minute_was_sealed_is_in_the_next_seal()
    {
        using var run = await RunAsync();
        Noise(run.Outbox, 0, 59);
        await PassAsync(run, 70, 1);
        Noise(run.Outbox, 59, 61);
        var seals = await PassAsync(run, 60, 2);
        Assert.Equal([(1, 59), (60, 61)], seals.Select(s => (s.Streams[Streams.Noise].From, s.Streams[Streams.Noise].Count)));
        Assert.Equal(SealHead.DigestOf("lamp", seals[0]), seals[1].Previous);
        Assert.True(Verify(run, seals).IsIntact);
    }

    [Fact]
    public async Task A_row_that_never_arrives_is_named_by_its_seal()
    {
        using var run = await RunAsync();
        Noise(run.Outbox, 0, 60);
        var seals = await PassAsync(run, 70, 1);
        run.Rows.RemoveAll(r => r is NoiseRecord { Seq: 31 });
        var found = Assert.Single(Verify(run, seals).Findings);
        Assert.Equal((SealFault.Removed, Streams.Noise, 31, Start.AddSeconds(30)), (found.Fault, found.Stream, found.Seq, found.At));
    }

    [Fact]
    public async Task At_a_stop_what_is_open_is_sealed_and_the_next_run_goes_on_with_the_chain()
    {
        List<SealRecord> seals;
        List<UpRecord> rows;
        using (var run = await RunAsync())
        {
            Noise(run.Outbox, 0, 75);
            time.Advance(TimeSpan.FromSeconds(75));
            await SealsAsync(run, 1);
            await run.Worker.StopAsync(CancellationToken.None);
            seals = await SealsAsync(run, 2);
            rows = run.Rows;
        }
        using var next = await RunAsync();
        Noise(next.Outbox, 80, 10);
        await next.Worker.StopAsync(CancellationToken.None);
        seals = [.. seals, .. await SealsAsync(next, 1)];
        Assert.Equal(SealHead.DigestOf("lamp", seals[1]), seals[2].Previous);
        next.Rows.AddRange(rows);
        var report = Verify(next, seals);
        Assert.Empty(report.Findings);
        Assert.Equal((3, 85, 0), (report.Seals, report.Rows, report.Unsealed));
        // Without the second seal the third hangs in the air.
        Assert.Contains(Verify(next, [seals[0], seals[2]]).Findings, f => f is { Fault: SealFault.Chain, Seq: 1 });
    }

    [Fact]
    public async Task A_device_that_is_not_enrolled_signs_with_a_key_of_its_own_that_its_seals_state()
    {
        string key;
        using (var run = await RunAsync())
            key = Assert.Single(await PassAsync(run, 70, 1)).PublicKey!;
        using var next = await RunAsync();
        var seal = (await PassAsync(next, 70, 1))[0];
        Assert.Equal((key, SealKey.IdOf(Convert.FromBase64String(key))), (seal.PublicKey, seal.Key));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "lamp", "seal-key.pem")));
    }

    private static void Noise(Outbox outbox, int from, int count)
    {
        for (var s = from; s < from + count; s++)
            outbox.Add(Streams.Noise, new NoiseRecord { T = Start.AddSeconds(s), N = 48_000, LAeq = 50 + s / 100.0 });
    }

    private static SealReport Verify(Run run, List<SealRecord> seals) => SealCheck.Verify("lamp",
        [SealKey.Of("lamp", seals[0].PublicKey!, SealKeyKind.NotEnrolled)], new(Start, Start.AddDays(1)), seals, run.Rows);

    private static Task<List<SealRecord>> SealsAsync(Run run, int count) =>
        Eventually.HasAsync($"{count} seals", () => Task.FromResult(run.Seals.Count >= count ? run.Seals.ToList() : null));

    private Task<List<SealRecord>> PassAsync(Run run, int seconds, int seals)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return SealsAsync(run, seals);
    }

    private async Task<Run> RunAsync()
    {
        var run = new Run(folder.Path, time);
        await run.Worker.StartAsync(CancellationToken.None);
        return run;
    }

    private sealed class Run : IDisposable
    {
        private readonly SealKeys keys;

        public Run(string state, FakeTimeProvider time)
        {
            var options = new AgentOptions { Device = "lamp", State = state };
            var boot = Boot.Begin(options.StateFolder);
            Outbox = TestOutbox.Create(time, boot: boot);
            keys = new(options, identity: null);
            Worker = new(options, Outbox, boot, keys, time, NullLogger<SealWorker>.Instance);
            Outbox.Added += (_, record) =>
            {
                if (record is SealRecord seal)
                    Seals.Add(seal);
                else
                    Rows.Add(record);
            };
        }

        public Outbox Outbox { get; }

        public SealWorker Worker { get; }

        public List<UpRecord> Rows { get; } = [];

        public List<SealRecord> Seals { get; } = [];

        public void Dispose()
        {
            Worker.Dispose();
            keys.Dispose();
            Outbox.Dispose();
        }
    }
}
