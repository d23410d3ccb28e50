using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class EvidenceDoubtRuleTests
{
    private const string Code = "EVIDENCE-DOUBT";

    [Theory]
    [InlineData(1_500.0, null, null, "its clock is off by 1.5 s, over 1.0")]
    [InlineData(-2_000.0, null, null, "its clock is off by 2.0 s, over 1.0")]
    [InlineData(999.0, null, 0.21, null)]
    [InlineData(null, "the disk does not take it", null, "what waits is in memory only: the disk does not take it")]
    [InlineData(3.0, null, 0.12, "its disk is 88 % full, over 80 %")]
    [InlineData(3.0, null, null, null)]
    public void What_a_heartbeat_states_for_a_minute_rings_for_engineers(double? clockErrorMs, string? storageFault, double? diskFree, string? words)
    {
        var site = new Scenario(SiteType.STREET, demoHours: false);
        site.Run(100, t => Every10(t, () => site.Beats(Scenario.Microphone, clockErrorMs, storageFault, diskFree)));
        Assert.Equal(words is null ? [] : [(4, $"Microphone, not evidential: {words}")], site.Changes.Select(c => (c.Alert.Priority, c.Alert.Why)));
    }

    [Fact]
    public void A_clock_that_the_control_room_does_not_believe_is_off_whatever_it_says_of_itself()
    {
        var site = new Scenario(SiteType.STREET, demoHours: false);
        site.SetClock(Scenario.Microphone, TimeSpan.FromHours(5));
        site.Run(100, t => Every10(t, () => site.Beats(Scenario.Microphone, 2)));
        Assert.StartsWith("Microphone, not evidential: its clock is off by 18000", site.Latest(Code).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_were_lost_since_the_last_heartbeat_are_said_and_older_losses_are_not()
    {
        var site = new Scenario(SiteType.STREET, demoHours: false);
        site.Run(200, t => Every10(t, () => site.Beats(Scenario.Microphone, 2, dropped: 40)));
        Assert.Empty(site.Rang);
        site.Run(100, t => Every10(t, () => site.Beats(Scenario.Microphone, 2, dropped: 52)));
        Assert.Equal("Microphone, not evidential: 12 records were lost before they could be sent", site.Latest(Code).Why);
        site.Run(900, t => Every10(t, () => site.Beats(Scenario.Microphone, 2, dropped: 52)));
        Assert.NotNull(site.Latest(Code).UntilMs);
    }

    [Fact]
    public void What_is_right_again_within_a_minute_is_explained()
    {
        var site = new Scenario(SiteType.STREET, demoHours: false);
        site.Run(40, t => Every10(t, () => site.Beats(Scenario.Microphone, 1_500)));
        site.Run(60, t => Every10(t, () => site.Beats(Scenario.Microphone, 5)));
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why == "Microphone: clock or storage in doubt for under 60 s");
    }

    /// <summary>What is usual there is 25 dB.</summary>
    [Theory]
    [InlineData(27.9, 8, null)]
    [InlineData(21.5, 8, "its quietest quarter-hour of the night was 21.5 dB, 3.5 dB under the usual")]
    [InlineData(31, 8, "its quietest quarter-hour of the night was 31.0 dB, 6.0 dB over the usual")]
    [InlineData(31, 4, null)]
    public void A_night_whose_floor_is_3_dB_from_the_usual_one_is_in_doubt_once_it_is_over(double floor, int hours, string? words)
    {
        var site = new Scenario(SiteType.HOME, demoHours: false, start: new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero).AddHours(-hours));
        site.Run(hours * 3600, t => site.Peak(t, floor, floor));
        Assert.DoesNotContain(Code, site.Rang);
        site.Run(1_200, t => site.Peak(t, floor, floor));
        Assert.Equal(words is null ? [] : [$"Microphone, not evidential: {words}"],
            site.Changes.Where(c => c.Alert.Code == Code).Select(c => c.Alert.Why));
    }

    private static void Every10(DateTimeOffset t, Action beats)
    {
        if (t.ToUnixTimeSeconds() % 10 == 0)
            beats();
    }
}
