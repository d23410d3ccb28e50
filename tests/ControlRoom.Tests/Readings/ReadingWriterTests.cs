using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class ReadingWriterTests
{
    [Fact]
    public async Task A_store_that_is_away_from_the_start_on_keeps_the_spool_from_being_trimmed()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 100 });
        await folder.AppendAsync(1);
        await folder.AppendAsync(2);
        await folder.AppendAsync(3);
        using var store = new InfluxDbReadingStore(new() { Url = $"http://127.0.0.1:{FreePort.Take(1)[0]}" }, "spool", folder.Time, NullLogger<InfluxDbReadingStore>.Instance);
        var readers = new SpoolReaders();
        readers.Register("alerts", () => folder.Spool.Durable);
        using var writer = new ReadingWriter(folder.Spool, store, readers, folder.Time, NullLogger<ReadingWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync("position of the store", () => Task.FromResult(readers.Position("readings") is not null));
        folder.Spool.Trim(readers.Slowest, DateTimeOffset.MaxValue);
        Assert.Equal([1, 2, 3], folder.Sequences);
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }
}
