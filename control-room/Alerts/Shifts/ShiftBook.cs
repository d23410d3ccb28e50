using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Shifts;

/// <summary>The shifts. One hand has at most one that goes on; what was handed over is never changed.</summary>
internal sealed class ShiftBook(IDbContextFactory<ControlRoomDb> databases, ShiftSheets sheets, TimeProvider time) : IKeptOfPerson, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public string Kind => "shifts";

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<Shift>> LatestAsync(int most, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<Shift>().AsNoTracking().OrderByDescending(s => s.Number).Take(most).ToListAsync(stopping);
    }

    public async Task<Shift?> FindAsync(long number, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<Shift>().AsNoTracking().FirstOrDefaultAsync(s => s.Number == number, stopping);
    }

    /// <summary>The shift of this hand that goes on; null = none does.</summary>
    public async Task<Shift?> OfAsync(string hand, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<Shift>().AsNoTracking().FirstOrDefaultAsync(s => s.By == hand && s.EndedMs == null, stopping);
    }

    /// <returns>Why it was not started; null = it was.</returns>
    public Task<string?> StartAsync(string hand, bool isSoundTested, CancellationToken stopping) => ChangeAsync(async db =>
    {
        if (await db.Set<Shift>().AnyAsync(s => s.By == hand && s.EndedMs == null, stopping))
            return "your shift goes on; hand it over first";
        db.Add(new Shift { By = hand, StartedMs = Now, IsSoundTested = isSoundTested });
        return null;
    }, stopping);

    /// <returns>Why it was not handed over; null = it was.</returns>
    public Task<string?> HandOverAsync(long number, string hand, string? note, CancellationToken stopping) => ChangeAsync(async db =>
    {
        if (note is { Length: > Shift.LongestNote })
            return $"the note has {note.Length} characters; it must have at most {Shift.LongestNote}";
        if (await db.Set<Shift>().FindAsync([number], stopping) is not { } shift)
            return $"there is no shift {number}";
        if (shift.EndedMs is not null)
            return "it was handed over already";
        if (shift.By != hand)
            return $"it is the shift of {shift.By}, who must hand it over";
        shift.SheetJson = JsonSerializer.Serialize(await sheets.WriteAsync(shift.StartedMs, stopping), JsonSerializerOptions.Web);
        (shift.EndedMs, shift.Note) = (Now, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        return null;
    }, stopping);

    /// <returns>Why it was not accepted; null = it was.</returns>
    public Task<string?> AcceptAsync(long number, string hand, CancellationToken stopping) => ChangeAsync(async db =>
    {
        if (await db.Set<Shift>().FindAsync([number], stopping) is not { } shift)
            return $"there is no shift {number}";
        if (shift.EndedMs is null)
            return "it has not been handed over yet";
        if (shift.AcceptedBy is { } by)
            return $"it was accepted by {by} already";
        (shift.AcceptedBy, shift.AcceptedMs) = (hand, Now);
        return null;
    }, stopping);

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => s.By == hand || s.AcceptedBy == hand).OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        return [.. shifts.Select(ShiftView.Of)];
    }

    public void Dispose() => turn.Dispose();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<string?> ChangeAsync(Func<ControlRoomDb, Task<string?>> change, CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            await using var db = await databases.CreateDbContextAsync(stopping);
            if (await change(db) is { } why)
                return why;
            await db.SaveChangesAsync(stopping);
            return null;
        }
        finally
        {
            turn.Release();
        }
    }
}
