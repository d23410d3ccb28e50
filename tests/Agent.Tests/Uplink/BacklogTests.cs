using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class BacklogTests : IDisposable
{
    private const string Boot = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
    private readonly Drops drops;
    private readonly Random random = new(20261124);
    private Backlog backlog;

    public BacklogTests()
    {
        drops = new(folder.Path);
        backlog = Open();
    }

    public void Dispose()
    {
        backlog.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Alert_bearing_records_are_sent_before_telemetry_that_is_older()
    {
        Append(Streams.Motion, 1, 3);
        Append(Streams.Gate, 1, 2);
        Answer();
        Assert.Equal(["gate 1", "gate 2", "motion 1", "motion 2", "motion 3"], TakeAll());
    }

    [Fact]
    public void One_message_is_sent_at_a_time_with_a_pause_between()
    {
        Append(Streams.Motion, 1, 300);
        Answer();
        Assert.Equal(120, backlog.Take(120).Records.Count);
        Assert.Empty(backlog.Take(120).Records);
        time.Advance(Backlog.Pace);
        Assert.Equal(120, backlog.Take(120).Records.Count);
    }

    [Fact]
    public void Nothing_is_sent_to_a_control_room_that_does_not_answer()
    {
        Append(Streams.Motion, 1, 300);
        Assert.Empty(TakeAll());
        Answer();
        Assert.Equal(300, TakeAll().Count);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(TakeAll());
        Answer();
        Assert.Equal(300, TakeAll().Count);
    }

    [Fact]
    public void One_message_of_alert_bearing_records_asks_on_every_connection_whether_the_control_room_is_there()
    {
        Append(Streams.Motion, 1, 3);
        Append(Streams.Gate, 1, 130);
        Assert.Equal(120, TakeAll().Count);
        Assert.Empty(TakeAll());
        backlog.SendAllAgain();
        Assert.Equal(120, TakeAll().Count);
        Answer();
        Assert.Equal(13, TakeAll().Count);
    }

    [Fact]
    public void A_control_room_that_begins_to_listen_is_sent_everything_that_was_sent_in_vain()
    {
        Append(Streams.Motion, 1, 3);
        Append(Streams.Gate, 1, 130);
        Assert.Equal(120, TakeAll().Count);
        backlog.ControlRoomListens();
        Assert.Equal(133, TakeAll().Count);
    }

    [Fact]
    public void What_several_short_runs_left_does_not_wait_for_each_other()
    {
        for (var run = 1; run <= 5; run++)
        {
            Append(Streams.Gate, run, 1);
            Restart();
        }
        Assert.Equal(5, Files().Count);
        Assert.Equal(["gate 1", "gate 2", "gate 3", "gate 4", "gate 5"], TakeAll());
        backlog.Acknowledge(new(Boot, Streams.Gate, 5));
        Assert.Empty(Files());
    }

    [Fact]
    public void What_is_acknowledged_is_gone_and_its_file_with_it()
    {
        Append(Streams.Motion, 1, 10);
        Answer();
        TakeAll();
        backlog.Acknowledge(new(Boot, Streams.Motion, 4, [[6, 9]]));
        Assert.Equal(2, backlog.Count);
        Assert.Single(Files());
        backlog.Acknowledge(new(Boot, Streams.Motion, 10));
        Assert.Equal(0, backlog.Count);
        Assert.Empty(Files());
    }

    [Fact]
    public void What_was_acknowledged_on_its_way_to_the_disk_is_not_sent_again()
    {
        backlog.Acknowledge(new(Boot, Streams.Motion, 3, [[5, 6]]));
        Append(Streams.Motion, 1, 6);
        Assert.Equal(["motion 4"], TakeAll());
    }

    [Fact]
    public void After_a_lost_connection_everything_unacknowledged_is_sent_again()
    {
        Append(Streams.Motion, 1, 4);
        Answer();
        TakeAll();
        backlog.Acknowledge(new(Boot, Streams.Motion, 1));
        backlog.SendAllAgain();
        Assert.Equal(["motion 2", "motion 3", "motion 4"], TakeAll());
    }

    [Fact]
    public void A_restart_finds_every_record_and_knows_how_many_there_are()
    {
        for (var n = 0; n < 100; n++)
            Append(Streams.Motion, 1 + n * 60, 60);
        Assert.InRange(Files().Count, 3, 99);
        Restart();
        Assert.Equal(6000, backlog.Count);
        Assert.Equal(Enumerable.Range(1, 6000).Select(n => $"motion {n}"), Drain());
        Assert.Empty(Files());
    }

    /// <summary>The agent is killed, or the power goes, at any time: what was appended is there, what is sent twice is the same.</summary>
    [Fact]
    public void Whatever_happens_between_no_record_is_lost()
    {
        for (var round = 0; round < 10; round++)
        {
            var (added, received) = (new HashSet<string>(), new HashSet<string>());
            var next = new Dictionary<string, long> { [Streams.Gate] = 1, [Streams.Motion] = 1, [Streams.Noise] = 1 };
            for (var step = 0; step < 60; step++)
            {
                switch (random.Next(5))
                {
                    case 0 or 1:
                        var stream = next.Keys.ElementAt(random.Next(next.Count));
                        var count = random.Next(1, 200);
                        Append(stream, next[stream], count);
                        for (var n = 0; n < count; n++)
                            added.Add($"{stream} {next[stream]++}");
                        break;
                    case 2:
                        Answer();
                        received.UnionWith(Drain(messages: random.Next(1, 6)));
                        break;
                    case 3:
                        backlog.SendAllAgain();
                        break;
                    default:
                        Restart();
                        break;
                }
            }
            received.UnionWith(Drain());
            Assert.Equal(added.Order(), received.Order());
            Assert.Equal(0, backlog.Count);
            next.Keys.ToList().ForEach(s => backlog.Acknowledge(new(Boot, s, 0)));
        }
    }

    [Fact]
    public void Damage_in_the_middle_costs_its_block_and_is_counted()
    {
        for (var n = 0; n < 3; n++)
            Append(Streams.Motion, 1 + n * 10, 10);
        Restart();
        var file = Assert.Single(Files());
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Equal([.. Enumerable.Range(1, 10), .. Enumerable.Range(21, 10)], Drain().Select(r => int.Parse(r.Split(' ')[1], null)));
        Assert.Equal(1, backlog.Damaged);
    }

    [Fact]
    public void When_there_is_no_room_the_oldest_telemetry_goes_first_and_every_loss_is_counted()
    {
        backlog.Dispose();
        backlog = Open(capacityBytes: 40_000);
        Append(Streams.Gate, 1, 50);
        for (var n = 0; n < 100; n++)
            Append(n % 2 == 0 ? Streams.Motion : Streams.Noise, 1 + n / 2 * 60, 60);
        Assert.True(drops.ByStream[Streams.Motion] > 100 && drops.ByStream[Streams.Noise] > 100);
        Assert.Equal([Streams.Motion, Streams.Noise], drops.ByStream.Keys);
        Assert.Equal(6050, backlog.Count + drops.Total);
        Assert.InRange(Files().Sum(f => new FileInfo(f).Length), 1, 40_000);
        var left = Drain();
        Assert.Equal(50, left.Count(r => r.StartsWith("gate", StringComparison.Ordinal)));
        Assert.Contains("noise 3000", left);
        Assert.DoesNotContain("motion 1", left);
    }

    [Fact]
    public void Alert_bearing_records_go_when_nothing_else_is_left()
    {
        backlog.Dispose();
        backlog = Open(capacityBytes: 20_000);
        for (var n = 0; n < 60; n++)
            Append(Streams.Gate, 1 + n * 60, 60);
        Assert.Equal(3600, backlog.Count + drops.ByStream[Streams.Gate]);
        Assert.Equal("gate 3600", Drain()[^1]);
    }

    [Fact]
    public void A_disk_that_refuses_keeps_nothing_and_works_again_afterwards()
    {
        var others = Path.Combine(folder.Path, "others");
        Directory.Delete(others);
        File.WriteAllText(others, "");
        Assert.ThrowsAny<IOException>(() => Append(Streams.Motion, 1, 5));
        Assert.Equal(0, backlog.Count);
        File.Delete(others);
        Directory.CreateDirectory(others);
        Append(Streams.Motion, 1, 5);
        Assert.Equal(5, Drain().Count);
    }

    /// <summary>A record that a control room does not read, for it is older or younger than its device, must not keep back a month's records.</summary>
    [Fact]
    public void What_is_refused_is_set_aside_and_what_waits_behind_it_is_sent()
    {
        for (var n = 0; n < 20; n++)
            Append(Streams.Motion, 1 + n * 60, 60);
        Restart();
        var sent = DrainBut(7, (through, also) => new(Boot, Streams.Motion, through, also, [[7, 7]]));
        Assert.Equal(Enumerable.Range(1, 1200).Select(n => $"motion {n}"), sent.Distinct());
        Assert.Equal((0, 1), (backlog.Count, drops.Aside.Count));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "others")));
        Assert.StartsWith("""{"stream":"motion","why":"refused","record":motion 7 """,
            Assert.Single(File.ReadAllLines(drops.Aside.File!)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_never_answered_travels_alone_and_is_set_aside_after_four_minutes_in_which_others_arrive()
    {
        for (var n = 0; n < 20; n++)
            Append(Streams.Motion, 1 + n * 60, 60);
        Restart();
        var began = time.GetUtcNow();
        var sent = DrainBut(7, (through, also) => new(Boot, Streams.Motion, through, also));
        Assert.Equal(1200, sent.Distinct().Count());
        Assert.InRange(sent.Count(s => s == "motion 7"), 6, 9);
        Assert.Equal((0, 1), (backlog.Count, drops.Aside.Count));
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public void While_nothing_arrives_nothing_is_set_aside()
    {
        Append(Streams.Motion, 1, 60);
        for (var hour = 0; hour < 5; hour++)
        {
            Answer();
            TakeAll();
            time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal((60, 0), (backlog.Count, drops.Aside.Count));
    }

    private Backlog Open(long capacityBytes = 10_000_000) => Backlog.Open(folder.Path, capacityBytes, drops, time, segmentBytes: 4096);

    private void Restart()
    {
        backlog.Dispose();
        backlog = Open();
        Answer();
    }

    private void Append(string stream, long from, int count) => backlog.Append(stream == Streams.Gate,
        [.. Enumerable.Range(0, count)
            .Select(n => new OutboxRecord(Boot, stream, from + n, System.Text.Encoding.ASCII.GetBytes($"{stream} {from + n} {random.NextInt64()}")))]);

    private void Answer() => backlog.Acknowledge(new("fedcba9876543210fedcba9876543210", Streams.Heartbeat, 1));

    /// <summary>What is sent without an acknowledgement.</summary>
    private List<string> TakeAll()
    {
        var all = new List<string>();
        for (time.Advance(Backlog.Pace); backlog.Take(120) is (_, { Count: > 0 } records); time.Advance(Backlog.Pace))
            all.AddRange(records.Select(Shown));
        return all;
    }

    /// <summary>What is sent while every message is acknowledged.</summary>
    private List<string> Drain(int messages = int.MaxValue)
    {
        var all = new List<string>();
        Answer();
        for (time.Advance(Backlog.Pace); messages-- > 0 && backlog.Take(120) is (var stream, { Count: > 0 } records); time.Advance(Backlog.Pace))
        {
            all.AddRange(records.Select(Shown));
            backlog.Acknowledge(new(Boot, stream, 0, [.. records.Select(r => new[] { r.Seq, r.Seq })]));
        }
        return all;
    }

    /// <summary>What is sent until nothing is left, while a second after every message the control room has all but one record,
    /// and what is sent beside it arrives.</summary>
    private List<string> DrainBut(long seq, Func<long, long[][], Acknowledgement> word)
    {
        var sent = new List<string>();
        for (var tries = 0; backlog.Count > 0; tries++)
        {
            Assert.InRange(tries, 0, 10_000);
            var records = backlog.Take(120).Records;
            sent.AddRange(records.Select(Shown));
            var live = time.GetTimestamp();
            time.Advance(TimeSpan.FromSeconds(1));
            var last = sent.Count == 0 ? 0 : sent.Max(s => int.Parse(s.Split(' ')[1], null));
            backlog.Acknowledge(word(Math.Min(last, seq - 1), last > seq ? [[seq + 1, last]] : []), live);
        }
        return sent;
    }

    private static string Shown(OutboxRecord record) => string.Join(' ', System.Text.Encoding.ASCII.GetString(record.Utf8).Split(' ').Take(2));

    private IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
