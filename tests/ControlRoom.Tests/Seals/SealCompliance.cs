using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

/// <summary>What is done to the rows of a store, by its engine, is named by stream and second; one subclass a store.</summary>
public abstract class SealCompliance : OpenedReadingStore
{
    private readonly SealedDevice device = new();

    public static TheoryData<string> Kinds { get; } = [.. RowLayout.All.Select(l => l.Stream)];

    [Fact]
    public async Task What_a_store_gives_back_is_what_was_sealed_before_its_day_is_past_and_after()
    {
        var store = await WriteAsync();
        foreach (var now in new[] { Start, Start.AddDays(5) })
        {
            await TidyAsync(store, now);
            var report = await VerifyAsync(store);
            Assert.Empty(report.Findings);
            Assert.True(report.IsIntact);
            Assert.Equal((device.Seals.Count, device.Rows.Count, 0, 0), (report.Seals, report.Rows, report.Erased, report.Unsealed));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_was_changed_is_named(string stream)
    {
        var store = await WriteAsync();
        var row = Row(stream, 2);
        await ReplaceAsync(store, row, Changed(row));
        Found(await VerifyAsync(store), SealFault.Changed, row);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_was_taken_away_is_named(string stream)
    {
        var store = await WriteAsync();
        var row = Row(stream, 2);
        await EraseAsync(row);
        var found = Assert.Single((await VerifyAsync(store)).Findings);
        Assert.Equal((SealFault.Removed, stream, row.Boot, row.Seq), (found.Fault, found.Stream, found.Boot, found.Seq));
        // Of an event that is gone its neighbours show about when it was.
        Assert.InRange(found.At, row.T.AddSeconds(stream is Streams.Noise or Streams.Motion ? 0 : -60), row.T.AddSeconds(
            stream is Streams.Noise or Streams.Motion ? 0 : 60));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_stands_at_another_time_is_named(string stream)
    {
        var store = await WriteAsync();
        var row = Row(stream, 2);
        await ReplaceAsync(store, row, row with { T = row.T.AddMinutes(7) });
        var report = await VerifyAsync(store);
        Found(report, SealFault.Retimed, row);
        Assert.Contains(InstantConverter.Write(row.T.AddMinutes(7)), report.Findings[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_that_have_changed_places_are_named_both(string stream)
    {
        var store = await WriteAsync();
        var (one, other) = (Row(stream, 2), Row(stream, 3));
        await ReplaceAsync(store, one, one with { T = other.T, Up = other.Up });
        await ReplaceAsync(store, other, other with { T = one.T, Up = one.Up });
        var report = await VerifyAsync(store);
        Assert.Equal([(SealFault.Reordered, one.Seq, one.T), (SealFault.Reordered, other.Seq, other.T)],
            report.Findings.Select(f => (f.Fault, f.Seq, f.At)));
        Assert.All(report.Findings, f => Assert.Equal(stream, f.Stream));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_was_put_in_is_named(string stream)
    {
        var store = await WriteAsync();
        var row = Row(stream, 2);
        var added = row with { Boot = new('b', 32), Seq = 1 };
        await store.WriteAsync([new(SealedDevice.Device, added)], 2, Cancel);
        var report = await VerifyAsync(store);
        Assert.False(report.IsIntact);
        var found = report.Findings.First(f => f.Boot == added.Boot);
        Assert.Equal((stream, added.T), (found.Stream, found.At));
    }

    [Fact]
    public async Task Seconds_that_were_erased_on_schedule_leave_a_chain_that_still_verifies_and_minutes_that_are_still_named()
    {
        var store = await WriteAsync();
        var now = Start.AddDays(40);
        await TidyAsync(store, now);
        var report = await VerifyAsync(store, now);
        Assert.Empty(report.Findings);
        Assert.True(report.IsIntact);
        var seconds = device.Rows.Count(r => r is NoiseRecord or MotionRecord or HeartbeatRecord);
        Assert.Equal((seconds, device.Rows.Count - seconds), (report.Erased, report.Rows));
        var minute = Row(Streams.NoiseMinute, 1);
        await ReplaceAsync(store, minute, Changed(minute));
        Found(await VerifyAsync(store, now), SealFault.Changed, minute);
    }

    [Fact]
    public async Task Seconds_that_are_gone_before_their_time_are_named()
    {
        var store = await WriteAsync();
        await TidyAsync(store, Start.AddDays(40));
        var report = await VerifyAsync(store, Start.AddDays(20));
        Assert.Equal(device.Rows.Count(r => r is NoiseRecord or MotionRecord or HeartbeatRecord), report.Faults);
        Assert.Equal((SealFault.Removed, Start), (report.Findings[0].Fault, report.Findings[0].At));
    }

    /// <summary>By the engine itself: what can be done with its files or its password.</summary>
    private protected abstract Task EraseAsync(UpRecord row);

    private static void Found(SealReport report, SealFault fault, UpRecord row)
    {
        var found = Assert.Single(report.Findings);
        Assert.Equal((fault, RowLayout.StreamOf(row), row.Boot, row.Seq, row.T), (found.Fault, found.Stream, found.Boot, found.Seq, found.At));
    }

    private static UpRecord Changed(UpRecord row) => row switch
    {
        NoiseRecord noise => noise with { LAeq = noise.LAeq + 0.01 },
        NoiseMinuteRecord minute => minute with { Histogram = new(401, minute.Histogram!.Counts) },
        MotionRecord motion => motion with { Zones = new Dictionary<string, double> { ["gate"] = 0.5 } },
        HeartbeatRecord heartbeat => heartbeat with { Dropped = 1 },
        EnvironmentRecord environment => environment with { Humidity = null },
        GateRecord gate => gate with { Bolt = BoltState.Thrown },
        SoundRecord sound => sound with { Kind = SoundRecord.Alarm },
        CameraRecord camera => camera with { Since = camera.Since.AddMilliseconds(1) },
        SealRecord seal => seal with { Streams = seal.Streams.Skip(1).ToDictionary() },
        _ => throw new ArgumentException("no such row", nameof(row)),
    };

    private UpRecord Row(string stream, int n) => device.Rows.Concat(device.Seals).Where(r => RowLayout.StreamOf(r) == stream).ElementAt(n);

    private async Task<IReadingStore> WriteAsync()
    {
        var store = await OpenAsync();
        await store.WriteAsync([.. device.Stored], 1, Cancel);
        return store;
    }

    private async Task ReplaceAsync(IReadingStore store, UpRecord row, UpRecord by)
    {
        await EraseAsync(row);
        await store.WriteAsync([new(SealedDevice.Device, by)], 2, Cancel);
    }

    private async Task<SealReport> VerifyAsync(IReadingStore store, DateTimeOffset? now = null)
    {
        var (seals, rows) = (new List<SealRecord>(), new List<UpRecord>());
        await foreach (var record in store.ExportAsync(Start, Start.AddDays(1), new HashSet<string> { SealedDevice.Device }, Cancel))
        {
            if (record.Record is SealRecord seal)
                seals.Add(seal);
            else
                rows.Add(record.Record);
        }
        var kept = new ReadingsSettings();
        return SealCheck.Verify(SealedDevice.Device, [device.Key], device.Scope with
        {
            KeptSince = ReadingTable.All.ToDictionary(t => t.Stream, t => kept.Since(t, now ?? Start)),
        }, seals, rows);
    }
}
