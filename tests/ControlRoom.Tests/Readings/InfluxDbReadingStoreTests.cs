using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>What is particular to InfluxDB: no transactions, field types, answers that break off, a server that is away.</summary>
public sealed class InfluxDbReadingStoreTests(OpenInfluxDb server) : IClassFixture<OpenInfluxDb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_written_again_after_a_crash_leaves_each_row_once()
    {
        using var store = Store(await server.CreateDatabaseAsync());
        var batch = Enumerable.Range(1, 50).Select(seq => Noise(seq, seq)).ToList();
        await store.WriteAsync(batch, 1, Cancel);
        await store.WriteAsync(batch, 1, Cancel);
        Assert.Equal(Enumerable.Range(1, 50).Select(seq => (double?)seq), await LevelsAsync(store));
    }

    [Fact]
    public async Task A_position_is_of_its_own_spool()
    {
        var settings = await server.CreateDatabaseAsync();
        using var store = Store(settings);
        await store.WriteAsync([], 5000, Cancel);
        using var other = Store(settings, new('0', 32));
        Assert.Equal((5000, 0), (await store.OffsetAsync(Cancel), await other.OffsetAsync(Cancel)));
    }

    [Fact]
    public async Task A_point_that_the_server_refuses_is_set_aside_and_the_others_are_stored()
    {
        var settings = await server.CreateDatabaseAsync();
        // Somebody has written a field under our name with another type: integers are refused from then on.
        using (var foreign = new InfluxDbServer(settings))
        {
            var at = InfluxDbLines.FromMilliseconds(SpoolFolder.Start.ToUnixTimeMilliseconds());
            Assert.Null(await foreign.WriteAsync(FormattableString.Invariant($"noise,device=foreign LCpeak=1.5 {at}"), Cancel));
        }
        using var store = Store(settings);
        await using var folder = new SpoolFolder();
        await folder.Spool.AppendAsync([.. Enumerable.Range(1, 9)
            .Select(seq => seq % 4 == 0 ? new StoredRecord("lamp", ((NoiseRecord)Noise(seq, seq).Record) with { LCpeak = 80 }) : Noise(seq, seq))
            .Select(r => folder.Entry(r.Record.Seq, payload: System.Text.Encoding.UTF8.GetString(RecordJson.Write(r.Record))))], Cancel);
        using var writer = folder.Writer(store);
        await writer.StartAsync(Cancel);
        await Eventually.IsTrueAsync("everything in the store or set aside", () => Task.FromResult(writer.Behind == 0));
        await writer.StopAsync(Cancel);
        Assert.Equal([1, 2, 3, 5, 6, 7, 9], await LevelsAsync(store));
        Assert.Equal((2, folder.Spool.Durable), (folder.Aside.Count, await store.OffsetAsync(Cancel)));
        Assert.All(await File.ReadAllLinesAsync(folder.Aside.File, Cancel),
            line => Assert.Contains("\"reason\":\"InfluxDB refuses it: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named_with_its_setting()
    {
        var settings = await server.CreateDatabaseAsync();
        using var store = Store(new() { Url = settings.Url, Database = "nowhere" });
        var writing = await Assert.ThrowsAsync<IOException>(() => store.WriteAsync([Noise(1, 50)], 1, Cancel));
        var asking = await Assert.ThrowsAsync<IOException>(() => store.OffsetAsync(Cancel));
        Assert.All([writing, asking],
            e => Assert.EndsWith("make the database 'nowhere' on the server, or name another in SOLUTIONS__READINGS__INFLUXDB__DATABASE",
                e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_named_with_its_settings()
    {
        Assert.SkipUnless(InfluxDb.IsInstalled, InfluxDb.Absent);
        await using var guarded = await InfluxDb.StartAsync(auth: true);
        using var store = Store(new() { Url = guarded.Url, User = guarded.User, Password = "wrong" });
        var refused = await Assert.ThrowsAsync<IOException>(() => store.OffsetAsync(Cancel));
        Assert.Contains("authorization failed; see SOLUTIONS__READINGS__INFLUXDB__TOKEN, or USER and PASSWORD", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_the_server_breaks_off_is_read_to_its_end()
    {
        Assert.SkipUnless(InfluxDb.IsInstalled, InfluxDb.Absent);
        await using var terse = await InfluxDb.StartAsync(maxRows: 7);
        await terse.StateAsync("CREATE DATABASE solutions");
        using var store = Store(new() { Url = terse.Url });
        await store.WriteAsync([.. Enumerable.Range(1, 25).Select(seq => Noise(seq, seq))], 1, Cancel);
        Assert.Equal(Enumerable.Range(1, 25).Select(seq => (double?)seq), await LevelsAsync(store));
    }

    [Fact]
    public async Task Records_wait_in_the_spool_for_the_hour_that_the_store_is_down_and_arrive_after_it()
    {
        Assert.SkipUnless(InfluxDb.IsInstalled, InfluxDb.Absent);
        var port = FreePort.Take(1)[0];
        using var store = Store(new() { Url = $"http://127.0.0.1:{port}" });
        await using var folder = new SpoolFolder();
        using var writer = folder.Writer(store);
        await folder.Spool.AppendAsync([.. Enumerable.Range(1, 20)
            .Select(seq => folder.Entry(seq, payload: System.Text.Encoding.UTF8.GetString(RecordJson.Write(Noise(seq, seq).Record))))], Cancel);
        await writer.StartAsync(Cancel);
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromHours(1); waited += TimeSpan.FromSeconds(30))
            folder.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(folder.Spool.Durable, writer.Behind);
        await using var server = await InfluxDb.StartAsync(port: port);
        await server.StateAsync("CREATE DATABASE solutions");
        await Eventually.IsTrueAsync("everything in the store", () =>
        {
            folder.Time.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(writer.Behind == 0);
        });
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (double?)seq), await LevelsAsync(store));
        await writer.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    public async Task Aggregates_of_both_stores_are_equal_to_the_last_digit(int intervalMinutes)
    {
        using var folder = new TemporaryFolder();
        using var embedded = new DuckDbReadingStore(folder.Path);
        using var store = Store(await server.CreateDatabaseAsync());
        var random = new Random(20);
        var records = Enumerable.Range(0, 3600).Select(s => Noise(s + 1, random.NextDouble() < 0.02 ? null : Math.Round(30 + 50 * random.NextDouble(), 2)))
            .Concat(Enumerable.Range(0, 30).Select(m => new StoredRecord("lamp", new NoiseMinuteRecord
            {
                Boot = SpoolFolder.Boot,
                Seq = m + 1,
                T = SpoolFolder.Start.AddMinutes(m),
                Histogram = new(300 + random.Next(100), [.. Enumerable.Range(0, 200).Select(_ => random.Next(1, 50))]),
                OverloadSeconds = m == 3 ? 1 : 0,
                UnderRangeSeconds = m == 20 ? 2 : 0,
                LAeq = Math.Round(30 + 50 * random.NextDouble(), 2),
                Capture = m == 7 ? 83.33 : 100,
            }))).ToList();
        List<IReadOnlyList<NoiseInterval>> both = [];
        foreach (var each in new IReadingStore[] { embedded, store })
        {
            await each.WriteAsync(records, 1, Cancel);
            var (from, to) = (SpoolFolder.Start, SpoolFolder.Start.AddHours(2));
            var (seconds, minutes) = (await each.NoiseAsync("lamp", from, to, int.MaxValue, Cancel), await each.NoiseMinutesAsync("lamp", from, to, Cancel));
            both.Add(NoiseIntervals.Of([.. seconds], [.. minutes], TimeSpan.FromMinutes(intervalMinutes)));
        }
        Assert.Equal(60 / intervalMinutes, both[0].Count);
        Assert.Contains(both[0], i => i.PercentilesOf == NoiseIntervals.OfLaf);
        Assert.Contains(both[0], i => i.PercentilesOf == NoiseIntervals.OfSeconds);
        Assert.Equal(both[0], both[1]);
    }

    private static StoredRecord Noise(int seq, double? level) =>
        new("lamp", new NoiseRecord
        {
            Boot = SpoolFolder.Boot,
            Bn = 1,
            Seq = seq,
            T = SpoolFolder.Start.AddSeconds(seq - 1),
            N = 48_000,
            LAeq = level,
            LAFmax = level + 2,
        });

    private static InfluxDbReadingStore Store(InfluxDbSettings settings, string spool = SpoolFolder.Boot) =>
        new(settings, spool, new FakeTimeProvider(SpoolFolder.Start), NullLogger<InfluxDbReadingStore>.Instance);

    private static async Task<IEnumerable<double?>> LevelsAsync(InfluxDbReadingStore store) =>
        (await store.NoiseAsync("lamp", SpoolFolder.Start, SpoolFolder.Start.AddDays(1), 1000, Cancel)).Select(r => r.LAeq);
}
