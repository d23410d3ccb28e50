using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class ReadingTidierTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Past_days_are_put_away_at_the_start_and_every_hour_also_after_a_time_that_failed()
    {
        using var folder = new TemporaryFolder();
        using var store = new DuckDbReadingStore(folder.Path);
        var time = new FakeTimeProvider(SpoolFolder.Start.AddDays(4));
        await store.WriteAsync([Second(0)], 1, Cancel);
        var log = new CollectedLog<ReadingTidier>();
        using var tidier = new ReadingTidier(store, new() { SecondsDays = 3650 }, new(Path.Combine(folder.Path, "kept-by.txt"), time), time, log);
        await tidier.StartAsync(Cancel);
        await FileAsync(0);
        // A folder in the way of the file, before an hour that is still being tidied can come upon the day.
        var inTheWay = Directory.CreateDirectory(File(1)).FullName;
        await store.WriteAsync([Second(1)], 2, Cancel);
        await Eventually.IsTrueAsync("an hour that failed", () => Task.FromResult(Tick()
            && log.Lines.Any(l => l.Text.Contains($"{inTheWay} is a folder where a day's file belongs; move it away", StringComparison.Ordinal))));
        Assert.Equal([0, 1], (await store.NoiseAsync("lamp", SpoolFolder.Start, SpoolFolder.Start.AddDays(9), 9, Cancel)).Select(r => r.LAeq));
        Directory.Delete(inTheWay);
        await FileAsync(1);
        Assert.Equal([0, 1], (await store.NoiseAsync("lamp", SpoolFolder.Start, SpoolFolder.Start.AddDays(9), 9, Cancel)).Select(r => r.LAeq));
        await tidier.StopAsync(Cancel);

        Task FileAsync(int day) => Eventually.IsTrueAsync($"file of day {day}", () => Task.FromResult(Tick() && System.IO.File.Exists(File(day))));

        string File(int day) => Path.Combine(folder.Path, "noise", $"2026-11-{23 + day}.parquet");

        bool Tick()
        {
            time.Advance(TimeSpan.FromHours(1));
            return true;
        }
    }

    /// <summary>Of a machine whose clock a time server set, for as long as it stands there.</summary>
    [Fact]
    public async Task A_clock_that_jumps_to_2036_does_not_erase_what_is_of_now()
    {
        using var folder = new TemporaryFolder();
        using var store = new DuckDbReadingStore(folder.Path);
        var time = new ClockThatIsSet(SpoolFolder.Start.AddHours(1));
        await store.WriteAsync([Second(0), Second(-40)], 1, Cancel);
        var kept = Path.Combine(folder.Path, "kept-by.txt");
        Assert.Equal(time.GetUtcNow(), new RetentionClock(kept, time).Now());
        time.Off = TimeSpan.FromDays(3_500);
        using var tidier = new ReadingTidier(store, new(), new(kept, time), time, new CollectedLog<ReadingTidier>());
        await tidier.StartAsync(Cancel);
        await KeepsAsync(1);
        // And time goes on: what is too old by any clock is erased.
        time.Advance(TimeSpan.FromDays(16));
        await KeepsAsync(0);
        await tidier.StopAsync(Cancel);

        Task KeepsAsync(int records) => Eventually.IsTrueAsync($"{records} records", async () => (await SpoolFolder.ExportAsync(store)).Count == records);
    }

    private static StoredRecord Second(int day) => new("lamp",
        new NoiseRecord { Boot = SpoolFolder.Boot, Seq = day + 1, T = SpoolFolder.Start.AddDays(day), N = 48_000, LAeq = day });
}
