using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Visits;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>What people noted of a night: the resident's taps and the officers' visits.</summary>
/// <param name="Case">The case of the place; null = it has none.</param>
/// <param name="Taps">Those in the night, with how they were lived.</param>
/// <param name="Visits">Those that fall into it.</param>
internal sealed record NightDiary(CaseFile? Case, IReadOnlyList<(DateTimeOffset At, string Account)> Taps, IReadOnlyList<OfficerVisit> Visits)
{
    public static readonly NightDiary None = new(null, [], []);

    public static async Task<NightDiary> ReadAsync(CaseBook book, CaseJournal journal, NightPlace place, CancellationToken cancellationToken)
    {
        if ((await book.AllAsync(cancellationToken)).LastOrDefault(c => c.Sites.Contains(place.Site.Id)) is not { } file)
            return None;
        var entries = await journal.ReadAsync(file.Id, cancellationToken);
        var accounts = entries.Holding<TapAccount>().ToLookup(a => a.Body.Tap, a => a.Body.Text);
        var (from, to) = (place.Night.From, place.Night.To);
        return new(file,
            [.. entries.Holding<DiaryTap>().Where(t => t.Entry.At >= from && t.Entry.At < to).OrderBy(t => t.Entry.At)
                .Select(t => (t.Entry.At, string.Join(" / ", accounts[t.Entry.Number])))],
            [.. OfficerVisit.Of(entries).Where(v => v.Arrived < to && (v.Left ?? v.Arrived) >= from)]);
    }
}
