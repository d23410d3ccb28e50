using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly TestDatabase database = new("");
    private AuditLog audit = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        audit = new(database.Databases, new FakeTimeProvider(), NullLogger<AuditLog>.Instance);
        foreach (var number in Enumerable.Range(1, 6))
            await audit.WriteAsync($"person {number}", "alert acknowledged", $"alert-{number}", "200");
    }

    public ValueTask DisposeAsync()
    {
        audit.Dispose();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_chain_that_nobody_touched_holds() => Assert.Equal((6, null), await VerdictAsync());

    [Theory]
    [InlineData("""UPDATE audit SET "Hand" = 'person 9' WHERE "Number" = 3""", 2, "row 3 is not as it was written")]
    [InlineData("""UPDATE audit SET "AtMs" = "AtMs" + 1 WHERE "Number" = 4""", 3, "row 4 is not as it was written")]
    [InlineData("""UPDATE audit SET "Act" = 'x' WHERE "Number" = 1""", 0, "row 1 is not as it was written")]
    [InlineData("""UPDATE audit SET "Subject" = 'alert-2' WHERE "Number" = 6""", 5, "row 6 is not as it was written")]
    [InlineData("""UPDATE audit SET "Detail" = '' WHERE "Number" = 2""", 1, "row 2 is not as it was written")]
    [InlineData("""DELETE FROM audit WHERE "Number" = 4""", 3, "row 4 is missing")]
    [InlineData("""DELETE FROM audit WHERE "Number" = 1""", 0, "row 1 is missing")]
    [InlineData("""
        UPDATE audit SET "Number" = 30 WHERE "Number" = 3; UPDATE audit SET "Number" = 3 WHERE "Number" = 4; UPDATE audit SET "Number" = 4 WHERE "Number" = 30
        """, 2, "row 3 is not as it was written")]
    public async Task What_was_changed_left_out_or_put_elsewhere_is_named(string sql, long holds, string says)
    {
        await ChangeAsync(sql);
        var (rows, fault) = await VerdictAsync();
        Assert.Equal(holds, rows);
        Assert.StartsWith(says, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_changed_together_with_its_digest_breaks_the_next()
    {
        await using (var db = await database.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var third = await db.Set<AuditRow>().AsNoTracking().SingleAsync(a => a.Number == 3, TestContext.Current.CancellationToken);
            var second = await db.Set<AuditRow>().AsNoTracking().SingleAsync(a => a.Number == 2, TestContext.Current.CancellationToken);
            var forged = new AuditRow
            {
                Number = 3,
                AtMs = third.AtMs,
                Hand = "person 9",
                Act = third.Act,
                Subject = third.Subject,
                Detail = third.Detail,
            };
            forged.Digest = forged.DigestAfter(second.Digest);
            db.Update(forged);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var (rows, fault) = await VerdictAsync();
        Assert.Equal(3, rows);
        Assert.StartsWith("row 4 is not as it was written", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_written_at_once_are_rows_one_after_the_other()
    {
        await Parallel.ForAsync(0, 20, async (number, _) => await audit.WriteAsync("person 1", "act", $"{number}"));
        Assert.Equal((26, null), await VerdictAsync());
    }

    [Fact]
    public async Task Rows_cut_off_the_end_show_against_the_row_that_the_log_noted()
    {
        var log = new CollectedLog<AuditAnchor>();
        using var anchor = new AuditAnchor(audit, new FakeTimeProvider(), log);
        await anchor.NoteAsync(TestContext.Current.CancellationToken);
        var last = await audit.LastAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"The audit's last row is 6:{last!.Digest}", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
        var noted = AuditMark.Read($"6:{last.Digest}");
        await audit.WriteAsync("person 1", "later");
        Assert.Equal((7, null), await VerdictAsync(noted));

        await ChangeAsync("""DELETE FROM audit WHERE "Number" > 4""");
        Assert.Equal((4, null), await VerdictAsync());
        Assert.Equal((4, "row 6 was noted and is missing: the rows after row 4 were cut off"), await VerdictAsync(noted));
        await audit.WriteAsync("person 9", "another");
        await audit.WriteAsync("person 9", "another");
        Assert.Equal((6, null), await VerdictAsync());
        var (rows, fault) = await VerdictAsync(noted);
        Assert.Equal(5, rows);
        Assert.EndsWith($"and {last.Digest} was noted: the rows up to it were made anew", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6")]
    [InlineData("6:abc")]
    [InlineData("x:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("6:000000000000000000000000000000000000000000000000000000000000000g")]
    public void What_is_no_row_and_digest_does_not_read(string text) => Assert.Null(AuditMark.Read(text));

    private async Task ChangeAsync(string sql)
    {
        await using var db = await database.Databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    private async Task<(long Rows, string? Fault)> VerdictAsync(AuditMark? expected = null)
    {
        var verdict = await audit.VerifyAsync(TestContext.Current.CancellationToken, expected);
        return (verdict.Rows, verdict.Fault);
    }
}
