using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Devices;

public class DevicePresenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly ClockThatIsSet time = new(Noon);
    private readonly DevicePresence presence;

    public DevicePresenceTests() =>
        presence = new(new([new() { Id = "street", Name = "Street", Type = SiteType.STREET, TimeZone = "UTC",
        Devices = [new() { Id = "lamp", Name = "Lamp" }] }]), time);

    /// <summary>Set back, one that has died would else be taken for alive until the clock has come so far again.</summary>
    [Theory]
    [InlineData(-9 * 365)]
    [InlineData(-0.5)]
    [InlineData(9 * 365)]
    public void Silence_is_silence_and_a_report_a_report_when_the_control_rooms_own_clock_is_set(double days)
    {
        presence.Received("lamp", time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(30));
        time.Off = TimeSpan.FromDays(days);
        Assert.False(IsSilent());
        Assert.Equal(TimeSpan.FromSeconds(30), time.GetUtcNow() - presence.LastHeard("lamp"));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(IsSilent());
        // It came by the clock as it was before.
        presence.Received("lamp", Noon.AddSeconds(60));
        time.Advance(TimeSpan.FromSeconds(1));
        presence.Received("lamp", time.GetUtcNow());
        Assert.False(IsSilent());
        time.Off = TimeSpan.Zero;
        Assert.False(IsSilent());
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(IsSilent());
    }

    [Fact]
    public void Of_two_hundred_thousand_strangers_the_latest_are_known_and_counted_and_every_device_of_a_site()
    {
        presence.Received("lamp", time.GetUtcNow());
        presence.States("lamp", Heartbeat(1, dropped: 3, refused: 7));
        for (var n = 0; n < 200_000; n++)
        {
            presence.Received($"stranger-{n}", time.GetUtcNow());
            presence.States($"stranger-{n}", Heartbeat(1, dropped: 1, refused: 1));
        }
        Assert.NotNull(presence.LastHeard("lamp"));
        Assert.Null(presence.LastHeard("stranger-0"));
        Assert.NotNull(presence.LastHeard("stranger-199999"));
        Assert.Equal((PerDevice<int>.MostStrangers, 200_000 - PerDevice<int>.MostStrangers), presence.Strangers);
        Assert.Equal([("lamp", 3, 7)], presence.Losses);
        Assert.Equal(7, presence.Refused("lamp"));
    }

    [Fact]
    public void A_heartbeat_of_an_outage_that_comes_late_does_not_bring_an_earlier_version_back()
    {
        Assert.Null(presence.Version("lamp"));
        presence.States("lamp", Heartbeat(7) with { Version = "0.2.0" });
        presence.States("lamp", Heartbeat(3) with { Version = "0.1.0" });
        presence.States("lamp", Heartbeat(900) with { Boot = Ids.New(), Bn = 1, T = Noon.AddHours(-3), Version = "0.1.0" });
        Assert.Equal("0.2.0", presence.Version("lamp"));
        // A new card counts its boots from 1.
        presence.States("lamp", Heartbeat(1) with { Boot = Ids.New(), Bn = 1, T = Noon.AddHours(1), Version = "0.3.0" });
        Assert.Equal("0.3.0", presence.Version("lamp"));
    }

    [Fact]
    public void The_supply_is_what_the_device_stated_last()
    {
        Assert.Null(presence.Supply("lamp"));
        presence.States("lamp", Heartbeat(1) with { Supply = new() { Volts = 12.6, Amps = 0.3 } });
        Assert.Equal(new() { Volts = 12.6, Amps = 0.3 }, presence.Supply("lamp"));
        presence.States("lamp", Heartbeat(2));
        Assert.Null(presence.Supply("lamp"));
    }

    [Fact]
    public void Its_power_is_what_the_device_stated_last()
    {
        Assert.Null(presence.Power("lamp"));
        presence.States("lamp", Heartbeat(1) with { Power = Battery(Noon.AddSeconds(-2)) });
        Assert.Equal(Battery(Noon.AddSeconds(-2)), presence.Power("lamp"));
        presence.States("lamp", Heartbeat(2) with { Power = new() { Source = PowerSource.Mains, Since = Noon.AddSeconds(7) } });
        Assert.Equal(new() { Source = PowerSource.Mains, Since = Noon.AddSeconds(7) }, presence.Power("lamp"));
        presence.States("lamp", Heartbeat(3));
        Assert.Null(presence.Power("lamp"));
    }

    [Theory]
    [InlineData(TimeQuality.Unset, false)]
    [InlineData(TimeQuality.Synced, true)]
    public void Of_a_device_whose_clock_is_not_believed_its_power_went_so_long_before_it_said_so(TimeQuality quality, bool isDoubted)
    {
        var (arrival, its) = (Noon, Noon.AddYears(-20));
        presence.Received("lamp", arrival);
        presence.States("lamp", Heartbeat(1) with { T = its, Tq = quality, Power = Battery(its.AddSeconds(-2)) });
        if (isDoubted)
            presence.Doubts("lamp", its - arrival, arrival);
        Assert.Equal(Battery(Noon.AddSeconds(-2)), presence.Power("lamp"));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Battery(Noon.AddSeconds(-2)), presence.Power("lamp"));
    }

    private static PowerReading Battery(DateTimeOffset since) => new() { Source = PowerSource.Battery, Since = since };

    private static readonly string Boot = Ids.New();

    private static HeartbeatRecord Heartbeat(long seq, long dropped = 0, long refused = 0) => new()
    {
        Boot = Boot,
        Bn = 4,
        Seq = seq,
        T = Noon,
        Queue = 0,
        Dropped = dropped,
        Refused = refused,
        Version = "0.1.0",
    };

    private bool IsSilent() => presence.IsSilent("lamp", time.GetUtcNow());
}
