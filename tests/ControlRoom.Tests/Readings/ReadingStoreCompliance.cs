using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>What every reading store must do; one subclass a store.</summary>
public abstract class ReadingStoreCompliance : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    protected string Folder => folder.Path;

    /// <summary>Of every stream one record with all its fields, one with none that may be left out, and words of a stranger.</summary>
    private protected static IReadOnlyList<StoredRecord> EveryKind { get; } = [.. new UpRecord[]
    {
        new NoiseRecord { N = 48_000, LAeq = 50.01, LCeq = 60.99, LZeq = 61, LAFmax = 55.5, LAFmin = -0.07, LASmax = 54, LCpeak = 219.99, Bands = Bands,
            Flags = ["wind", "a,b", "say \"hush\"\\\n"] },
        new NoiseRecord { N = 0 },
        new NoiseMinuteRecord
        {
            LAeq = 50, LCeq = 60, LAFmax = 70, LCpeak = 80, Histogram = new(-12, [4, 0, 5996]), Bands = Bands, OverloadSeconds = 3, UnderRangeSeconds = 2,
                Capture = 98.41, T = Start,
        },
        new NoiseMinuteRecord { OverloadSeconds = 0, UnderRangeSeconds = 0, Capture = 0, T = Start.AddMinutes(1) },
        new MotionRecord
        {
            Occupied = 3.3, Changed = 1e-7, Speed = 1.5, Spread = 0.25, Tracks = [[1, 2, 3, 4, 5]], Flags = ["warming-up"], Crowd = CrowdBand.Many,
                Skipped = 3, Suppressed = new Dictionary<string, int> { ["rain"] = 12 },
            Zones = new Dictionary<string, double> { ["gate"] = 0.5 }, Activity = new Dictionary<string,
                ZoneActivity> { ["gate"] = new() { Presence = 0.5, Dwell = 2, Crossings = [1, 0], Crowd = CrowdBand.Some } },
        },
        new MotionRecord(),
        new GateRecord { Contact = ContactState.Open, Bolt = BoltState.Thrown, Shock = 1.8, Enclosure = ContactState.Closed, Unlock = false, Button = true,
            Wind = 1, Rain = 2 },
        new GateRecord(),
        new SoundRecord { Kind = SoundRecord.Impulse, Duration = 1, Level = 80.123, Rise = 20, Share = 0.5, HighShare = 0.1, RiseTime = 0.02, Prominence = 12 },
        new SoundRecord { Kind = SoundRecord.Alarm, Duration = 86_400, Level = 70, Rise = 20, Hertz = 1584.9, HertzTo = 2511.9, Modulation = 4,
            Ongoing = true },
        new SoundRecord { Kind = "new", Duration = 0, Level = 0, Rise = 0 },
        new CameraRecord { Kind = CameraRecord.Covered, State = FindingState.Found, Since = Start.AddMilliseconds(7), Luminance = 0.1, Edges = 0.2,
            Sharpness = 0.3, Shift = 0.4 },
        new CameraRecord { Kind = "new", State = FindingState.Cleared, Since = Start },
        new HeartbeatRecord
        {
            Queue = 1, Dropped = 2, Version = "0.1.0", Cpu = 4.1, ClockErrorMs = -1e12, MemoryMb = 80, Temperature = 51, DiskFree = 0.8, Damaged = 1,
                StorageFault = "it's =1i full",
            DroppedByStream = new Dictionary<string, long> { ["noise"] = 2 },
        },
        new HeartbeatRecord { Queue = 0, Dropped = 0, Version = "0.1.0" },
    }.Select((r, i) => new StoredRecord("lamp", r with { T = r is NoiseMinuteRecord ? r.T : Start.AddMilliseconds(1500 * i), Boot = SpoolFolder.Boot,
        Seq = i + 1, Bn = 12, Up = 1000 * i, Tq = (TimeQuality)(i % 3) }))];

    private static double?[] Bands => [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 3 ? (double?)null : b + 0.12)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_store_has_nothing_and_stands_at_the_beginning()
    {
        var store = await OpenAsync();
        Assert.Equal(0, await store.OffsetAsync(Cancel));
        Assert.Empty(await ReadAsync(store));
    }

    [Fact]
    public async Task Levels_come_back_to_a_hundredth_of_a_decibel_and_what_is_not_known_stays_unknown()
    {
        var store = await OpenAsync();
        await store.WriteAsync([Noise(0, -99.99), Noise(1, 52.314), Noise(2, 219.99), Noise(3, null)], 10, Cancel);
        var readings = await ReadAsync(store);
        Assert.Equal([-99.99, 52.31, 219.99, null], readings.Select(r => r.LAeq));
        Assert.Equal([Start, Start.AddSeconds(1), Start.AddSeconds(2), Start.AddSeconds(3)], readings.Select(r => r.T));
        Assert.All(readings, r => Assert.Null(r.LCpeak));
    }

    [Fact]
    public async Task Every_record_of_every_stream_comes_back_as_it_was_before_its_day_is_past_and_after()
    {
        var store = await OpenAsync();
        await store.WriteAsync(EveryKind, 99, Cancel);
        Assert.Equal(99, await store.OffsetAsync(Cancel));
        Assert.Equal(Lines(EveryKind), Lines(await ExportAsync(store)));
        Assert.Empty(await ExportAsync(store, new HashSet<string> { "nobody" }));
        await TidyAsync(store, Start.AddDays(5));
        Assert.Equal(Lines(EveryKind), Lines(await ExportAsync(store)));
    }

    [Fact]
    public async Task An_export_is_in_order_and_holds_its_times()
    {
        var store = await OpenAsync();
        await store.WriteAsync([Noise(86_400, 3), Noise(0, 1, "other"), Noise(0, 1), Noise(2 * 86_400, 4), Noise(1, 2), new("lamp", Minute(0, [7]))], 1,
            Cancel);
        List<StoredRecord> all = [];
        await foreach (var record in store.ExportAsync(Start, Start.AddDays(2), devices: null, Cancel))
            all.Add(record);
        Assert.Equal(["lamp 1", "lamp 2", "lamp 86401", "other 1", "lamp 1"], all.Select(r => $"{r.Device} {r.Record.Seq}"));
        Assert.IsType<NoiseMinuteRecord>(all[^1].Record);
    }

    [Fact]
    public async Task What_is_imported_twice_or_is_there_already_stands_once_and_moves_no_position()
    {
        var store = await OpenAsync();
        await store.WriteAsync(EveryKind, 42, Cancel);
        await TidyAsync(store, Start.AddDays(5));
        await store.WriteAsync([Noise(3600, 60)], 43, Cancel);
        for (var time = 0; time < 2; time++)
        {
            await store.ImportAsync([.. EveryKind, Noise(3600, 60), Noise(7200, 70), Noise(7200, 70)], Cancel);
            Assert.Equal(Lines([.. EveryKind, Noise(3600, 60), Noise(7200, 70)]), Lines(await ExportAsync(store)));
            await TidyAsync(store, Start.AddDays(5));
        }
        Assert.Equal(43, await store.OffsetAsync(Cancel));
    }

    [Fact]
    public async Task A_minute_that_an_earlier_version_stored_by_its_arrival_breaks_no_export()
    {
        var store = await OpenAsync();
        await store.WriteAsync([new("lamp", Minute(0, [7]) with { T = Start.AddMinutes(1).AddMilliseconds(1234), Tq = TimeQuality.Unset }), Noise(7, 50)], 1,
            Cancel);
        Assert.Equal([Start.AddSeconds(7), Start], (await ExportAsync(store)).Select(r => r.Record.T));
    }

    [Fact]
    public async Task A_round_trip_over_this_store_gives_the_embedded_one_the_same_records()
    {
        using var first = new DuckDbReadingStore(Path.Combine(Folder, "first"));
        using var last = new DuckDbReadingStore(Path.Combine(Folder, "last"));
        await first.WriteAsync([.. EveryKind, .. Enumerable.Range(0, 40).Select(n => Noise(n * 7200 + 60, n, "far"))], 7, Cancel);
        await TidyAsync(first, Start.AddDays(4));
        var between = await OpenAsync();
        for (var time = 0; time < 2; time++)
        {
            await between.ImportAsync(await ExportAsync(first), Cancel);
            await last.ImportAsync(await ExportAsync(between), Cancel);
        }
        Assert.Equal(Lines(await ExportAsync(first)), Lines(await ExportAsync(last)));
    }

    [Fact]
    public async Task Position_and_rows_are_there_after_a_restart()
    {
        await (await OpenAsync()).WriteAsync([Noise(0, 50)], 123, Cancel);
        var store = await ReopenAsync();
        Assert.Equal(123, await store.OffsetAsync(Cancel));
        Assert.Single(await ReadAsync(store));
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_neither_rows_nor_position()
    {
        var store = await OpenAsync();
        await store.WriteAsync([Noise(0, 50)], 100, Cancel);
        // A head has no table: the write breaks off with rows of noise already handed over.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            store.WriteAsync([Noise(1, 60), new("lamp", new RecordHead { Boot = SpoolFolder.Boot, Seq = 1, T = Start })], 200, Cancel));
        Assert.Equal(100, await store.OffsetAsync(Cancel));
        Assert.Equal([50], (await ReadAsync(store)).Select(r => r.LAeq));
        await store.WriteAsync([Noise(1, 60)], 200, Cancel);
        store = await ReopenAsync();
        Assert.Equal([50, 60], (await ReadAsync(store)).Select(r => r.LAeq));
        Assert.Equal(200, await store.OffsetAsync(Cancel));
    }

    [Fact]
    public async Task A_query_holds_its_device_its_time_and_its_limit()
    {
        var store = await OpenAsync();
        await store.WriteAsync([Noise(2, 52), Noise(0, 50), Noise(1, 51), Noise(0, 90, "other")], 1, Cancel);
        Assert.Equal([51], (await store.NoiseAsync("lamp", Start.AddSeconds(1), Start.AddSeconds(2), 10, Cancel)).Select(r => r.LAeq));
        Assert.Equal([50, 51], (await store.NoiseAsync("lamp", Start, Start.AddDays(1), 2, Cancel)).Select(r => r.LAeq));
    }

    [Fact]
    public async Task The_flags_of_a_second_come_back_with_it()
    {
        var store = await OpenAsync();
        await store.WriteAsync([new("lamp", ((NoiseRecord)Noise(0, 50).Record) with { Flags = ["overload", "wind"] }), Noise(1, 50)], 1, Cancel);
        Assert.Equal([["overload", "wind"], []], (await ReadAsync(store)).Select(r => r.Flags));
    }

    [Fact]
    public async Task A_minutes_histogram_comes_back_as_it_was_and_its_minute_counts_as_no_second()
    {
        var store = await OpenAsync();
        await store.WriteAsync([new("lamp", Minute(0, [4, 0, 5996])), new("other", Minute(0, [1]))], 10, Cancel);
        var minute = Assert.Single(await MinutesAsync(store, Start, Start.AddDays(1)));
        Assert.Equal((Start, 481, 3, 2), (minute.T, minute.Laf![0], minute.OverloadSeconds, minute.UnderRangeSeconds));
        Assert.Equal<short>([4, 0, 5996], minute.Laf[1..]);
        Assert.Equal((52.4, null, null, 98.4), (minute.LAeq, minute.LAFmax, minute.LCpeak, minute.Capture));
        Assert.Empty(await ReadAsync(store));
    }

    [Fact]
    public async Task Minutes_come_in_order_from_the_first_to_before_the_last_also_those_without_readings()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. new[] { Minute(3, [3]), Minute(0, [1]), Minute(2, [2]), Minute(1, null), Minute(2, [9]) }.Select((m, i) =>
            new StoredRecord("lamp", m with { Seq = i + 1 }))], 10, Cancel);
        Assert.Equal([1, 2, 2], (await MinutesAsync(store, Start.AddMinutes(1), Start.AddMinutes(3))).Select(m => (m.T - Start).TotalMinutes));
        Assert.Equal([0, 1, 2, 2, 3], (await MinutesAsync(store, Start, Start.AddMinutes(4))).Select(m => (m.T - Start).TotalMinutes));
    }

    [Fact]
    public async Task A_seeded_level_is_read_like_any_other_and_moves_no_position()
    {
        var store = await OpenAsync();
        await store.ImportAsync([new SeededLevel(Start, 26.5).ToRecord("lamp")], Cancel);
        Assert.Equal([26.5], (await ReadAsync(store)).Select(r => r.LAeq));
        Assert.Equal(0, await store.OffsetAsync(Cancel));
    }

    [Fact]
    public async Task Words_of_a_stranger_are_kept_as_words()
    {
        var store = await OpenAsync();
        string[] flags = ["say \"hush\"", "a\\", "two\nlines", "it's =1i "];
        await store.WriteAsync([new("lamp", ((NoiseRecord)Noise(0, 50).Record) with { Flags = flags }), Noise(1, 51)], 1, Cancel);
        Assert.Equal([flags, []], (await ReadAsync(store)).Select(r => r.Flags));
    }

    [Fact]
    public async Task Records_of_one_device_and_instant_are_all_kept()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. Enumerable.Range(1, 10).Select(seq => new StoredRecord("lamp", Noise(0, seq).Record with { Seq = seq }))], 1, Cancel);
        Assert.Equal(Enumerable.Range(1, 10).Select(seq => (double?)seq), (await ReadAsync(store)).Select(r => r.LAeq).Order());
    }

    [Fact]
    public async Task Days_are_read_without_a_gap_or_a_repeat_however_far_the_question_reaches()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. Enumerable.Range(0, 40).Select(day => Noise(day * 86_400, day))], 1, Cancel);
        Assert.Equal(Enumerable.Range(0, 40).Select(day => (double?)day),
            (await store.NoiseAsync("lamp", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1000, Cancel)).Select(r => r.LAeq));
        Assert.Equal([4, 5, 6], (await store.NoiseAsync("lamp", Start.AddDays(4), Start.AddDays(39), 3, Cancel)).Select(r => r.LAeq));
        Assert.Empty(await store.NoiseAsync("nobody", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1000, Cancel));
    }

    [Fact]
    public async Task Tidying_changes_nothing_that_is_kept_and_a_late_record_joins_its_day()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. Enumerable.Range(0, 40).Select(n => Noise(n * 7200, n)),
            .. Enumerable.Range(0, 40).Select(n => Noise(n * 7200, 90, "other")), new("lamp", Minute(30, [7]))], 55, Cancel);
        await TidyAsync(store, Start.AddDays(5));
        Assert.Equal(Enumerable.Range(0, 40).Select(n => (double?)n), await LevelsAsync(store));
        await store.WriteAsync([Noise(3600, 70), Noise(2 * 86_400 - 1, 71)], 66, Cancel);
        List<double?> all = [0, 70, .. Enumerable.Range(1, 23).Select(n => (double?)n), 71, .. Enumerable.Range(24, 16).Select(n => (double?)n)];
        Assert.Equal(all, await LevelsAsync(store));
        await TidyAsync(store, Start.AddDays(6));
        store = await ReopenAsync();
        Assert.Equal(all, await LevelsAsync(store));
        Assert.Equal(7, Assert.Single(await MinutesAsync(store, Start, Start.AddDays(9))).Laf![1]);
        Assert.Equal(66, await store.OffsetAsync(Cancel));
    }

    [Fact]
    public async Task Seconds_and_minutes_are_each_erased_when_they_are_older_than_is_kept()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. Enumerable.Range(0, 3).SelectMany(n => new[] { Noise(n * 864_000, 10 * n), new("lamp", Minute(n * 14_400, [1])) })], 1,
            Cancel);
        await TidyAsync(store, Start.AddDays(21), seconds: 20, minutes: 30);
        Assert.Equal([10, 20], await LevelsAsync(store));
        Assert.Equal(3, (await MinutesAsync(store, Start, Start.AddDays(21))).Count);
        await TidyAsync(store, Start.AddDays(32), seconds: 20, minutes: 30);
        Assert.Equal([20], await LevelsAsync(store));
        Assert.Equal([10, 20], (await MinutesAsync(store, Start, Start.AddDays(21))).Select(m => (m.T - Start).TotalDays));
    }

    public void Dispose()
    {
        Close();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store of <see cref="Folder"/>, opened for the first time.</summary>
    private protected abstract Task<IReadingStore> OpenAsync();

    private protected abstract void Close();

    private Task<IReadingStore> ReopenAsync()
    {
        Close();
        return OpenAsync();
    }

    private static Task<IReadOnlyList<NoiseReading>> ReadAsync(IReadingStore store) => store.NoiseAsync("lamp", Start, Start.AddDays(1), 1000, Cancel);

    private static async Task<IReadOnlyList<StoredRecord>> ExportAsync(IReadingStore store, IReadOnlySet<string>? devices = null)
    {
        List<StoredRecord> records = [];
        await foreach (var record in store.ExportAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, devices, Cancel))
            records.Add(record);
        return records;
    }

    /// <summary>As lines, by themselves in order.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<StoredRecord> records) => records.Select(r => Encoding.UTF8.GetString(ReadingLine.Write(r)))
        .Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<double?>> LevelsAsync(IReadingStore store) => (await store.NoiseAsync("lamp", Start, Start.AddDays(99), 1000, Cancel))
        .Select(r => r.LAeq);

    private static Task TidyAsync(IReadingStore store, DateTimeOffset now, int seconds = 31, int minutes = 731) =>
        store.TidyAsync(now, new() { SecondsDays = seconds, MinutesDays = minutes }, Cancel);

    private static Task<IReadOnlyList<NoiseMinute>> MinutesAsync(IReadingStore store, DateTimeOffset from, DateTimeOffset to) =>
        store.NoiseMinutesAsync("lamp", from, to, Cancel);

    private static NoiseMinuteRecord Minute(int n, int[]? counts) => new()
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

    private static StoredRecord Noise(int second, double? level, string device = "lamp") =>
        new(device, new NoiseRecord { Boot = SpoolFolder.Boot, Seq = second + 1, T = Start.AddSeconds(second), N = 48_000, LAeq = level });
}
