using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>What every reading store must do; one subclass a store.</summary>
public abstract class ReadingStoreCompliance : OpenedReadingStore
{
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
        await store.WriteAsync(EveryKind.All, 99, Cancel);
        Assert.Equal(99, await store.OffsetAsync(Cancel));
        Assert.Equal(Lines(EveryKind.All), Lines(await ExportAsync(store)));
        Assert.Empty(await ExportAsync(store, new HashSet<string> { "nobody" }));
        await TidyAsync(store, Start.AddDays(5));
        Assert.Equal(Lines(EveryKind.All), Lines(await ExportAsync(store)));
    }

    [Fact]
    public async Task Bands_of_some_seconds_and_the_records_of_one_stream_come_back_before_their_day_is_past_and_after()
    {
        var store = await OpenAsync();
        double?[] bands = [12.34, null, .. Enumerable.Repeat((double?)-3.5, 32)];
        await store.WriteAsync([.. EveryKind.All, .. Enumerable.Range(100, 5).Select(i => Noise(i, 40)),
            Noise(105, 50) with { Record = (NoiseRecord)Noise(105, 50).Record with { LCeq = 61.25, Bands = bands } },
            new("lamp", new MotionRecord { Boot = SpoolFolder.Boot, Seq = 999, T = Start.AddSeconds(7), Occupied = 4.25 })], 1, Cancel);
        for (var time = 0; time < 2; time++)
        {
            var read = await store.BandsAsync("lamp", [(Start.AddSeconds(101), Start.AddSeconds(103)), (Start.AddSeconds(105), Start.AddSeconds(106))], Cancel);
            Assert.Equal([101, 102, 105], read.Select(b => (b.T - Start).TotalSeconds));
            Assert.Equal((50.0, 61.25), (read[2].LAeq, read[2].LCeq));
            Assert.Equal(bands, read[2].Bands);
            Assert.Equal(4.25, Assert.Single(await store.OccupiedAsync("lamp", Start, Start.AddDays(1), Cancel), o => o.Occupied is not null).Occupied);
            var sounds = await store.RecordsAsync(ReadingTable.Sound, Start.AddDays(-1), Start.AddDays(1), new HashSet<string> { "lamp" }, Cancel)
                .ToListAsync(Cancel);
            Assert.Equal(Lines([.. EveryKind.All.Where(r => r.Record is SoundRecord)]), Lines([.. sounds]));
            Assert.NotEmpty(sounds);
            await TidyAsync(store, Start.AddDays(5));
        }
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
        await store.WriteAsync(EveryKind.All, 42, Cancel);
        await TidyAsync(store, Start.AddDays(5));
        await store.WriteAsync([Noise(3600, 60)], 43, Cancel);
        for (var time = 0; time < 2; time++)
        {
            await store.ImportAsync([.. EveryKind.All, Noise(3600, 60), Noise(7200, 70), Noise(7200, 70)], Cancel);
            Assert.Equal(Lines([.. EveryKind.All, Noise(3600, 60), Noise(7200, 70)]), Lines(await ExportAsync(store)));
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
        await first.WriteAsync([.. EveryKind.All, .. Enumerable.Range(0, 40).Select(n => Noise(n * 7200 + 60, n, "far"))], 7, Cancel);
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
}
