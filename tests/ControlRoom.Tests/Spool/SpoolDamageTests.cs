using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

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
    [InlineData(7)]
    [InlineData(13)]
    public async Task A_tail_torn_by_a_crash_is_cut_kept_aside_and_its_record_taken_again(int torn)
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        var ledger = await folder.ClosedLedgerAsync();
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
        var old = await folder.ClosedLedgerAsync();
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

    [Fact]
    public async Task Whatever_bit_of_the_ledger_flips_nothing_is_acknowledged_that_is_not_there_and_nothing_forgotten_that_is()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 4);
        await folder.ReopenAsync();
        var length = (int)new FileInfo(folder.Ledger).Length;
        for (var at = 0; at < length; at += 3)
        {
            await folder.ReopenAsync(() =>
            {
                var bytes = File.ReadAllBytes(folder.Ledger);
                bytes[at % bytes.Length] ^= (byte)(1 << at % 8);
                File.WriteAllBytes(folder.Ledger, bytes);
            });
            var acknowledged = folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!;
            Assert.Equal(2, acknowledged.Through);
            Assert.Equal([[4, 4]], acknowledged.Also!);
        }
    }

    [Fact]
    public async Task A_ledger_of_the_version_before_which_had_no_check_is_read()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        await folder.ReopenAsync(() => File.WriteAllText(folder.Ledger, $$"""
            {"Offset":{{folder.Spool.Durable}},"Closed":true,
             "Devices":{"lamp":[{"Boot":"{{SpoolFolder.Boot}}","Stream":"noise","Ranges":[[1,9]] } ] } }
            """));
        Assert.Equal(9, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
    }

    [Fact]
    public async Task A_file_that_is_no_segment_is_left_alone()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1);
        var stray = Path.Combine(Path.GetDirectoryName(folder.Ledger)!, "copy of 00000000000000000000.spool");
        await folder.ReopenAsync(() => File.WriteAllText(stray, "what a person left"));
        Assert.Equal([1], folder.Sequences);
        Assert.Equal("what a person left", await File.ReadAllTextAsync(stray, TestContext.Current.CancellationToken));
        File.Delete(stray);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_at_the_start_is_a_sentence_that_names_the_folder()
    {
        await using var folder = new SpoolFolder();
        var refused = await Assert.ThrowsAsync<IOException>(() => folder.ReopenAsync(() => Directory.CreateDirectory(folder.Ledger + ".part")));
        Assert.StartsWith($"The spool in {Path.GetDirectoryName(folder.Ledger)} cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_disk_has_lost_although_it_was_received_is_taken_again()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 3);
        var third = folder.Records[2];
        await folder.ReopenAsync(() =>
        {
            using var file = File.OpenWrite(folder.Segments[0]);
            file.SetLength(third.Position);
        });
        Assert.Equal(2, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
        Assert.True(folder.Spool.Damaged > 0);
        Assert.Equal(new(1, 2), await folder.AppendAsync(1, 2, 3));
    }

    [Fact]
    public async Task What_has_rotted_although_it_was_received_is_taken_again()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 3);
        var first = folder.Records[0];
        await folder.ReopenAsync(() => folder.Damage(0, first.Next - 1, 0xFF));
        Assert.Equal(0, folder.Spool.Acknowledge("lamp", SpoolFolder.Boot, Streams.Noise)!.Through);
        Assert.Equal(new(1, 2), await folder.AppendAsync(1, 2, 3));
    }

    [Fact]
    public async Task A_rotted_length_costs_its_record_and_not_the_rest_of_the_segment()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2, 3, 4);
        var second = folder.Records[1];
        await folder.ReopenAsync(() => folder.Damage(0, second.Position, 0xFF, 0xFF));
        Assert.Equal([1, 3, 4], folder.Sequences);
    }
}
