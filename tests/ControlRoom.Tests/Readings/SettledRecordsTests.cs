using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class SettledRecordsTests
{
    /// <summary>Told of it sooner, a device would take everything for lost that it sent before.</summary>
    [Fact]
    public async Task A_record_that_is_kept_elsewhere_is_settled_after_what_came_before_it()
    {
        await using var folder = new SpoolFolder();
        var (readers, read) = (new SpoolReaders(), 0L);
        readers.Register(SpoolReaders.Readings, () => Interlocked.Read(ref read));
        readers.Register(SpoolReaders.StoredAlerts, () => folder.Spool.Durable);
        readers.Register(SpoolReaders.Evidence, () => folder.Spool.Durable);
        using var settled = new SettledRecords(Path.GetDirectoryName(folder.Ledger)!, folder.Spool, readers, folder.Time, NullLogger<SettledRecords>.Instance);
        await folder.AppendAsync(1, 2);
        settled.Follow([folder.Entry(1, "weather")]);
        await settled.StartAsync(TestContext.Current.CancellationToken);
        folder.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(settled.Of("lamp", SpoolFolder.Boot, "weather"));
        Interlocked.Exchange(ref read, folder.Spool.Durable);
        await Eventually.IsTrueAsync("both streams", () =>
        {
            folder.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult((settled.Of("lamp", SpoolFolder.Boot, Streams.Noise)?.Through, settled.Of("lamp", SpoolFolder.Boot, "weather")?.Through) == (2, 1));
        });
        await settled.StopAsync(CancellationToken.None);
    }
}
