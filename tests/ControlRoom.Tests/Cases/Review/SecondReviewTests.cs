using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Review;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Review;

/// <summary>What is established of a source by one officer, by two, and by none.</summary>
public class SecondReviewTests
{
    private const string File = "c-1", First = "person 1", Second = "person 2";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly long Single = Event(false), Double = Event(true);

    private long number;

    [Fact]
    public void One_event_in_ten_is_of_two_officers_and_it_is_the_same_ones_each_time()
    {
        var due = Enumerable.Range(0, 10_000).Count(i => SecondReview.IsDue(File, new("bed", 1_790_000_000 + 60 * i)));
        Assert.InRange(due, 900, 1100);
        Assert.True(SecondReview.IsDue(File, new("bed", Double)));
        Assert.Contains(Enumerable.Range(0, 100), i => SecondReview.IsDue($"c-{i}", new("bed", Double)) != SecondReview.IsDue(File, new("bed", Double)));
    }

    [Fact]
    public void An_attribution_establishes_a_source_until_it_is_struck()
    {
        var entry = Entry(First, Single, SourceFinding.Alleged);
        Assert.Equal("alleged source", Answers(entry).Words);
        Assert.Equal("source not established", Answers(Strike(entry)).Words);
        Assert.Equal("source not established", EventAnswers.None.Words);
    }

    [Fact]
    public void What_two_officers_review_is_established_when_both_found_the_same()
    {
        var one = Entry(First, Double, SourceFinding.Alleged);
        Assert.Equal((Standing.AwaitsSecond, null), (Answers(one).Standing, Answers(one).Finding));
        Assert.True(Answers(one).IsWanted(Second));
        Assert.False(Answers(one).IsWanted(First));
        Assert.Equal(SourceFinding.Alleged, Answers(one, Entry(Second, Double, SourceFinding.Alleged)).Finding);
        var differ = Answers(one, Entry(Second, Double, SourceFinding.CannotSay));
        Assert.Equal((Standing.Disputed, "source not established: two officers differ"), (differ.Standing, differ.Words));
    }

    [Fact]
    public void A_second_officer_sees_no_entry_of_the_first_before_answering_and_all_after()
    {
        var (one, note) = (Entry(First, Double, SourceFinding.Alleged), new CaseEntry(99, File, "note", Now, Now, First, new Note("n"), null));
        var struck = Strike(Entry(First, Double, SourceFinding.Other));
        var other = Entry(First, Single, SourceFinding.Other);
        CaseEntry[] entries = [struck, one, other, note];
        Assert.Equal([other, note], SecondReview.Shown(File, entries, Second));
        Assert.Equal(entries, SecondReview.Shown(File, entries, First));
        CaseEntry[] both = [.. entries, Entry(Second, Double, SourceFinding.Other)];
        Assert.Equal(both, SecondReview.Shown(File, both, "person 3"));
    }

    [Fact]
    public void What_an_officer_changes_after_both_are_shown_makes_them_agree_no_better()
    {
        var one = Entry(First, Double, SourceFinding.Alleged);
        var two = Strike(Entry(Second, Double, SourceFinding.CannotSay));
        var again = Entry(Second, Double, SourceFinding.Alleged);
        var answers = Answers(one, two, again);
        Assert.Equal((SourceFinding.Alleged, (SourceFinding.Alleged, SourceFinding.CannotSay)), (answers.Finding, answers.Unseen));
    }

    [Fact]
    public void What_the_first_took_back_before_the_second_answered_was_no_answer()
    {
        var one = Entry(First, Double, SourceFinding.Other) with { Struck = new(Now.AddSeconds(2), First, "taken back") };
        number += 2;
        Assert.Null(Answers(one, Entry(Second, Double, SourceFinding.CannotSay)).Unseen);
    }

    [Fact]
    public void Only_what_is_established_counts_and_only_the_alleged_source_is_the_headline()
    {
        NoiseEvent[] events = [Noise(Single, 50), Noise(Double, 50), Noise(Single + 1000, 44.9),
            .. Enumerable.Range(1, 3).Select(i => Noise(Single + 5000 * i, 60))];
        var (third, fourth) = (new EventKey("bed", Single + 1000), new EventKey("bed", Single + 5000));
        var answers = new Dictionary<EventKey, EventAnswers>
        {
            [new("bed", Single)] = Answers(Entry(First, Single, SourceFinding.Alleged)),
            [new("bed", Double)] = Answers(Entry(First, Double, SourceFinding.Alleged)),
            [third] = new(false, [.. Answers(Entry(First, Single, SourceFinding.Alleged, Perceived.LevelOnly)).Answers], null),
            [fourth] = new(false, [.. Answers(Entry(First, Single, SourceFinding.CannotSay)).Answers], null),
        };
        var tally = EventTally.Of(events, answers);
        Assert.Equal((6, 2, 1, 1, 1), (tally.Events, tally.Alleged, tally.AllegedLoud, tally.AllegedByLevelOnly, tally.CannotSay));
        Assert.Equal((3, 1, 2), (tally.NotEstablished, tally.AwaitSecond, tally.Open));
        Assert.StartsWith("2 of 6 events are attributed to the alleged source (1 with LAFmax", tally.Words, StringComparison.Ordinal);
        Assert.Equal(tally.Events, tally.Alleged + tally.Other + tally.CannotSay + tally.NotAudible + tally.NotEstablished);
    }

    private static EventAnswers Answers(params CaseEntry[] entries) => SecondReview.Of(File, entries).Values.Single();

    /// <summary>An event that a second officer reviews, or that none does.</summary>
    private static long Event(bool isDue) =>
        Enumerable.Range(0, 1000).Select(i => 1_795_500_000L + i).First(s => SecondReview.IsDue(File, new("bed", s)) == isDue);

    private CaseEntry Entry(string by, long start, SourceFinding finding, Perceived perceived = Perceived.Clip)
    {
        number++;
        var at = Now.AddSeconds(number);
        return new(number, File, "attribution", at, at, by, new Attribution("bed", start, finding, perceived, "", ""), null);
    }

    private static CaseEntry Strike(CaseEntry entry) => entry with { Struck = new(Now.AddHours(1), entry.By, "taken back") };

    private static NoiseEvent Noise(long start, double lafmax) => new("bed", DateTimeOffset.FromUnixTimeSeconds(start),
        DateTimeOffset.FromUnixTimeSeconds(start + 5), new(45, LevelBound.Exact), new(lafmax, LevelBound.Exact),
        new(new(30, LevelBound.Exact), null, null), SecondDoubt.None, 5);
}
