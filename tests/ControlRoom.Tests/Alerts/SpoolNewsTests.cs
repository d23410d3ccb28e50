using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class SpoolNewsTests
{
    private static readonly string Boot = new('a', 32);

    [Fact]
    public void What_lies_before_the_position_is_no_news()
    {
        var news = new SpoolNews(200, null);
        Assert.Equal([false, false, true, true], new[] { Shout(0, 1), Shout(100, 2), Shout(200, 3), Shout(300, 4) }.Select(news.IsNews));
    }

    /// <summary>A control room that led, stood by and leads again: how far it had read its spool is stored no more.</summary>
    [Fact]
    public void Of_the_old_spool_of_one_that_leads_again_only_what_nobody_has_judged_is_news_and_all_that_follows()
    {
        var judged = new JudgedRecords([]);
        foreach (var seq in new[] { 1, 2, 3, 5 })
            judged.Add("mic", Boot, Streams.Sound, seq);
        var news = new SpoolNews(0, judged);
        Assert.Equal([false, false, false], new[] { Shout(0, 1), Shout(100, 2), Shout(200, 3) }.Select(news.IsNews));
        Assert.Equal([true, true, true], new[] { Shout(300, 4), Shout(400, 5), Shout(500, 6) }.Select(news.IsNews));
    }

    [Fact]
    public void A_record_that_does_not_read_begins_no_news() =>
        Assert.False(new SpoolNews(0, new([])).IsNews(new(0, 0, "mic", Streams.Sound, Encoding.UTF8.GetBytes("{"))));

    private static SpoolFact Shout(long position, long seq) => new(position, 0, "mic", Streams.Sound, RecordJson.Write(new SoundRecord
    {
        Boot = Boot,
        Bn = 1,
        Seq = seq,
        T = DateTimeOffset.UnixEpoch,
        Kind = SoundRecord.Shout,
        Duration = 0.8,
        Level = 75,
        Rise = 17,
    }));
}
