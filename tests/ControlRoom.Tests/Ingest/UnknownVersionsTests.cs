using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Ingest;

public sealed class UnknownVersionsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder data = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_of_a_version_to_come_are_acknowledged_with_the_others_and_listed_and_kept_over_a_restart()
    {
        await using (var intake = await Intake.StartAsync(data: data.Path))
        {
            await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
            foreach (var v in new[] { 1, 2, 2, 1, 3 })
                await lamp.SendAsync(Streams.Noise, Noise with { V = v });
            await lamp.IsAcknowledgedAsync(Streams.Noise);
            Assert.Equal([1, 4], intake.Spool.Read(0, intake.Spool.Durable).Select(r => r.Seq));
            Assert.Equal([(2, 2), (3, 1)], await ListedAsync(intake));
        }
        await using var restarted = await Intake.StartAsync(data: data.Path);
        await Eventually.IsTrueAsync("the list of before", async () => (await ListedAsync(restarted)).SequenceEqual([(2, 2), (3, 1)]));
    }

    [Fact]
    public async Task Records_of_a_stream_to_come_are_acknowledged_and_listed()
    {
        await using var intake = await Intake.StartAsync(data: data.Path);
        await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
        foreach (var second in new[] { 1, 2 })
            await lamp.SendAsync("weather", new RecordHead { T = Start.AddSeconds(second) });
        await lamp.IsAcknowledgedAsync("weather");
        Assert.Equal([(1, 2)], await ListedAsync(intake));
        Assert.Empty(intake.Spool.Read(0, intake.Spool.Durable));
    }

    [Fact]
    public async Task What_there_is_no_room_for_is_erased_the_oldest_first_and_counted()
    {
        await using var unknown = Open(TimeProvider.System, mostBytes: 1_500_000);
        for (var seq = 1; seq <= 6; seq++)
            await unknown.AppendAsync([Entry(seq, 2, padding: 600_000)], Cancel);
        unknown.Trim();
        Assert.True(unknown.Dropped > 0);
        Assert.Equal(6 - unknown.Dropped, Assert.Single(unknown.Counts).Count);
        Assert.InRange(Segments().Sum(s => new FileInfo(s).Length), 600_000, 2_500_000);
    }

    /// <summary>After a crash positions go on a GiB further: that is no GiB of records.</summary>
    [Fact]
    public async Task After_a_crash_everything_there_is_room_for_is_still_kept()
    {
        await using (var crashed = Open(TimeProvider.System, mostBytes: 4_000_000))
        {
            for (var seq = 1; seq <= 4; seq++)
                await crashed.AppendAsync([Entry(seq, 2, padding: 600_000)], Cancel);
        }
        File.Delete(Path.Combine(Folder, "received.json"));
        await using var unknown = Open(TimeProvider.System, mostBytes: 4_000_000);
        await unknown.AppendAsync([Entry(5, 2, padding: 600_000)], Cancel);
        unknown.Trim();
        Assert.Equal(0, unknown.Dropped);
        Assert.InRange(Segments().Sum(s => new FileInfo(s).Length), 3_000_000, 4_000_000);
    }

    /// <summary>To the version before it, today's was one to come: it left today's records in the folder unread.</summary>
    [Fact]
    public async Task What_an_earlier_version_kept_is_read_once_however_often_it_is_started()
    {
        await using (var earlier = Open(TimeProvider.System))
            await earlier.AppendAsync([.. Enumerable.Range(1, 5).Select(seq => Entry(seq, 1)), Entry(6, 2)], Cancel);
        for (var start = 0; start < 2; start++)
        {
            await using var intake = await Intake.StartAsync(data: data.Path);
            await Eventually.IsTrueAsync("what is still unknown", async () => (await ListedAsync(intake)).SequenceEqual([(2, 1)]));
            await Eventually.IsTrueAsync("the seconds in the store", async () =>
                (await intake.Store.NoiseAsync("lamp", Start, Start.AddMinutes(1), 100, Cancel)).Count >= 5);
            Assert.Equal([1, 2, 3, 4, 5], intake.Spool.Read(0, intake.Spool.Durable).Select(r => r.Seq));
            Assert.Equal(5, (await intake.Store.NoiseAsync("lamp", Start, Start.AddMinutes(1), 100, Cancel)).Count);
        }
    }

    [Fact]
    public async Task After_thirty_days_what_nobody_read_is_neither_kept_nor_listed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var unknown = Open(time);
        foreach (var seq in new[] { 1, 2, 3 })
            await unknown.AppendAsync([Entry(seq, 2, padding: 600_000) with { Arrival = time.GetUtcNow() }], Cancel);
        time.Advance(TimeSpan.FromDays(29));
        unknown.Trim();
        Assert.Equal(3, Assert.Single(unknown.Counts).Count);
        Assert.Equal(2, Segments().Length);
        time.Advance(TimeSpan.FromDays(3));
        unknown.Trim();
        Assert.Empty(unknown.Counts);
        Assert.Single(Segments()); // the one that is being written
    }

    public void Dispose() => data.Dispose();

    private static NoiseRecord Noise { get; } = new() { T = Start, N = 48_000, LAeq = 52.3 };

    private string Folder => Path.Combine(data.Path, "unknown-versions");

    private static SpoolEntry Entry(long seq, int v, int padding = 0) => new(Start.AddDays(1), "lamp", Streams.Noise, Spool.SpoolFolder.Boot, seq, v,
        (byte[])[.. RecordJson.Write(Noise with { V = v, Boot = Spool.SpoolFolder.Boot, Bn = 1, Seq = seq, T = Start.AddSeconds(seq) }),
            .. Enumerable.Repeat((byte)' ', padding)]);

    private static async Task<IReadOnlyList<(int V, int Count)>> ListedAsync(Intake intake) =>
        [.. (await intake.Http.GetFromJsonAsync<JsonElement>("/api/v1/rejected", Cancel)).GetProperty("unknownVersions").EnumerateArray()
            .Select(u => (u.GetProperty("v").GetInt32(), u.GetProperty("count").GetInt32()))];

    private UnknownVersions Open(TimeProvider time, long mostBytes = long.MaxValue) =>
        new(Folder, new(Path.Combine(Folder, "kept-by.txt"), time), new([]), time, NullLogger<RecordSpool>.Instance, mostBytes);

    private string[] Segments() => Directory.GetFiles(Folder, "*.spool");
}
