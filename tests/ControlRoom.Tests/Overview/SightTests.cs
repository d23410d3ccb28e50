using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Overview;

namespace Solutions.Edge.ControlRoom.Tests.Overview;

public class SightTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void With_every_sensor_silent_the_page_is_blind_since_the_last_record()
    {
        var sight = Sight.Of([Device(-300, -90), Device(-400, -61)], [true, true], null, Noon.AddHours(-1), null, []);
        Assert.Equal(("All 2 sensors have been silent", Noon.AddSeconds(-61), 2), (sight.Blind, sight.BlindSince, sight.Silent));
        Assert.False(sight.SeesAll);
    }

    [Fact]
    public void A_control_room_without_any_record_yet_is_blind()
    {
        var sight = Sight.Of([null, null], [true, true], null, Noon, null, []);
        Assert.Equal(("All 2 sensors have been silent", null, null), (sight.Blind, sight.BlindSince, sight.Latest));
    }

    [Fact]
    public void Without_a_broker_or_a_store_for_alerts_it_is_blind_whatever_arrived()
    {
        var (deaf, standing) = (Sight.Of([Device(-300, -1)], [false], Noon.AddSeconds(-5), null, null, []),
            Sight.Of([Device(-300, -1)], [false], null, Noon.AddHours(-1), Noon.AddSeconds(-7), []));
        Assert.Equal(("The broker is gone: the control room has been deaf", Noon.AddSeconds(-5), true), (deaf.Blind, deaf.BlindSince, deaf.IsDeaf));
        Assert.Equal(("Alerts cannot be stored", Noon.AddSeconds(-7), false), (standing.Blind, standing.BlindSince, standing.IsDeaf));
    }

    [Fact]
    public void A_site_that_is_not_judged_is_named_with_since_when()
    {
        var one = Sight.Of([Device(-300, -1)], [false], null, Noon.AddHours(-1), null, [("Market Street", Noon.AddSeconds(-9))]);
        Assert.Equal(("Market Street has not been judged", Noon.AddSeconds(-9), true), (one.Blind, one.BlindSince, one.IsBlindInPart));
        var two = Sight.Of([Device(-300, -1)], [false], null, Noon.AddHours(-1), null,
            [("Market Street", Noon.AddSeconds(-9)), ("Alley", Noon.AddSeconds(-30))]);
        Assert.Equal(("2 sites have not been judged", Noon.AddSeconds(-30)), (two.Blind, two.BlindSince));
    }

    [Fact]
    public void One_silent_sensor_is_no_blindness_and_no_calm()
    {
        var sight = Sight.Of([Device(-300, -90), Device(-400, -1)], [true, false], null, Noon.AddHours(-1), null, []);
        Assert.Equal((false, false, 1, Noon.AddSeconds(-1)), (sight.IsBlind, sight.SeesAll, sight.Silent, sight.Latest));
        Assert.Null(sight.SeesSince);
    }

    [Theory]
    [InlineData(-3600, -300)]
    [InlineData(-10, -10)]
    public void Everything_has_been_seen_since_the_last_sensor_came_or_the_broker_did(int listens, int sees)
    {
        var sight = Sight.Of([Device(-300, -1), Device(-400, -1)], [false, false], null, Noon.AddSeconds(listens), null, []);
        Assert.True(sight.SeesAll);
        Assert.Equal(Noon.AddSeconds(sees), sight.SeesSince);
    }

    [Fact]
    public void A_sensor_that_comes_back_counts_from_then_on()
    {
        var time = new FakeTimeProvider(Noon);
        var presence = new DevicePresence(new([]), time);
        foreach (var second in new[] { 0, 59, 59 })
        {
            time.Advance(TimeSpan.FromSeconds(second));
            presence.Received("lamp", time.GetUtcNow());
        }
        Assert.Equal(Noon, presence.HeardFrom("lamp"));
        Assert.False(presence.IsSilent("lamp", Noon.AddSeconds(177)));
        Assert.True(presence.IsSilent("lamp", Noon.AddSeconds(178)));
        Assert.True(presence.IsSilent("another", Noon));
        time.Advance(TimeSpan.FromSeconds(60));
        presence.Received("lamp", time.GetUtcNow());
        Assert.Equal(Noon.AddSeconds(178), presence.HeardFrom("lamp"));
    }

    private static (DateTimeOffset From, DateTimeOffset Last)? Device(int from, int last) => (Noon.AddSeconds(from), Noon.AddSeconds(last));
}
