using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class SpoolTests
{
    [Fact]
    public async Task A_record_comes_back_as_it_came_also_after_a_restart()
    {
        await using var folder = new SpoolFolder();
        await folder.Spool.AppendAsync([folder.Entry(7, Streams.Gate, """{"contact":"open","why":"ü"}""", "gate-1")], TestContext.Current.CancellationToken);
        await folder.ReopenAsync();
        var record = Assert.Single(folder.Records);
        Assert.Equal((0, folder.Spool.Durable), (record.Position, record.Next));
        Assert.Equal(("gate-1", Streams.Gate, SpoolFolder.Boot, 7, 1), (record.Device, record.Stream, record.Boot, record.Seq, record.V));
        Assert.Equal(SpoolFolder.Start, record.Arrival);
        Assert.Equal("""{"contact":"open","why":"ü"}""", Encoding.UTF8.GetString(record.Payload.Span));
    }

    [Fact]
    public async Task A_record_is_kept_once_however_often_it_comes()
    {
        await using var folder = new SpoolFolder();
        Assert.Equal(new(2, 1), await folder.AppendAsync(1, 2, 1));
        Assert.Equal(new(1, 2), await folder.AppendAsync(1, 2, 3));
        await folder.ReopenAsync();
        Assert.Equal(new(1, 3), await folder.AppendAsync(1, 2, 3, 4));
        Assert.Equal([1, 2, 3, 4], folder.Sequences);
    }

    [Fact]
    public async Task The_same_number_of_another_device_or_stream_is_another_record()
    {
        await using var folder = new SpoolFolder();
        var result = await folder.Spool.AppendAsync([folder.Entry(1), folder.Entry(1, Streams.Sound), folder.Entry(1, device: "other")],
            TestContext.Current.CancellationToken);
        Assert.Equal(new(3, 0), result);
    }

    [Fact]
    public async Task Appends_at_the_same_time_are_all_stored_and_each_record_once()
    {
        await using var folder = new SpoolFolder(new() { CommitBytes = 2000, SegmentBytes = 8000 });
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(() => folder.AppendAsync([.. Enumerable.Range(i * 10, 20).Select(n => n + 1L)]))));
        Assert.Equal(410, results.Sum(r => r.Stored));
        Assert.Equal(390, results.Sum(r => r.Duplicates));
        Assert.Equal(Enumerable.Range(1, 410).Select(n => (long)n), folder.Sequences.Order());
        Assert.Equal(410, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
    }

    [Fact]
    public async Task What_a_frame_cannot_hold_is_the_fault_of_its_sender_alone()
    {
        await using var folder = new SpoolFolder();
        foreach (var wrong in new[] { folder.Entry(1) with { Boot = "no boot" }, folder.Entry(1) with { Stream = new('s', 300) },
            folder.Entry(1) with { Payload = new byte[1024 * 1024] } })
            await Assert.ThrowsAsync<ArgumentException>(() => folder.Spool.AppendAsync([wrong], TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(new(1, 0), await folder.AppendAsync(1).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    /// <summary>The file of the next segment is a folder: that is no IOException.</summary>
    [Fact]
    public async Task Whatever_the_disk_answers_the_caller_receives_it_and_may_try_again()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 1 });
        await folder.AppendAsync(1);
        var obstacle = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder.Ledger)!, $"{folder.Spool.Durable:D20}.spool"));
        var refused = await Assert.ThrowsAsync<IOException>(() => folder.AppendAsync(2).WaitAsync(TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken));
        Assert.StartsWith("the spool in ", refused.Message, StringComparison.Ordinal);
        obstacle.Delete();
        Assert.Equal(new(1, 0), await folder.AppendAsync(2).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal([1, 2], folder.Sequences);
    }

    [Fact]
    public async Task A_checkpoint_that_fails_takes_nothing_back_that_is_stored()
    {
        await using var folder = new SpoolFolder();
        var obstacle = Directory.CreateDirectory(folder.Ledger + ".part");
        folder.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(2, 0), await folder.AppendAsync(1, 2));
        folder.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(1, 1), await folder.AppendAsync(2, 3));
        Assert.Equal(3, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
        obstacle.Delete();
        await folder.ReopenAsync();
        Assert.Equal([1, 2, 3], folder.Sequences);
    }

    [Fact]
    public async Task A_boot_of_which_nothing_has_come_for_sixty_days_is_forgotten_and_one_that_goes_on_is_not()
    {
        await using var folder = new SpoolFolder();
        await folder.Spool.AppendAsync([folder.Entry(1, Streams.Gate), folder.Entry(1)], TestContext.Current.CancellationToken);
        folder.Time.Advance(TimeSpan.FromDays(40));
        await folder.AppendAsync(2);
        await folder.ReopenAsync();
        folder.Time.Advance(TimeSpan.FromDays(30));
        await folder.AppendAsync(3);
        Assert.Equal(3, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
        // What is due with a record is done after its commit.
        await Eventually.IsTrueAsync("the boot forgotten", () =>
            Task.FromResult(folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Gate) is null));
    }

    [Fact]
    public void Of_a_device_a_thousand_streams_are_remembered_and_the_one_that_is_silent_longest_goes_first()
    {
        var ledger = new ReceivedLedger();
        for (var n = 0; n <= ReceivedLedger.MostStreams; n++)
            ledger.Add("lamp", n.ToString("x32", null), Streams.Noise, 1, SpoolFolder.Start.AddSeconds(n == 0 ? 5000 : n));
        Assert.Equal(ReceivedLedger.MostStreams, Enumerable.Range(0, ReceivedLedger.MostStreams + 1).Count(n =>
            ledger.Of("lamp", n.ToString("x32", null), Streams.Noise) is not null));
        Assert.True(ledger.Contains("lamp", 0.ToString("x32", null), Streams.Noise, 1));
        Assert.False(ledger.Contains("lamp", 1.ToString("x32", null), Streams.Noise, 1));
    }

    /// <summary>Any client may name any id: no device of a site is forgotten for it.</summary>
    [Fact]
    public void Of_two_hundred_thousand_strangers_the_latest_are_remembered_each_with_a_few_streams_and_every_device_of_a_site()
    {
        var ledger = new ReceivedLedger(d => d == "lamp");
        ledger.Add("lamp", SpoolFolder.Boot, Streams.Noise, 1, SpoolFolder.Start);
        for (var n = 0; n < 200_000; n++)
            ledger.Add($"stranger-{n}", SpoolFolder.Boot, Streams.Noise, 1, SpoolFolder.Start);
        for (var n = 0; n < 100; n++)
            ledger.Add("stranger-199999", n.ToString("x32", null), Streams.Noise, 1, SpoolFolder.Start.AddSeconds(n));
        Assert.True(ledger.Contains("lamp", SpoolFolder.Boot, Streams.Noise, 1));
        Assert.False(ledger.Contains("stranger-0", SpoolFolder.Boot, Streams.Noise, 1));
        Assert.True(ledger.Contains("stranger-199998", SpoolFolder.Boot, Streams.Noise, 1));
        var devices = ledger.At(0).Devices;
        Assert.Equal(PerDevice<int>.MostStrangers + 1, devices.Count);
        Assert.Equal(ReceivedLedger.MostStreamsOfStranger, devices["stranger-199999"].Count);
    }

    [Fact]
    public async Task An_acknowledgement_says_what_is_through_and_what_stands_beyond_a_gap()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 4, 5, 9);
        await folder.ReopenAsync();
        var acknowledged = folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!;
        Assert.Equal((SpoolFolder.Boot, Streams.Noise, 2), (acknowledged.Boot, acknowledged.Stream, acknowledged.Through));
        Assert.Equal([[4, 5], [9, 9]], acknowledged.Also!);
        await folder.AppendAsync(3, 6, 7, 8);
        Assert.Equal(new Acknowledgement(SpoolFolder.Boot, Streams.Noise, 9), folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!);
        Assert.Null(folder.Spool.Acknowledge("nobody", SpoolFolder.Boot, Streams.Noise));
    }

    [Fact]
    public async Task Trimming_keeps_what_a_reader_has_not_passed_and_what_is_young()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 150 });
        for (var seq = 1; seq <= 10; seq++)
            await folder.AppendAsync(seq);
        foreach (var segment in folder.Segments)
            File.SetLastWriteTimeUtc(segment, SpoolFolder.Start.UtcDateTime);
        var slow = folder.Records[4].Position;
        folder.Spool.Trim(folder.Spool.Durable, DateTimeOffset.UnixEpoch);
        Assert.Equal(10, folder.Records.Count);
        folder.Spool.Trim(slow, DateTimeOffset.MaxValue);
        Assert.Equal([5, 6, 7, 8, 9, 10], folder.Spool.Read(slow, folder.Spool.Durable).Select(r => r.Seq));
        Assert.InRange(folder.Records.Count, 6, 9);
        // What is gone is remembered as received.
        await folder.ReopenAsync();
        Assert.Equal(new(0, 1), await folder.AppendAsync(1));
    }

    [Fact]
    public async Task What_was_written_before_the_clock_was_set_back_by_years_does_not_fill_the_disk()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 150 });
        for (var seq = 1; seq <= 10; seq++)
            await folder.AppendAsync(seq);
        foreach (var segment in folder.Segments)
            File.SetLastWriteTimeUtc(segment, SpoolFolder.Start.AddYears(9).UtcDateTime);
        folder.Spool.Trim(folder.Spool.Durable, SpoolFolder.Start.AddHours(-1));
        Assert.Single(folder.Segments);
    }
}
