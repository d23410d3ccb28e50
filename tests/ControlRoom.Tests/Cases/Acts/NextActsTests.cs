using Solutions.Edge.ControlRoom.Cases.Acts;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Acts;

/// <summary>What is due in a case, and when.</summary>
public class NextActsTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private long number;

    [Theory]
    [InlineData("Complaint", 3)]
    [InlineData("Letter", 14)]
    [InlineData("Prosecution", 14)]
    public void Each_stage_is_looked_at_again(string stage, int days) =>
        Assert.Equal(Day(Monday).AddDays(days), Assert.Single(Acts(File(Enum.Parse<CaseStage>(stage)), [Entry(new RecorderDecision(true, "nights"))])).Due);

    [Fact]
    public void A_closed_case_has_nothing_due() => Assert.Empty(Acts(File(CaseStage.Closed), [Entry(new Promise("call", Day(Monday)))]));

    [Fact]
    public void A_sensor_without_a_usable_night_twice_is_due_the_same_morning()
    {
        Assert.DoesNotContain(Acts(File(CaseStage.Letter), [], Nights(90, 90, 49)), a => a.What.Contains("nothing usable", StringComparison.Ordinal));
        Assert.DoesNotContain(Acts(File(CaseStage.Letter), [], Nights(0, 0, 50)), a => a.What.Contains("nothing usable", StringComparison.Ordinal));
        var act = Acts(File(CaseStage.Letter), [], Nights(90, 49, 0))[0];
        Assert.Equal((new(2026, 11, 5), "Bedroom gave nothing usable for 2 nights: have it seen to"), (act.Due, act.What));
    }

    [Fact]
    public void A_tap_is_answered_within_two_working_days_of_the_first_that_waits()
    {
        var friday = new DateTimeOffset(2026, 11, 6, 23, 30, 0, TimeSpan.Zero);
        var (first, second) = (Entry(new DiaryTap(DiaryTap.Phone, 0, ""), friday), Entry(new DiaryTap(DiaryTap.Phone, 0, ""), friday.AddHours(1)));
        Assert.Contains(new(new(2026, 11, 10), "Answer 2 taps of the diary"), Acts(File(CaseStage.Letter), [first, second]));
        var answer = Entry(new TapAnswer(first.Number, "seen"));
        Assert.Contains(new(new(2026, 11, 10), "Answer a tap of the diary"), Acts(File(CaseStage.Letter), [first, second, answer]));
        Assert.DoesNotContain(Acts(File(CaseStage.Letter), [first, second, answer, Entry(new TapAnswer(second.Number, "seen"))]),
            a => a.What.Contains("diary", StringComparison.Ordinal));
    }

    [Fact]
    public void A_promise_is_due_until_it_is_kept_and_one_that_was_struck_never()
    {
        var promise = Entry(new Promise("call back", new(2026, 11, 4)));
        Assert.Contains(new(new(2026, 11, 4), "Promised: call back"), Acts(File(CaseStage.Letter), [promise]));
        Assert.Single(Acts(File(CaseStage.Letter), [promise, Entry(new PromiseKept(promise.Number, "called"))]));
        Assert.Single(Acts(File(CaseStage.Letter), [promise with { Struck = new(Monday, "person 1", "wrong case") }]));
    }

    [Theory]
    [InlineData(6, 0, false, true)]
    [InlineData(6, 1, false, false)]
    [InlineData(3, 0, true, false)]
    public void A_second_report_within_six_months_prompts_a_case_review(int months, int days, bool isReviewed, bool isDue)
    {
        var again = Monday.AddMonths(months).AddDays(days);
        List<CaseEntry> entries = [Entry(new Report("music"), Monday), Entry(new Report("music again"), again)];
        if (isReviewed)
            entries.Add(Entry(new CaseReviewed("held"), again.AddDays(1)));
        Assert.Equal(isDue, Acts(File(CaseStage.Letter), entries).Any(a => a.What.StartsWith("Case Review", StringComparison.Ordinal) && a.Due == Day(again)));
    }

    [Fact]
    public void Why_a_recorder_is_or_is_not_fitted_is_written_down()
    {
        var file = File(CaseStage.Letter) with { Sites = ["home"] };
        Assert.Contains(new(new(2026, 11, 4), "Write down why a recorder is, or is not, fitted"), Acts(file, []));
        Assert.Single(Acts(file, [Entry(new RecorderDecision(false, "the noise has stopped"))]));
    }

    private static CaseFile File(CaseStage stage) => new()
    {
        Id = "c-1",
        Complaint = "music",
        Premises = "flat 2",
        Sites = [],
        OpenedMs = Monday.ToUnixTimeMilliseconds(),
        Stage = stage,
        StageSinceMs = Monday.ToUnixTimeMilliseconds(),
    };

    private static IReadOnlyList<CaseAct> Acts(CaseFile file, IReadOnlyList<CaseEntry> entries, CaseEvidence? evidence = null) =>
        NextActs.Of(file, entries, evidence ?? CaseEvidence.None, London);

    /// <summary>The last of them that of Wednesday 4 November.</summary>
    private static CaseEvidence Nights(params double[] captures) => new([new("d", "Bedroom",
        [.. captures.Select((c, i) => new CaseNight(new DateOnly(2026, 11, 4).AddDays(i + 1 - captures.Length), c > 0 ? 30 : null, c, 0, 0, false))])]);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    private CaseEntry Entry(EntryBody body, DateTimeOffset? at = null) =>
        new(++number, "c-1", "", at ?? Monday, at ?? Monday, "person 1", body, null);
}
