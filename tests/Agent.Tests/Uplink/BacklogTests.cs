using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class BacklogTests : BacklogFolder
{
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
        Assert.Equal(120, Backlog.Take(120).Records.Count);
        Assert.Empty(Backlog.Take(120).Records);
        Time.Advance(Backlog.Pace);
        Assert.Equal(120, Backlog.Take(120).Records.Count);
    }

    [Fact]
    public void Nothing_is_sent_to_a_control_room_that_does_not_answer()
    {
        Append(Streams.Motion, 1, 300);
        Assert.Empty(TakeAll());
        Answer();
        Assert.Equal(300, TakeAll().Count);
        Time.Advance(TimeSpan.FromSeconds(60));
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
        Backlog.SendAllAgain();
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
        Backlog.ControlRoomListens();
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
        Backlog.Acknowledge(new(Boot, Streams.Gate, 5));
        Assert.Empty(Files());
    }

    [Fact]
    public void What_is_acknowledged_is_gone_and_its_file_with_it()
    {
        Append(Streams.Motion, 1, 10);
        Answer();
        TakeAll();
        Backlog.Acknowledge(new(Boot, Streams.Motion, 4, [[6, 9]]));
        Assert.Equal(2, Backlog.Count);
        Assert.Single(Files());
        Backlog.Acknowledge(new(Boot, Streams.Motion, 10));
        Assert.Equal(0, Backlog.Count);
        Assert.Empty(Files());
    }

    [Fact]
    public void What_was_acknowledged_on_its_way_to_the_disk_is_not_sent_again()
    {
        Backlog.Acknowledge(new(Boot, Streams.Motion, 3, [[5, 6]]));
        Append(Streams.Motion, 1, 6);
        Assert.Equal(["motion 4"], TakeAll());
    }

    [Fact]
    public void After_a_lost_connection_everything_unacknowledged_is_sent_again()
    {
        Append(Streams.Motion, 1, 4);
        Answer();
        TakeAll();
        Backlog.Acknowledge(new(Boot, Streams.Motion, 1));
        Backlog.SendAllAgain();
        Assert.Equal(["motion 2", "motion 3", "motion 4"], TakeAll());
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
        Assert.Equal((0, 1), (Backlog.Count, Drops.Aside.Count));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Folder, "others")));
        Assert.StartsWith("""{"stream":"motion","why":"refused","record":motion 7 """,
            Assert.Single(File.ReadAllLines(Drops.Aside.File!)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_never_answered_travels_alone_and_is_set_aside_after_four_minutes_in_which_others_arrive()
    {
        for (var n = 0; n < 20; n++)
            Append(Streams.Motion, 1 + n * 60, 60);
        Restart();
        var began = Time.GetUtcNow();
        var sent = DrainBut(7, (through, also) => new(Boot, Streams.Motion, through, also));
        Assert.Equal(1200, sent.Distinct().Count());
        Assert.InRange(sent.Count(s => s == "motion 7"), 6, 9);
        Assert.Equal((0, 1), (Backlog.Count, Drops.Aside.Count));
        Assert.InRange(Time.GetUtcNow() - began, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public void While_nothing_arrives_nothing_is_set_aside()
    {
        Append(Streams.Motion, 1, 60);
        for (var hour = 0; hour < 5; hour++)
        {
            Answer();
            TakeAll();
            Time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal((60, 0), (Backlog.Count, Drops.Aside.Count));
    }

    /// <summary>What is sent without an acknowledgement.</summary>
    private List<string> TakeAll()
    {
        var all = new List<string>();
        for (Time.Advance(Backlog.Pace); Backlog.Take(120) is (_, { Count: > 0 } records); Time.Advance(Backlog.Pace))
            all.AddRange(records.Select(Shown));
        return all;
    }

    /// <summary>What is sent until nothing is left, while a second after every message the control room has all but one record,
    /// and what is sent beside it arrives.</summary>
    private List<string> DrainBut(long seq, Func<long, long[][], Acknowledgement> word)
    {
        var sent = new List<string>();
        for (var tries = 0; Backlog.Count > 0; tries++)
        {
            Assert.InRange(tries, 0, 10_000);
            var records = Backlog.Take(120).Records;
            sent.AddRange(records.Select(Shown));
            var live = Time.GetTimestamp();
            Time.Advance(TimeSpan.FromSeconds(1));
            var last = sent.Count == 0 ? 0 : sent.Max(s => int.Parse(s.Split(' ')[1], null));
            Backlog.Acknowledge(word(Math.Min(last, seq - 1), last > seq ? [[seq + 1, last]] : []), live);
        }
        return sent;
    }
}
