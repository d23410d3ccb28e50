using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>A reading store in a folder of its own that can be closed and opened again, and what is written to it.</summary>
public abstract class OpenedReadingStore : IDisposable
{
    private protected static DateTimeOffset Start => SpoolFolder.Start;

    private readonly TemporaryFolder folder = new();

    protected string Folder => folder.Path;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Close();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store of <see cref="Folder"/>, opened for the first time.</summary>
    private protected abstract Task<IReadingStore> OpenAsync();

    private protected abstract void Close();

    private protected Task<IReadingStore> ReopenAsync()
    {
        Close();
        return OpenAsync();
    }

    private protected static Task<IReadOnlyList<NoiseReading>> ReadAsync(IReadingStore store) =>
        store.NoiseAsync("lamp", Start, Start.AddDays(1), 1000, Cancel);

    private protected static async Task<IReadOnlyList<StoredRecord>> ExportAsync(IReadingStore store, IReadOnlySet<string>? devices = null)
    {
        List<StoredRecord> records = [];
        await foreach (var record in store.ExportAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, devices, Cancel))
            records.Add(record);
        return records;
    }

    /// <summary>As lines, by themselves in order.</summary>
    private protected static IEnumerable<string> Lines(IReadOnlyList<StoredRecord> records) =>
        records.Select(r => Encoding.UTF8.GetString(ReadingLine.Write(r))).Order(StringComparer.Ordinal);

    private protected static async Task<IEnumerable<double?>> LevelsAsync(IReadingStore store) =>
        (await store.NoiseAsync("lamp", Start, Start.AddDays(99), 1000, Cancel)).Select(r => r.LAeq);

    private protected static Task TidyAsync(IReadingStore store, DateTimeOffset now, int seconds = 31, int minutes = 731) =>
        store.TidyAsync(now, new() { SecondsDays = seconds, MinutesDays = minutes }, Cancel);

    private protected static Task<IReadOnlyList<NoiseMinute>> MinutesAsync(IReadingStore store, DateTimeOffset from, DateTimeOffset to) =>
        store.NoiseMinutesAsync("lamp", from, to, Cancel);

    private protected static NoiseMinuteRecord Minute(int n, int[]? counts) => new()
    {
        Boot = SpoolFolder.Boot,
        Seq = n + 1,
        T = Start.AddMinutes(n),
        LAeq = 52.4,
        Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 3 ? (double?)null : b)],
        Histogram = counts is null ? null : new(481, counts),
        OverloadSeconds = 3,
        UnderRangeSeconds = 2,
        Capture = 98.4,
    };

    private protected static StoredRecord Noise(int second, double? level, string device = "lamp") =>
        new(device, new NoiseRecord { Boot = SpoolFolder.Boot, Seq = second + 1, T = Start.AddSeconds(second), N = 48_000, LAeq = level });
}
