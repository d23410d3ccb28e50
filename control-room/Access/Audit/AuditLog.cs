using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>What was done here, by which hand: a chain in which no row can be changed, left out or put in without showing.</summary>
internal sealed class AuditLog(IDbContextFactory<ControlRoomDb> databases, TimeProvider time, ILogger<AuditLog> log) : IDisposable
{
    private const int LongestText = 500;

    /// <summary>Rows are numbered one after the other.</summary>
    private readonly SemaphoreSlim oneRow = new(1);

    /// <summary>Stores an act. An act that is done is not undone because its row could not be stored: the log says so.</summary>
    /// <param name="hand">See <see cref="Caller.Hand"/>.</param>
    /// <param name="act">What was done.</param>
    /// <param name="subject">To what: an id.</param>
    /// <param name="detail">What else there is to know; no names and no levels.</param>
    public async Task WriteAsync(string hand, string act, string subject = "", string detail = "")
    {
        await oneRow.WaitAsync();
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var last = await db.Set<AuditRow>().AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync();
            var row = new AuditRow
            {
                Number = (last?.Number ?? 0) + 1,
                AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Hand = hand,
                Act = act,
                Subject = Shortened(subject),
                Detail = Shortened(detail),
            };
            row.Digest = row.DigestAfter(last?.Digest ?? AuditRow.Beginning);
            db.Add(row);
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            AccessLog.NotAudited(log, act, hand, e.Message);
        }
        finally
        {
            oneRow.Release();
        }
    }

    /// <summary>Rows that hold a text, the latest first.</summary>
    /// <param name="text">Sought in hand, act, subject and detail; empty = every row.</param>
    /// <param name="below">Only rows of a lower number; null = from the latest.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AuditRow>> FindAsync(string text, long? below, int most, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Set<AuditRow>().AsNoTracking();
        if (below is { } number)
            rows = rows.Where(a => a.Number < number);
        if (text.Length > 0)
            rows = rows.Where(a => a.Hand.Contains(text) || a.Act.Contains(text) || a.Subject.Contains(text) || a.Detail.Contains(text));
        return await rows.OrderByDescending(a => a.Number).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Every row, the first first.</summary>
    public async IAsyncEnumerable<AuditRow> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Set<AuditRow>().AsNoTracking().OrderBy(a => a.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row;
    }

    /// <summary>The last row; null = there is none.</summary>
    public async Task<AuditRow?> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<AuditRow>().AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Goes through the chain from its first row.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="expected">A row that was noted elsewhere: it must be there as it was, so that none was cut off the end before it.</param>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken, AuditMark? expected = null)
    {
        var (rows, before) = (0L, AuditRow.Beginning);
        await foreach (var row in ReadAsync(cancellationToken))
        {
            if (row.Number != rows + 1)
                return new(rows, before, $"row {rows + 1} is missing: after row {rows} comes row {row.Number}");
            if (row.Digest != row.DigestAfter(before))
                return new(rows, before, $"row {row.Number} is not as it was written, or a row before it was put in or changed with its digest");
            if (row.Number == expected?.Number && row.Digest != expected.Digest)
                return new(rows, before, $"row {row.Number} has the digest {row.Digest}, and {expected.Digest} was noted: the rows up to it were made anew");
            (rows, before) = (row.Number, row.Digest);
        }
        return new(rows, before, rows < expected?.Number ? $"row {expected.Number} was noted and is missing: the rows after row {rows} were cut off" : null);
    }

    public void Dispose() => oneRow.Dispose();

    private static string Shortened(string text) => text.Length > LongestText ? text[..LongestText] : text;
}

/// <param name="Rows">How many rows hold.</param>
/// <param name="Head">The digest of the last that holds: noted elsewhere, it shows later whether rows were cut off the end.</param>
/// <param name="Fault">The first row that does not hold, in a sentence; null = all do.</param>
internal sealed record AuditVerdict(long Rows, string Head, string? Fault);
