using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class BootClocksTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private static readonly NoiseRecord Unset = new() { Boot = SpoolFolder.Boot, Bn = 1, Seq = 1, T = DateTimeOffset.UnixEpoch, Up = 5_000, Tq = TimeQuality.Unset, N = 48_000, LAeq = 50 };

    private static readonly HeartbeatRecord Set = new() { Boot = SpoolFolder.Boot, Bn = 1, Seq = 1, T = Start.AddMinutes(1), Up = 60_000, Queue = 0, Dropped = 0, Version = "1", UpZero = Start };

    [Fact]
    public void A_time_is_known_once_it_was_told_for_that_device_and_boot_only()
    {
        var clocks = new BootClocks();
        Assert.Null(clocks.At("lamp", Unset));
        Assert.Equal(Set.T, clocks.At("lamp", Set));
        Assert.Equal(Start.AddSeconds(5), clocks.At("lamp", Unset));
        Assert.Null(clocks.At("lamp", Unset with { Boot = Ids.New() }));
        Assert.Null(clocks.At("gate", Unset));
        Assert.Equal(Unset.T, clocks.At("lamp", Unset with { Tq = TimeQuality.Holdover }));
    }

    [Fact]
    public void An_up_that_no_machine_reaches_is_no_time()
    {
        var clocks = new BootClocks();
        clocks.At("lamp", Set);
        Assert.Null(clocks.At("lamp", Unset with { Up = long.MaxValue }));
    }

    /// <summary>A power cut with the network down: what was measured without a clock comes after the heartbeat that tells it.</summary>
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
            await intake.Store.NoiseAsync("lamp", DateTimeOffset.UnixEpoch, before.AddYears(1), 10, CancellationToken.None) is { Count: 2 } both ? both.Select(s => s.T).ToList() : null);
        Assert.Contains(Start.AddSeconds(5), seconds);
        Assert.InRange(seconds.Single(t => t != Start.AddSeconds(5)), before.AddSeconds(-1), before.AddMinutes(5));
    }
}
