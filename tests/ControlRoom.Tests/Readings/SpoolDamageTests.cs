using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>What a crash or a failing disk does to the files, and what is made of it.</summary>
public class SpoolDamageTests
{
    [Fact]
    public async Task A_record_whose_bytes_rotted_is_passed_over_and_counted()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 3);
        var second = folder.Records[1];
        await folder.ReopenAsync(() => folder.Damage(0, second.Next - 1, 0xFF));
        Assert.Equal([1, 3], folder.Sequences);
        Assert.True(folder.Spool.Damaged > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(SpoolFrame.HeaderBytes - 1)]
    [InlineData(SpoolFrame.HeaderBytes + 5)]
    public async Task A_tail_torn_by_a_crash_is_cut_kept_aside_and_its_record_taken_again(int torn)
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var ledger = await File.ReadAllBytesAsync(await LedgerOfTwoAsync(folder), TestContext.Current.CancellationToken);
        await folder.AppendAsync(3);
        var third = folder.Records[2];
        await folder.ReopenAsync(() =>
        {
            using var file = File.OpenWrite(folder.Segments[0]);
            file.SetLength(third.Position + torn);
            File.WriteAllBytes(folder.Ledger, ledger);
        });
        Assert.Equal([1, 2], folder.Sequences);
        Assert.True(File.Exists(folder.Segments[0] + ".torn"));
        Assert.Equal(1, folder.Spool.Damaged);
        Assert.Equal(new(1, 1), await folder.AppendAsync(2, 3));
        await folder.ReopenAsync();
        Assert.Equal([1, 2, 3], folder.Sequences);
        Assert.Equal(0, folder.Spool.Damaged);
    }

    [Fact]
    public async Task A_ledger_older_than_the_segments_catches_up_from_them()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var old = await File.ReadAllBytesAsync(await LedgerOfTwoAsync(folder), TestContext.Current.CancellationToken);
        await folder.AppendAsync(3, 4);
        await folder.ReopenAsync(() => File.WriteAllBytes(folder.Ledger, old));
        Assert.Equal(new(0, 4), await folder.AppendAsync(1, 2, 3, 4));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ half a ")]
    public async Task Without_a_ledger_that_reads_everything_is_read_again(string? content)
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        await folder.ReopenAsync(() =>
        {
            File.Delete(folder.Ledger);
            if (content is not null)
                File.WriteAllText(folder.Ledger, content);
        });
        Assert.Equal(new(1, 2), await folder.AppendAsync(1, 2, 3));
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

    private static async Task<string> LedgerOfTwoAsync(SpoolFolder folder)
    {
        await folder.ReopenAsync();
        return folder.Ledger;
    }
}
