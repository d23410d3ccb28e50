using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class ReadingWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>As a spool of an earlier version may hold them: 1,500 of these were more than the engine could commit,
    /// and stood before all that came after.</summary>
    [Fact]
    public async Task What_cannot_be_stored_is_set_aside_with_its_reason_and_what_comes_after_it_is_stored()
    {
        await using var folder = new SpoolFolder();
        using var readings = new TemporaryFolder();
        using var store = new DuckDbReadingStore(readings.Path);
        var zone = Encoding.UTF8.GetString(RecordJson.Write(Motion(1))).Replace("gate", new string('z', 480_000), StringComparison.Ordinal);
        await folder.Spool.AppendAsync([.. Enumerable.Range(1, 30).Select(seq => folder.Entry(seq, Streams.Motion, zone)),
            folder.Entry(31, Streams.Motion, Encoding.UTF8.GetString(RecordJson.Write(Motion(31))))], Cancel);
        using var writer = folder.Writer(store);
        await writer.StartAsync(Cancel);
        await Eventually.IsTrueAsync("everything stored or set aside", () =>
        {
            folder.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(writer.Behind == 0);
        });
        await writer.StopAsync(Cancel);
        Assert.Equal([31], (await SpoolFolder.ExportAsync(store)).Select(r => r.Record.Seq));
        Assert.Equal((30, true), (folder.Aside.Count, folder.Aside.Any));
        var kept = (await File.ReadAllLinesAsync(folder.Aside.File, Cancel)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal((30, 480_000), (kept.Count, kept[0].GetProperty("record").GetProperty("zones").EnumerateObject().Single().Name.Length));
        Assert.Contains("it must be of zones with names of 1 to 64 characters", kept[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_minute_of_a_device_without_a_clock_is_of_a_whole_utc_minute_and_goes_from_store_to_store()
    {
        await using var folder = new SpoolFolder();
        using var readings = new TemporaryFolder();
        using var store = new DuckDbReadingStore(Path.Combine(readings.Path, "one"));
        using var other = new DuckDbReadingStore(Path.Combine(readings.Path, "other"));
        folder.Time.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(7.5));
        var minute = new NoiseMinuteRecord
        {
            Boot = SpoolFolder.Boot,
            Bn = 1,
            Seq = 1,
            T = DateTimeOffset.UnixEpoch,
            Up = 60_000,
            Tq = TimeQuality.Unset,
            LAeq = 50,
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 100,
        };
        await folder.Spool.AppendAsync([folder.Entry(1, Streams.NoiseMinute, Encoding.UTF8.GetString(RecordJson.Write(minute)))], Cancel);
        using var writer = folder.Writer(store);
        await writer.StartAsync(Cancel);
        await Eventually.IsTrueAsync("the minute in the store", () => Task.FromResult(writer.Behind == 0));
        await writer.StopAsync(Cancel);
        var exported = Assert.Single(await SpoolFolder.ExportAsync(store));
        Assert.Equal((SpoolFolder.Start.AddMinutes(2), TimeQuality.Unset), (exported.Record.T, exported.Record.Tq));
        await other.ImportAsync([ReadingLine.Read(ReadingLine.Write(exported))], Cancel);
        var imported = Assert.Single(await SpoolFolder.ExportAsync(other)).Record;
        Assert.Equal(exported.Record.T, imported.T);
        // What its device sealed is what it stated.
        Assert.Equal(SealedRow.Leaf(minute), SealedRow.Leaf(imported));
    }

    private static MotionRecord Motion(int seq) =>
        new() { Boot = SpoolFolder.Boot, Bn = 1, Seq = seq, T = SpoolFolder.Start.AddSeconds(seq), Zones = new Dictionary<string, double> { ["gate"] = 1 } };

    [Fact]
    public async Task A_store_that_is_away_from_the_start_on_keeps_the_spool_from_being_trimmed()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 100 });
        await folder.AppendAsync(1);
        await folder.AppendAsync(2);
        await folder.AppendAsync(3);
        using var store = new InfluxDbReadingStore(
            new() { Url = $"http://127.0.0.1:{FreePort.Take(1)[0]}" }, "spool", folder.Time, NullLogger<InfluxDbReadingStore>.Instance);
        var readers = new SpoolReaders();
        readers.Register("alerts", () => folder.Spool.Durable);
        using var writer = folder.Writer(store, readers);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync("position of the store", () => Task.FromResult(readers.Position("readings") is not null));
        folder.Spool.Trim(readers.Slowest, DateTimeOffset.MaxValue);
        Assert.Equal([1, 2, 3], folder.Sequences);
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }
}
