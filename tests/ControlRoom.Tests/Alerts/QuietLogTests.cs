using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class QuietLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 21, 30, 0, TimeSpan.Zero);

    private readonly QuietLog quiet = new();

    [Fact]
    public void What_was_stored_of_a_site_is_there_again_with_its_count_and_nothing_else_is()
    {
        quiet.Add(Entry("alley", Start));
        quiet.Add(Entry("alley", Start.AddMinutes(40)));
        var stored = quiet.Stored("alley");
        // Not stored any more: it is explained again from the records.
        quiet.Add(Entry("alley", Start.AddMinutes(41)));
        var again = new QuietLog();
        foreach (var log in (QuietLog[])[quiet, again])
        {
            log.Restore("alley", stored);
            Assert.Equal([Entry("alley", Start.AddMinutes(40)), Entry("alley", Start)], log.Of("alley"));
            Assert.Equal(2, log.Explained(["alley"], Start.AddHours(1)));
        }
        again.Restore("alley", null);
        Assert.Empty(again.Of("alley"));
    }

    [Fact]
    public void The_count_is_of_the_sites_asked_for_and_of_a_day_and_of_the_explanations_the_last_fifty_are_kept()
    {
        for (var minute = 0; minute < 60; minute++)
            quiet.Add(Entry("alley", Start.AddMinutes(minute)));
        quiet.Add(Entry("home", Start));
        Assert.Equal(60, quiet.Explained(["alley"], Start.AddHours(1)));
        Assert.Equal(61, quiet.Explained(["alley", "home", "unknown"], Start.AddHours(1)));
        Assert.Equal(50, quiet.Of("alley").Count);
        Assert.Equal(Start.AddMinutes(59), quiet.Of("alley")[0].At);
        // The 30 of the hour from 21:00 are a day old, then those of the next.
        Assert.Equal(30, quiet.Explained(["alley"], Start.AddHours(24)));
        Assert.Equal(0, quiet.Explained(["alley"], Start.AddHours(25)));
    }

    [Fact]
    public void A_trigger_explained_while_the_clock_stood_years_ahead_is_counted_no_more_once_it_is_right()
    {
        quiet.Add(Entry("alley", Start.AddYears(10)));
        quiet.Add(Entry("alley", Start));
        Assert.Equal(1, quiet.Explained(["alley"], Start));
        Assert.DoesNotContain(Start.AddYears(10).ToUnixTimeSeconds() / 3600 + "\":", quiet.Stored("alley").Explanations, StringComparison.Ordinal);
    }

    private static QuietEntry Entry(string site, DateTimeOffset at) => new(site, at, GateForcedRule.Id, "North gate: valid opening 22 s");
}
