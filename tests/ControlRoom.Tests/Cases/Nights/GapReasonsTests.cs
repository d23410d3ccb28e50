using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>A gap has a reason where the heartbeats around it show one, and none is made up where they do not.</summary>
public class GapReasonsTests
{
    private const string Before = "11111111111111111111111111111111", After = "22222222222222222222222222222222";

    private static readonly Night Night = Night.Of(new(2026, 11, 23), TimeZoneInfo.Utc);

    [Fact]
    public void Another_boot_after_it_is_a_restart() =>
        Assert.Equal([new(100, 200, "the device restarted")], Gaps(Beat(95, Before), Beat(205, After)));

    [Fact]
    public void A_battery_before_a_restart_is_power_lost() => Assert.Equal([new(100, 200, "power lost: the device ran on its battery, then started again")],
        Gaps(Beat(95, Before) with { Power = new() { Source = PowerSource.Battery, Since = Night.From } }, Beat(205, After)));

    [Fact]
    public void Records_that_were_dropped_meanwhile_are_the_network() =>
        Assert.Equal([new(100, 200, "network: the device had no room left and dropped 100 records")],
            Gaps(Beat(95, Before) with { DroppedByStream = Noise(7), Dropped = 9 }, Beat(150, Before),
                Beat(205, Before) with { DroppedByStream = Noise(107), Dropped = 300 }));

    [Fact]
    public void A_microphone_that_reports_a_fault_is_named_by_it()
    {
        Assert.Equal([new(100, 200, "sensor fault: no microphone answers; plug it in")], Gaps(Beat(95, Before), Beat(150, Before) with
        {
            Faults = new Dictionary<string, string> { ["microphone"] = "no microphone answers; plug it in" },
        }, Beat(205, Before)));
        Assert.Equal([new(100, 200, "sensor fault: the microphone is lost")], Gaps(Beat(150, Before) with
        {
            Microphone = new() { State = "lost", RatePpm = 0, ClockErrorMs = 0, Overruns = 0, ShortReads = 0, Lost = 0 },
        }));
    }

    [Fact]
    public void Without_a_sign_nothing_is_stated()
    {
        Assert.Empty(Gaps());
        Assert.Empty(Gaps(Beat(95, Before), Beat(205, Before)));
        // Heartbeats long before and long after show nothing of it.
        Assert.Empty(Gaps(Beat(20, Before), Beat(280, After)));
        // Drops of other streams are no gap of this one.
        Assert.Empty(Gaps(Beat(95, Before), Beat(205, Before) with { Dropped = 50, DroppedByStream = new Dictionary<string, long> { [Streams.Motion] = 50 } }));
    }

    [Fact]
    public void Two_seconds_that_are_missing_are_not_asked_about() =>
        Assert.Empty(GapReasons.Of(Night, Night.From.AddSeconds(300), Times(i => i is not (100 or 101)), [Beat(95, Before), Beat(105, After)]));

    private static IReadOnlyList<GapReason> Gaps(params HeartbeatRecord[] heartbeats) =>
        GapReasons.Of(Night, Night.From.AddSeconds(300), Times(i => i is < 100 or >= 200), heartbeats);

    private static IEnumerable<DateTimeOffset> Times(Func<int, bool> isThere) => Enumerable.Range(0, 300).Where(isThere).Select(i => Night.From.AddSeconds(i));

    private static Dictionary<string, long> Noise(long dropped) => new() { [Streams.Noise] = dropped };

    private static HeartbeatRecord Beat(int second, string boot) => new()
    {
        T = Night.From.AddSeconds(second),
        Boot = boot,
        Queue = 0,
        Dropped = 0,
        Version = "0.1.0",
    };
}
