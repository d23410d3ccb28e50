using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

public class FortnightTests
{
    private static readonly SiteEntry Home = new() { Id = "home", Name = "Home", Type = SiteType.HOME, TimeZone = "Europe/London", Devices = [] };

    private static readonly NightPlace Latest = new("bed", "Bed", Home, new("home", 0, null), TimeZoneInfo.Utc, Night.Of(new(2026, 11, 23), TimeZoneInfo.Utc));

    [Fact]
    public void The_loudest_the_quietest_a_part_and_a_missing_night_each_have_a_sign_and_a_word_of_their_own()
    {
        (double? LAeq, double Capture)?[] nights = [(30, 100), (45, 99.5), (80, 43.4), null, (22, 100), (null, 0)];
        var marked = Fortnight.Mark([.. nights.Select((n, i) => (Latest.On(Latest.Night.Evening.AddDays(i)), n is { } known ? Figures(known) : null))]);
        Assert.Equal(["", "▲ loudest", "◐ 43 % only", "✕ not here yet", "▽ quietest", "✕ no data"], marked.Select(n => n.Word));
    }

    [Fact]
    public void A_single_whole_night_is_neither_the_loudest_nor_the_quietest() =>
        Assert.Equal(NightMark.None, Fortnight.Mark([(Latest, Figures((30, 100)))])[0].Mark);

    [Fact]
    public void Fourteen_nights_end_with_the_latest()
    {
        var nights = Fortnight.Of(Latest).ToList();
        Assert.Equal((14, "2026-11-10", "2026-11-23"), (nights.Count, nights[0].Night.Date, nights[^1].Night.Date));
    }

    [Fact]
    public void Seeded_nights_are_the_same_each_time_and_differ_from_one_another()
    {
        var nights = Fortnight.Of(Latest).Select(p => SeededNights.Levels(p.Night, 26).ToList()).ToList();
        Assert.Equal(nights[0], SeededNights.Levels(Fortnight.Of(Latest).First().Night, 26));
        Assert.Equal([0, 18_000, 28_800], nights.Select(n => n.Count).Distinct().Order());
        Assert.All(nights.SelectMany(n => n), s => Assert.InRange(s.LAeq, 20, 70));
    }

    private static NightFigures Figures((double? LAeq, double Capture) of) => new(Latest.Night.To, new(Latest.Night.From,
        of.LAeq is { } level ? new BoundedLevel(level, LevelBound.Exact) : null, null, null, null, null, null, of.Capture, null, 0), null, false, []);
}
