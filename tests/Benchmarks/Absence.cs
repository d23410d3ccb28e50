using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Benchmarks.Readings;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// A control room that is away for a month: what a device's backlog comes to on its card, what it costs to start with it, and how long the
/// back-fill takes at its pace. Only the backlog's clock is made to run faster.
/// </summary>
internal static class Absence
{
    private const int BlockSeconds = 30, CapacityMegabytes = 1024;
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    public static int Run(int days)
    {
        using var folder = new TemporaryFolder();
        var (clock, drops, records) = (new FakeTimeProvider(), new Drops(), 0L);
        using (var filled = Open(folder, drops, clock))
        {
            var start = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
            foreach (var block in SyntheticNoise.Seconds(start, 1, days * 86_400).Select(Noise).Chunk(BlockSeconds))
            {
                filled.Append(areAlertBearing: false, [.. block, .. block.Select(Motion)]);
                records += 2 * block.Length;
            }
        }
        var bytes = new DirectoryInfo(folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days} days away: {records} records, "
            + $"{bytes / 1e6:0} MB on the card, {bytes / 1e6 / days:0.0} MB a day, of {CapacityMegabytes} MB; {drops.Total} given up"));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var opening = Stopwatch.StartNew();
        using var backlog = Open(folder, drops, clock);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  started with it: {opening.ElapsedMilliseconds} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0} MB of memory"));

        var (sent, most, began, cpu) = (0L, 0L, clock.GetUtcNow(), Environment.CpuUsage.TotalTime);
        backlog.Acknowledge(new(Boot, Streams.Heartbeat, 1));
        while (backlog.Count > 0)
        {
            clock.Advance(Backlog.Pace);
            var (stream, message) = backlog.Take(RecordJson.MaxRecords);
            sent += message.Count;
            if (message.Count > 0)
                backlog.Acknowledge(new(Boot, stream, message[^1].Seq));
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        }
        var (took, worked) = (clock.GetUtcNow() - began, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  back-fill: {sent} records in {took.TotalHours:0.0} h of the device's time, "
            + $"{sent / took.TotalSeconds:0} records/s, {100 * worked / took:0.0} % of a core here, {(most - before) / 1e6:0.0} MB of memory at most"));
        return sent == records ? 0 : 1;
    }

    private static Backlog Open(TemporaryFolder folder, Drops drops, TimeProvider clock) =>
        Backlog.Open(folder.Path, CapacityMegabytes * 1024L * 1024, drops, clock);

    private static OutboxRecord Noise(StoredRecord stored) => Record(Streams.Noise, stored.Record);

    private static OutboxRecord Motion(OutboxRecord noise) => Record(Streams.Motion, new MotionRecord
    {
        Boot = Boot,
        Bn = 1,
        Seq = noise.Seq,
        T = DateTimeOffset.UnixEpoch.AddSeconds(noise.Seq),
        Up = noise.Seq * 1000,
        Occupied = noise.Utf8.Length % 97 / 10.0,
        Changed = noise.Utf8.Length % 89 / 10.0,
        Tracks = [[(int)(noise.Seq % 50), noise.Utf8.Length % 600, 200, 30, 80]],
    });

    private static OutboxRecord Record(string stream, UpRecord record) => new(Boot, stream, record.Seq, RecordJson.Write(record));
}
