using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class SettledRecordsTests
{
    /// <summary>Acknowledged sooner, it would make a device take everything for lost that it sent before.</summary>
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
            return Task.FromResult((settled.Of("lamp", SpoolFolder.Boot, Streams.Noise)?.Through,
                settled.Of("lamp", SpoolFolder.Boot, "weather")?.Through) == (2, 1));
        });
        await settled.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_device_whose_site_is_not_judged_is_held_back_alone_and_is_settled_whole_when_it_has_been()
    {
        await using var folder = new SpoolFolder();
        long? heldFrom = null;
        var readers = Reads(folder);
        readers.Judged = () => new(folder.Spool.Durable, device => device == "broken" ? heldFrom : null);
        var settled = Settled(folder, readers);
        var entry = (long seq, string device) => folder.Entry(seq, device: device);
        await folder.Spool.AppendAsync([entry(1, "broken"), entry(1, "good")], TestContext.Current.CancellationToken);
        heldFrom = folder.Spool.Durable;
        await folder.Spool.AppendAsync([entry(2, "broken"), entry(2, "good"), entry(3, "broken"), entry(3, "good")], TestContext.Current.CancellationToken);
        settled.Follow([folder.Entry(1, "weather", device: "broken"), folder.Entry(1, "weather", device: "good")]);
        await settled.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync("the other device's", () => (Through("good"), Through("broken")) == (3, 1)
            && settled.Of("good", SpoolFolder.Boot, "weather")?.Through == 1);
        Assert.Null(settled.Of("broken", SpoolFolder.Boot, "weather"));
        // Past the next checkpoint: a control room that starts anew goes on from there.
        folder.Time.Advance(TimeSpan.FromSeconds(31));
        await UntilAsync("checkpoint", () => File.Exists(Path.Combine(Path.GetDirectoryName(folder.Ledger)!, "settled.json")));
        await settled.StopAsync(CancellationToken.None);
        settled.Dispose();
        settled = Settled(folder, readers);
        await settled.StartAsync(TestContext.Current.CancellationToken);
        heldFrom = null;
        settled.Follow([folder.Entry(1, "weather", device: "broken")]);
        await UntilAsync("both devices'", () => (Through("good"), Through("broken")) == (3, 3)
            && settled.Of("broken", SpoolFolder.Boot, "weather")?.Through == 1);
        await settled.StopAsync(CancellationToken.None);
        settled.Dispose();

        long? Through(string device) => settled.Of(device, SpoolFolder.Boot, Streams.Noise)?.Through;

        Task UntilAsync(string what, Func<bool> isSo) => Eventually.IsTrueAsync(what, () =>
        {
            folder.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(isSo());
        });
    }

    private static SpoolReaders Reads(SpoolFolder folder)
    {
        var readers = new SpoolReaders();
        readers.Register(SpoolReaders.Readings, () => folder.Spool.Durable);
        readers.Register(SpoolReaders.Evidence, () => folder.Spool.Durable);
        return readers;
    }

    private static SettledRecords Settled(SpoolFolder folder, SpoolReaders readers) =>
        new(Path.GetDirectoryName(folder.Ledger)!, folder.Spool, readers, folder.Time, NullLogger<SettledRecords>.Instance);
}
