using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Acts;

/// <summary>Something that must be done in a case.</summary>
/// <param name="Due">On which day at the latest.</param>
/// <param name="What">What.</param>
internal sealed record CaseAct(DateOnly Due, string What)
{
    public string On => Due.ToString("ddd d MMM", CultureInfo.InvariantCulture);
}

/// <summary>What is to be done next in a case. Every open case has an act: none lies forgotten. Pure.</summary>
internal static class NextActs
{
    /// <summary>Working days in which a tap of the diary is answered, and a decision on a recorder written down.</summary>
    public const int AnswerWithin = 2;

    /// <summary>Nights without anything usable after which a sensor is to be seen to.</summary>
    private const int DeadNights = 2;

    private const int ReviewMonths = 6;

    /// <summary>Days for which a case stays at a stage before it is looked at again.</summary>
    private static readonly Dictionary<CaseStage, (int Days, string What)> Reviews = new()
    {
        [CaseStage.Complaint] = (3, "Decide the first step: letter, visit or none, with the reason"),
        [CaseStage.Letter] = (14, "Ask whether the letter helped"),
        [CaseStage.Diary] = (14, "Go through the diary"),
        [CaseStage.Recorder] = (10, "Read the recorder's nights"),
        [CaseStage.Notice] = (21, "Check whether the notice is kept"),
        [CaseStage.Breach] = (7, "Decide on the breach"),
        [CaseStage.Prosecution] = (14, "Check the date of the hearing and the file"),
    };

    /// <summary>Every act that is open, what is due first first.</summary>
    /// <param name="file">The case.</param>
    /// <param name="entries">All of its journal.</param>
    /// <param name="evidence">What its sensors gave.</param>
    /// <param name="zone">The clock of its place.</param>
    public static IReadOnlyList<CaseAct> Of(CaseFile file, IReadOnlyList<CaseEntry> entries, CaseEvidence evidence, TimeZoneInfo zone) =>
        file.Stage == CaseStage.Closed ? [] : [.. Open(file, entries, evidence, zone).OrderBy(a => a.Due)];

    private static IEnumerable<CaseAct> Open(CaseFile file, IReadOnlyList<CaseEntry> entries, CaseEvidence evidence, TimeZoneInfo zone)
    {
        foreach (var sensor in evidence.Sensors)
        {
            var dead = sensor.Nights.Reverse().TakeWhile(n => !n.IsUsable).Count();
            if (dead >= DeadNights)
            {
                yield return new(sensor.Nights[^1].Evening.AddDays(1),
                    string.Create(CultureInfo.InvariantCulture, $"{sensor.Name} gave nothing usable for {dead} nights: have it seen to"));
            }
        }
        var answered = entries.Holding<TapAnswer>().Select(a => a.Body.Tap).ToHashSet();
        var unanswered = entries.Holding<DiaryTap>().Where(t => !answered.Contains(t.Entry.Number)).Select(t => t.Entry).ToList();
        if (unanswered.Count > 0)
        {
            yield return new(unanswered.Min(t => WorkingDays.After(Day(t.At), AnswerWithin)),
                unanswered.Count == 1 ? "Answer a tap of the diary"
                    : string.Create(CultureInfo.InvariantCulture, $"Answer {unanswered.Count} taps of the diary"));
        }
        var kept = entries.Holding<PromiseKept>().Select(k => k.Body.Number).ToHashSet();
        foreach (var (entry, promise) in entries.Holding<Promise>().Where(p => !kept.Contains(p.Entry.Number)))
            yield return new(promise.Due, $"Promised: {promise.What}");
        if (RepeatedReport(entries) is { } repeated)
            yield return new(Day(repeated), "Case Review: reported again within 6 months");
        if ((file.Stage >= CaseStage.Diary || file.Sites.Count > 0) && !entries.Holding<RecorderDecision>().Any())
            yield return new(WorkingDays.After(Day(file.Opened), AnswerWithin), "Write down why a recorder is, or is not, fitted");
        var (days, what) = Reviews[file.Stage];
        yield return new(Day(DateTimeOffset.FromUnixTimeMilliseconds(file.StageSinceMs)).AddDays(days), what);

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }

    /// <summary>When it was reported again within six months with no review since; null = it was not.</summary>
    private static DateTimeOffset? RepeatedReport(IReadOnlyList<CaseEntry> entries)
    {
        var reviewed = entries.Holding<CaseReviewed>().Select(r => (DateTimeOffset?)r.Entry.Stamped).Max();
        var reports = entries.Holding<Report>().Select(r => r.Entry.At).Order().ToList();
        var repeated = reports.Zip(reports.Skip(1)).Where(two => two.Second <= two.First.AddMonths(ReviewMonths) && !(two.Second <= reviewed));
        return repeated.Select(two => (DateTimeOffset?)two.Second).FirstOrDefault();
    }
}
