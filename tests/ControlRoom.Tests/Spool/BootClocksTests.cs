using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class BootClocksTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private static readonly NoiseRecord Unset = new()
    {
        Boot = SpoolFolder.Boot,
        Bn = 1,
        Seq = 1,
        T = DateTimeOffset.UnixEpoch,
        Up = 5_000,
        Tq = TimeQuality.Unset,
        N = 48_000,
        LAeq = 50,
    };

    private static readonly HeartbeatRecord Set = new()
    {
        Boot = SpoolFolder.Boot,
        Bn = 1,
        Seq = 1,
        T = Start.AddMinutes(1),
        Up = 60_000,
        Queue = 0,
        Dropped = 0,
        Version = "1",
        UpZero = Start,
    };

    private readonly BootClocks clocks = new();

    [Fact]
    public void A_time_is_known_once_it_was_stated_for_that_device_and_boot_only()
    {
        var arrival = Start.AddMinutes(1);
        Assert.Equal(new(arrival, IsOwn: false), clocks.Of("lamp", Unset, arrival));
        Assert.Equal(new(Set.T, IsOwn: true), clocks.Of("lamp", Set, arrival));
        Assert.Equal(new(Start.AddSeconds(5), IsOwn: true), clocks.Of("lamp", Unset, arrival));
        Assert.False(clocks.Of("lamp", Unset with { Boot = Ids.New() }, arrival).IsOwn);
        Assert.False(clocks.Of("gate", Unset, arrival).IsOwn);
        Assert.Equal(new(Start.AddDays(-9), IsOwn: true), clocks.Of("gate", Unset with { T = Start.AddDays(-9), Tq = TimeQuality.Holdover }, arrival));
    }

    [Fact]
    public void An_up_that_no_machine_reaches_is_no_time()
    {
        clocks.Of("lamp", Set, Start.AddMinutes(1));
        Assert.False(clocks.Of("lamp", Unset with { Up = long.MaxValue }, Start.AddMinutes(1)).IsOwn);
    }

    /// <summary>Whatever it states of itself, and whether it was right before or not.</summary>
    [Theory]
    [InlineData(TimeQuality.Synced, 9 * 365 * 86_400.0)]
    [InlineData(TimeQuality.Holdover, 200 * 86_400.0)]
    [InlineData(TimeQuality.Synced, 3_600)]
    [InlineData(TimeQuality.Holdover, 130)]
    [InlineData(TimeQuality.Synced, -125)]
    [InlineData(TimeQuality.Holdover, -1_200)]
    [InlineData(TimeQuality.Synced, -61 * 86_400.0)]
    [InlineData(TimeQuality.Holdover, -3 * 365 * 86_400.0)]
    public void A_clock_that_is_far_off_is_not_believed_while_it_is_and_is_again_once_it_is_right(TimeQuality tq, double offSeconds)
    {
        Live(0, 20);
        var off = TimeSpan.FromSeconds(offSeconds);
        for (var second = 20; second < 1_220; second++)
        {
            var time = clocks.Of("lamp", Second(second, off) with { Tq = tq }, Start.AddSeconds(second + 1.2));
            Assert.Equal(new(Start.AddSeconds(second + 1.2), IsOwn: false, IsLive: true, time.ClockOff), time);
            Assert.Equal(offSeconds, time.ClockOff!.Value.TotalSeconds, 2.0);
        }
        Live(1_220, 20);
    }

    /// <summary>From one record to the next, a small step and an up that is counted on sending look alike.</summary>
    [Fact]
    public void A_clock_that_is_40_s_behind_is_believed_once()
    {
        Live(0, 20);
        Assert.True(clocks.Of("lamp", Second(20, TimeSpan.FromSeconds(-40)), Start.AddSeconds(21.2)).IsOwn);
        Assert.False(clocks.Of("lamp", Second(21, TimeSpan.FromSeconds(-40)), Start.AddSeconds(22.2)).IsOwn);
    }

    [Fact]
    public void A_backlog_of_weeks_is_of_when_it_was_made_before_and_after_what_is_new()
    {
        var days = (int)TimeSpan.FromDays(40).TotalSeconds;
        Backlog(0, 500);
        Live(days, 20);
        Backlog(500, 500);
        Live(days + 20, 20);

        void Backlog(int from, int count)
        {
            for (var second = from; second < from + count; second++)
                Assert.Equal(new(Start.AddSeconds(second), IsOwn: true), clocks.Of("lamp", Second(second, default), Start.AddSeconds(days + from / 100.0)));
        }
    }

    [Fact]
    public void What_was_made_on_a_wrong_clock_and_waited_stands_where_it_arrived_and_is_not_taken_for_live()
    {
        Live(3_600, 20);
        var time = clocks.Of("lamp", Second(0, TimeSpan.FromDays(4_000)), Start.AddSeconds(3_621));
        Assert.Equal(new(Start.AddSeconds(3_621), IsOwn: false, IsLive: false, TimeSpan.FromDays(4_000)),
            time with { ClockOff = TimeSpan.FromDays(Math.Round(time.ClockOff!.Value.TotalDays, 3)) });
    }

    /// <summary>Programs that are no agent of ours count it when they send.</summary>
    [Fact]
    public void An_up_that_is_not_of_its_record_says_nothing_against_the_time()
    {
        Live(0, 20);
        for (var second = -200; second < 20; second++)
            Assert.True(clocks.Of("lamp", Second(second, default) with { Up = 20_000 }, Start.AddSeconds(21)).IsOwn || second == -200);
    }

    [Fact]
    public void A_time_that_a_wrong_clock_stated_for_a_boot_is_not_applied()
    {
        clocks.Of("lamp", Set with { T = Set.T.AddYears(9), UpZero = Start.AddYears(9) }, Start.AddMinutes(1));
        Assert.False(clocks.Of("lamp", Unset, Start.AddMinutes(1)).IsOwn);
    }

    [Fact]
    public void A_clock_that_runs_slow_within_what_crystals_do_for_a_month_is_right_and_a_step_on_it_is_seen()
    {
        for (var second = 0; second < 30 * 86_400; second += 10)
            Assert.True(clocks.Of("lamp", Second(second, default) with { Up = (long)(second * 999.9) }, Start.AddSeconds(second + 1.2)).IsOwn);
        var last = 30 * 86_400;
        Assert.False(clocks.Of("lamp", Second(last, TimeSpan.FromSeconds(-150)) with { Up = (long)(last * 999.9) }, Start.AddSeconds(last + 1.2)).IsOwn);
    }

    /// <summary>A power cut with the network down: what was measured without a clock comes after the heartbeat that states it.</summary>
    [Fact]
    public async Task Seconds_of_a_device_without_a_clock_are_read_where_they_belong_or_else_where_they_arrived()
    {
        await using var intake = await Intake.StartAsync();
        await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
        var before = TimeProvider.System.GetUtcNow();
        await lamp.SendAsync(Streams.Noise, Unset, Unset.Tq);
        await lamp.IsAcknowledgedAsync(Streams.Noise);
        await lamp.SendAsync(Streams.Heartbeat, Set);
        await lamp.SendAsync(Streams.Noise, Unset, Unset.Tq);
        await lamp.IsAcknowledgedAsync(Streams.Noise);
        var seconds = await Eventually.HasAsync("both seconds", async () =>
            await intake.Store.NoiseAsync("lamp", DateTimeOffset.UnixEpoch, before.AddYears(1), 10, CancellationToken.None) is { Count: 2 } both
                ? both.Select(s => s.T).ToList()
                : null);
        Assert.Contains(Start.AddSeconds(5), seconds);
        Assert.InRange(seconds.Single(t => t != Start.AddSeconds(5)), before.AddSeconds(-1), before.AddMinutes(5));
    }

    /// <summary>Seconds as they happen, on a clock that is right.</summary>
    private void Live(int from, int count)
    {
        for (var second = from; second < from + count; second++)
            Assert.Equal(new(Start.AddSeconds(second), IsOwn: true), clocks.Of("lamp", Second(second, default), Start.AddSeconds(second + 1.2)));
    }

    private static NoiseRecord Second(int second, TimeSpan off) =>
        Unset with { T = Start.AddSeconds(second) + off, Up = second < 0 ? 0 : second * 1000L, Tq = TimeQuality.Synced };
}
