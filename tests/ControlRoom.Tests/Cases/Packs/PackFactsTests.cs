using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

public class PackFactsTests
{
    private static readonly StatementFacts Officer = new("Jo Smith", "JS", "environmental health officer", true, null, true, "", true);

    private static PackFacts Facts(string reference = "", string premises = "12 Example Road", params EntryBody[] entries) => new(
        new() { Id = "c-1", Reference = reference, Complaint = "music", Premises = premises, Sites = [] },
        [.. entries.Select((b, i) => new CaseEntry(i + 1, "c-1", "note", SamplePack.Made, SamplePack.Made, "person 1", b, null))], [], Redaction.Full,
        SamplePack.Made, "0.1.0", new string('a', 64), TimeZoneInfo.Utc);

    [Fact]
    public void Page_1_has_at_most_150_words_whatever_the_case_is_called()
    {
        var long1 = string.Join(' ', Enumerable.Repeat("a", CaseFile.LongestName / 2));
        foreach (var facts in new[] { Facts(), Facts(long1, long1), Facts("EH/26/1", new string('x', CaseFile.LongestName)) })
        {
            var figures = PackFigures.Of(facts);
            Assert.InRange(MagistratePage.Words(MagistratePage.Write(facts, figures, PackDoubts.Of(facts, figures))), 60, MagistratePage.MostWords);
        }
    }

    [Fact]
    public void A_statement_is_refused_while_anything_of_rule_16_2_is_missing_and_names_it()
    {
        Assert.Empty(StatementDraft.Missing(Officer));
        foreach (var (lacking, word) in new (StatementFacts?, string)[]
                 {
                     (null, "name"), (Officer with { Name = " " }, "name"), (Officer with { IsAdult = null }, "over 18"),
                         (Officer with { IsAdult = false }, "over 18"),
                     (Officer with { Declares = false }, "declaration"), (Officer with { Reads = null }, "read"), (Officer with { Reads = false }, "read"),
                     (Officer with { Initials = "" }, "initials"),
                 })
        {
            Assert.Contains(StatementDraft.Missing(lacking), m => m.Contains(word, StringComparison.Ordinal));
            Assert.Contains(word, Assert.Throws<InvalidOperationException>(() => StatementDraft.Write(lacking, [], [])).Message, StringComparison.Ordinal);
        }
        var draft = StatementDraft.Write(Officer with { IsAdult = false, Age = 17, Reads = false, ReadBy = "Al Jones" }, [("JS/1", "the pack")],
            ["It was loud."]);
        var text = string.Join('\n', draft);
        foreach (var part in (string[])["Jo Smith", "Age: 17", "true to the best of my knowledge", "I produce the pack as exhibit JS/1.", "Al Jones read",
            "Signed:"])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checklist_has_every_topic_and_a_question_for_each_that_is_amber()
    {
        var facts = Facts();
        var doubts = PackDoubts.Of(facts, PackFigures.Of(facts));
        Assert.Equal(["instrument", "calibration", "clock", "capture", "attribution", "contradictions", "unused", "signatures"], doubts.Select(d => d.Topic));
        Assert.All(doubts.Where(d => d.IsAmber), d => Assert.NotEmpty(d.Question));
        Assert.Contains(doubts, d => d is { Topic: "signatures", IsAmber: true });
        var signed = Facts(entries: Officer);
        Assert.Contains(PackDoubts.Of(signed, PackFigures.Of(signed)), d => d is { Topic: "signatures", IsAmber: false });
    }
}
