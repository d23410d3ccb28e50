using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Guest.Tests;

/// <summary>What is lost when a device loses its power, its network or the room on its disk. Minutes each.</summary>
[Trait("Form", "long")]
public class LossTests
{
    private const string NetworkUp = "busybox ip link set eth0 up; busybox ip route add default via 10.0.2.2";

    public LossTests() => Guest.SkipUnlessPossible();

    [Fact]
    public async Task A_power_cut_in_an_outage_costs_at_most_the_seconds_that_were_not_yet_to_be_on_the_disk()
    {
        using var folder = new TemporaryFolder();
        await using var bench = await Bench.StartAsync([Bench.Sound, Bench.Gate], await MakeDiskAsync(folder, megabytes: 256));
        await bench.HasToneAsync();
        var sent = bench.Count(Streams.Gate);
        // The bolt is thrown back in the outage, which may wait 3 s for the disk; seconds of sound may wait 31 s.
        await bench.Guest.RunAsync("busybox ip link set eth0 down; sleep 50; pull 27 up; sleep 10; date +%s >/orders/cut; sync /orders/cut");
        await bench.Guest.CutPowerAsync();
        var cut = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await File.ReadAllTextAsync(Path.Combine(bench.Guest.Shared, "cut"))));
        var boot = (await bench.HasAsync("record", Streams.Noise, _ => true)).GetProperty("boot").GetString()!;

        await bench.BootAsync();
        await bench.HasAsync("bolt that was thrown back in the outage", Streams.Gate,
            r => IsOf(r, boot) && r.GetProperty("bolt").GetString() == "withdrawn", sent);
        await bench.HasToneAsync(bench.Count(Streams.Noise));
        await bench.HasAsync("last seconds before those that may be lost", Streams.Noise,
            r => IsOf(r, boot) && r.GetProperty("t").GetDateTimeOffset() >= cut - TimeSpan.FromSeconds(33));
        await AssertNoneIsMissingAsync(bench);
    }

    [Fact]
    public async Task A_network_that_goes_and_comes_back_costs_nothing()
    {
        await using var bench = await Bench.StartAsync([Bench.Sound, Bench.Gate]);
        await bench.HasToneAsync();
        var sent = bench.Count(Streams.Gate);
        await bench.Guest.RunAsync("busybox ip link set eth0 down; pull 17 up; sleep 20; pull 17 down; sleep 5");
        await bench.Guest.RunAsync(NetworkUp);
        await bench.HasAsync("opening in the outage", Streams.Gate, r => r.GetProperty("contact").GetString() == "open", sent);
        await bench.HasToneAsync(bench.Count(Streams.Noise));
        await AssertNoneIsMissingAsync(bench);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_what_waits_is_kept_in_memory()
    {
        using var folder = new TemporaryFolder();
        await using var bench = await Bench.StartAsync([Bench.Sound, Bench.Gate], await MakeDiskAsync(folder, megabytes: 16));
        await bench.HasToneAsync();
        await bench.Guest.RunAsync("dd if=/dev/zero of=/state/filled bs=4k || true; busybox ip link set eth0 down; sleep 60");
        await bench.Guest.RunAsync(NetworkUp);
        await bench.HasAsync("fault of the disk", Streams.Heartbeat, r => r.TryGetProperty("storageFault", out var fault) && fault.GetString() is not null);
        await bench.HasToneAsync(bench.Count(Streams.Noise));
        await AssertNoneIsMissingAsync(bench);
    }

    private static bool IsOf(JsonElement record, string boot) => record.GetProperty("boot").GetString() == boot;

    /// <summary>Of every boot and stream the control room has every number from 1 on, once.</summary>
    private static async Task AssertNoneIsMissingAsync(Bench bench)
    {
        var last = await bench.HasAllAsync();
        await bench.Guest.CutPowerAsync();
        await bench.Room.StopAsync();
        await using var spool = RecordSpool.Open(Path.Combine(bench.Room.Data, "spool"), TimeProvider.System, NullLogger<RecordSpool>.Instance);
        var kept = spool.Read(0, spool.Durable).ToLookup(r => (r.Boot, r.Stream), r => r.Seq);
        Assert.All(last, l => Assert.Equal(Enumerable.Range(1, (int)l.Value).Select(i => (long)i), kept[l.Key].Where(seq => seq <= l.Value).Order()));
    }

    private static async Task<string> MakeDiskAsync(TemporaryFolder folder, int megabytes)
    {
        var disk = Path.Combine(folder.Path, "disk");
        await using (var image = File.Create(disk))
            image.SetLength((long)megabytes << 20);
        using var making = Process.Start("/sbin/mkfs.ext4", ["-q", "-F", disk]);
        await making.WaitForExitAsync();
        Assert.Equal(0, making.ExitCode);
        return disk;
    }
}
