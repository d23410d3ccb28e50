namespace Solutions.Edge.ControlRoom.Tests.Spool;

/// <summary>A position is of one record only, whatever a crash or a failing disk has done to the files.</summary>
public class SpoolPositionTests
{
    [Fact]
    public async Task After_a_crash_one_gap_is_left_and_none_by_the_orderly_starts_that_follow()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var bytes = folder.Spool.BytesFrom(0);
        await folder.ReopenAsync(() => File.Delete(folder.Ledger));
        for (var start = 0; start < 3; start++)
            await folder.ReopenAsync();
        await folder.AppendAsync(3);
        Assert.InRange(folder.Spool.Durable, 1L << 30, (1L << 30) + 10_000);
        Assert.InRange(folder.Spool.BytesFrom(0), bytes + 1, 10_000);
    }

    /// <summary>A disk that lost what it had promised to keep: readers have positions beyond the end, and must not miss what comes next.</summary>
    [Fact]
    public async Task A_position_is_never_used_twice()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 3);
        var (third, reader) = (folder.Records[2], folder.Spool.Durable);
        await folder.ReopenAsync(() =>
        {
            using var file = File.OpenWrite(folder.Segments[0]);
            file.SetLength(third.Position + 20);
        });
        await folder.AppendAsync(4, 5);
        Assert.Equal([4, 5], folder.Spool.Read(reader, folder.Spool.Durable).Select(r => r.Seq));
        Assert.Equal([1, 2, 4, 5], folder.Sequences);
        await folder.ReopenAsync();
        Assert.Equal([4, 5], folder.Spool.Read(reader, folder.Spool.Durable).Select(r => r.Seq));
        Assert.Equal(new(1, 2), await folder.AppendAsync(4, 5, 6));
    }

    /// <summary>Cut at the end of a record and beyond the ledger's checkpoint, the loss cannot be seen.</summary>
    [Fact]
    public async Task After_a_crash_a_position_is_not_used_again_although_nothing_shows_that_the_disk_has_lost_it()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var ledger = await folder.ClosedLedgerAsync();
        await folder.AppendAsync(3, 4);
        var (fourth, reader) = (folder.Records[3], folder.Spool.Durable);
        await folder.ReopenAsync(() =>
        {
            using var file = File.OpenWrite(folder.Segments[^1]);
            file.SetLength(file.Length - (fourth.Next - fourth.Position));
            File.WriteAllBytes(folder.Ledger, ledger);
        });
        Assert.Equal(new(1, 3), await folder.AppendAsync(1, 2, 3, 4));
        Assert.Equal([4], folder.Spool.Read(reader, folder.Spool.Durable).Select(r => r.Seq));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_that_left_nothing_of_a_segment_its_positions_are_not_used_again(bool hasLedger)
    {
        await using var folder = new SpoolFolder();
        var ledger = await File.ReadAllBytesAsync(folder.Ledger, TestContext.Current.CancellationToken);
        await folder.AppendAsync(1, 2);
        var reader = folder.Spool.Durable;
        await folder.ReopenAsync(() =>
        {
            using (var file = File.OpenWrite(folder.Segments[^1]))
                file.SetLength(0);
            if (hasLedger)
                File.WriteAllBytes(folder.Ledger, ledger);
            else
                File.Delete(folder.Ledger);
        });
        Assert.Equal(new(2, 0), await folder.AppendAsync(2, 3));
        Assert.Equal([2, 3], folder.Spool.Read(reader, folder.Spool.Durable).Select(r => r.Seq));
        Assert.Single(folder.Segments);
    }

    [Fact]
    public async Task A_reader_that_has_read_all_is_at_the_end_also_after_a_crash()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var end = folder.Spool.Durable;
        for (var start = 1; start <= 2; start++)
        {
            await folder.ReopenAsync(() => File.Delete(folder.Ledger));
            Assert.Equal(end, folder.Spool.Durable);
        }
        Assert.Equal(2, folder.Segments.Count);
    }
}
