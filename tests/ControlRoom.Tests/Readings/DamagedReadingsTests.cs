using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>What power cuts and dying disks make of the files of readings.</summary>
public sealed class DamagedReadingsTests : IDisposable
{
    private static readonly DateTimeOffset Start = SpoolFolder.Start;
    private readonly TemporaryFolder folder = new();
    private readonly CollectedLog<DuckDbReadingStore> log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.Path, "recent.duckdb");

    public static TheoryData<string> Damages { get; } =
        ["empty", "one byte", "text", "a hundred bytes", "first half", "last byte gone", "zeros", "random", "zeros at the beginning",
            "zeros at the end", "random at the beginning", "random in the middle", "a folder", "a folder with a file"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_day_file_is_set_aside_and_the_other_days_and_devices_are_read(string damage)
    {
        using var store = new DuckDbReadingStore(folder.Path, log);
        await store.WriteAsync([.. Enumerable.Range(0, 4).SelectMany(day => new[] { Second(day, "alley"), Second(day, "lamp") })], 1, Cancel);
        await store.TidyAsync(Start.AddDays(9), new(), Cancel);
        var file = Path.Combine(folder.Path, "noise", "2026-11-24.parquet");
        Damage(file, damage);
        Assert.Equal([0, 2, 3], await LevelsAsync(store, "lamp"));
        Assert.Equal([0, 2, 3], await LevelsAsync(store, "alley"));
        Assert.Equal(6, (await SpoolFolder.ExportAsync(store)).Count);
        if (damage.StartsWith("a folder", StringComparison.Ordinal))
            return;
        Assert.Contains(file + ".damaged", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
        Assert.Equal($"1 damaged day files are set aside in {folder.Path}: noise/2026-11-24.parquet.damaged", store.Damage);
        // A record of that day that comes late has a file of its own, and the rest is tidied.
        await store.WriteAsync([Second(1, "lamp", seq: 100)], 2, Cancel);
        await store.TidyAsync(Start.AddDays(9), new(), Cancel);
        Assert.Equal([0, 1, 2, 3], await LevelsAsync(store, "lamp"));
    }

    [Fact]
    public async Task A_late_record_finds_its_day_file_damaged_and_is_kept_and_other_days_are_tidied()
    {
        using var store = new DuckDbReadingStore(folder.Path, log);
        await store.WriteAsync([Second(0, "lamp")], 1, Cancel);
        await store.TidyAsync(Start.AddDays(9), new(), Cancel);
        Damage(Path.Combine(folder.Path, "noise", "2026-11-23.parquet"), "first half");
        await store.WriteAsync([Second(0, "lamp", seq: 9), Second(1, "lamp")], 2, Cancel);
        await store.TidyAsync(Start.AddDays(9), new(), Cancel);
        Assert.Equal([0, 1], await LevelsAsync(store, "lamp"));
        Assert.Equal(["2026-11-23.parquet", "2026-11-23.parquet.damaged", "2026-11-24.parquet"],
            Directory.EnumerateFiles(Path.Combine(folder.Path, "noise")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("noise/holiday.parquet")]
    [InlineData("noise/2026-13-01.parquet")]
    [InlineData("noise/2026-11-24.parquet.tmp")]
    [InlineData("noise/2026-11-24.unfinished.part")]
    [InlineData("noise/.DS_Store")]
    [InlineData("lost+found/x")]
    [InlineData("recent.duckdb.tmp")]
    public async Task A_stray_file_is_passed_over(string stray)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, stray))!);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, stray), "stray", Cancel);
        using var store = new DuckDbReadingStore(folder.Path, log);
        await store.WriteAsync([Second(0, "lamp"), Second(1, "lamp")], 1, Cancel);
        await store.TidyAsync(Start.AddDays(9), new(), Cancel);
        Assert.Equal([0, 1], await LevelsAsync(store, "lamp"));
        Assert.All(log.Lines, l => Assert.Contains(stray, l.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_database_that_does_not_open_is_named_with_what_to_do_and_opens_by_itself_when_that_is_done(string damage)
    {
        using (var before = new DuckDbReadingStore(folder.Path))
            await before.WriteAsync([.. Enumerable.Range(0, 5000).Select(n => Second(0, "lamp", n + 1))], 7, Cancel);
        Damage(Database, damage);
        using var store = new DuckDbReadingStore(folder.Path, log);
        // Damage in a row is met when the row is read.
        var exported = 0;
        if (await Record.ExceptionAsync(async () =>
            exported = (await store.OffsetAsync(Cancel), (await SpoolFolder.ExportAsync(store)).Count).Count) is not { } thrown)
        {
            // What was there no longer: the end of the file is not used.
            Assert.Equal(5000, exported);
            return;
        }
        var fault = Assert.IsType<IOException>(thrown);
        Assert.DoesNotContain('\n', fault.Message);
        if (fault.Message.Contains("does not open", StringComparison.Ordinal))
            Assert.Contains($"move it and {Database}.wal away, or put backups", fault.Message, StringComparison.Ordinal);
        if (Directory.Exists(Database))
            Directory.Delete(Database, recursive: true);
        else
            File.Delete(Database);
        File.Delete(Database + ".wal");
        if (!fault.Message.Contains("does not open", StringComparison.Ordinal))
            return;
        await store.WriteAsync([Second(1, "lamp")], 9, Cancel);
        Assert.Equal((9, 1), (await store.OffsetAsync(Cancel), (await LevelsAsync(store, "lamp")).Count()));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_named()
    {
        var data = Path.Combine(folder.Path, "readings");
        await File.WriteAllTextAsync(data, "", Cancel);
        using var store = new DuckDbReadingStore(data, log);
        Assert.Contains(data, (await Assert.ThrowsAsync<IOException>(() => store.OffsetAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_engine_commits_at_once_is_refused_and_taken_by_halves()
    {
        using var store = new DuckDbReadingStore(folder.Path, log);
        var records = Enumerable.Range(0, 600)
            .Select(n => new MotionRecord { Boot = SpoolFolder.Boot, Seq = n + 1, T = Start.AddSeconds(n), Flags = [new('z', 480_000)] })
            .Select(r => new StoredRecord("lamp", r)).ToArray();
        await Assert.ThrowsAsync<RefusedReadingsException>(() => store.WriteAsync(records, 5, Cancel));
        await Halving.EachAsync<StoredRecord>(
            records, part => store.WriteAsync(part, 5, Cancel), (record, reason) => throw new InvalidOperationException(reason));
        Assert.Equal(5, await store.OffsetAsync(Cancel));
    }

    public void Dispose() => folder.Dispose();

    private static StoredRecord Second(int day, string device, int seq = 0) => new(device,
        new NoiseRecord
        {
            Boot = SpoolFolder.Boot,
            Seq = seq > 0 ? seq : day + 1,
            T = Start.AddDays(day).AddMilliseconds(seq),
            N = 48_000,
            LAeq = day,
            Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => (double?)(b * seq % 97))],
        });

    private static async Task<IEnumerable<double?>> LevelsAsync(DuckDbReadingStore store, string device) =>
        (await store.NoiseAsync(device, Start, Start.AddDays(9), 10_000, Cancel)).Select(r => r.LAeq);

    private static void Damage(string file, string damage)
    {
        var good = File.ReadAllBytes(file);
        var random = new byte[good.Length];
        new Random(37).NextBytes(random);
        var (half, piece) = (good.Length / 2, Math.Min(good.Length / 3, 20_000));
        if (damage.StartsWith("a folder", StringComparison.Ordinal))
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
            if (damage.EndsWith("file", StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(file, "stray"), "");
            return;
        }
        File.WriteAllBytes(file, damage switch
        {
            "empty" => [],
            "one byte" => [1],
            "text" => "it was here"u8.ToArray(),
            "a hundred bytes" => good[..100],
            "first half" => good[..half],
            "last byte gone" => good[..^1],
            "zeros" => new byte[good.Length],
            "random" => random,
            "zeros at the beginning" => [.. new byte[piece], .. good[piece..]],
            "zeros at the end" => [.. good[..^piece], .. new byte[piece]],
            "random at the beginning" => [.. random[..piece], .. good[piece..]],
            _ => [.. good[..(half - piece / 2)], .. random[..piece], .. good[(half - piece / 2 + piece)..]],
        });
    }
}
