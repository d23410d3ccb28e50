using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Diary;

/// <summary>A tap with what belongs to it.</summary>
internal sealed record TappedLine(CaseEntry Entry, DiaryTap Tap, IReadOnlyList<string> Accounts, string? Answer);

/// <summary>What a resident puts into the diary of a case.</summary>
internal sealed class DiaryBook(CaseJournal journal, TimeProvider time)
{
    /// <summary>How many taps the resident sees.</summary>
    private const int Shown = 20;

    /// <summary>A tap that is older when it arrives is put where it arrived: nobody knows what the phone's clock did meanwhile.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(2);

    /// <summary>"Now", from the resident's phone. It stands where it arrived, less the time that it waited on the phone.</summary>
    /// <param name="file">The case.</param>
    /// <param name="phone">The phone's clock at sending, Unix ms; empty = it sent none.</param>
    /// <param name="tapped">The phone's clock at the tap.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CaseEntry> TapAsync(string file, string phone, string tapped, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!long.TryParse(phone, NumberStyles.None, CultureInfo.InvariantCulture, out var sentMs)
            || !long.TryParse(tapped, NumberStyles.None, CultureInfo.InvariantCulture, out var tappedMs))
        {
            return journal.AddAsync(file, new DiaryTap(DiaryTap.Phone, null, "stamped here when it arrived"), now, HandOf(file), cancellationToken);
        }
        var age = TimeSpan.FromMilliseconds(Math.Max(0, sentMs - tappedMs));
        var offMs = Math.Clamp(sentMs - now.ToUnixTimeMilliseconds(), -MostMs, MostMs);
        var clock = $"stamped here when it arrived, the phone's clock {InSeconds(Math.Abs(offMs))} {(offMs < 0 ? "behind" : "ahead")}";
        if (age > Oldest)
            return journal.AddAsync(file, new DiaryTap(DiaryTap.Phone, null, $"{clock}, tapped long before"), now, HandOf(file), cancellationToken);
        if (age >= TimeSpan.FromSeconds(2))
            clock += $", {InSeconds((long)age.TotalMilliseconds)} after the tap";
        return journal.AddAsync(file, new DiaryTap(DiaryTap.Phone, Math.Abs(offMs), clock), now - age, HandOf(file), cancellationToken);
    }

    /// <summary>How a tap was lived.</summary>
    public Task<CaseEntry> WriteAsync(string file, long tap, string text, CancellationToken cancellationToken) =>
        journal.AddAsync(file, new TapAccount(tap, text), null, HandOf(file), cancellationToken);

    /// <summary>The latest taps that hold, the latest first.</summary>
    public async Task<IReadOnlyList<TappedLine>> LatestAsync(string file, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadAsync(file, cancellationToken);
        var accounts = entries.Holding<TapAccount>().ToLookup(a => a.Body.Tap, a => a.Body.Text);
        var answers = entries.Holding<TapAnswer>().ToLookup(a => a.Body.Tap, a => a.Body.Reason);
        return [.. entries.Holding<DiaryTap>().OrderByDescending(t => t.Entry.At).Take(Shown)
            .Select(t => new TappedLine(t.Entry, t.Body, [.. accounts[t.Entry.Number]], answers[t.Entry.Number].LastOrDefault()))];
    }

    private static long MostMs => (long)TimeSpan.FromDays(36_500).TotalMilliseconds;

    private static string HandOf(string file) => $"resident of {file}";

    private static string InSeconds(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000.0:0.0} s");
}
