using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class OutboxTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly Outbox outbox;

    public OutboxTests() => outbox = TestOutbox.Create(time);

    public void Dispose() => outbox.Dispose();

    [Fact]
    public void Every_stream_is_numbered_from_one_without_gaps_and_stamped()
    {
        Add(outbox, Streams.Motion, 3);
        Add(outbox, Streams.Gate, 2);
        var records = outbox.TakeAll();
        Assert.Equal([1, 2], records.OfType<GateRecord>().Select(r => r.Seq));
        Assert.Equal([1, 2, 3], records.OfType<MotionRecord>().Select(r => r.Seq));
        Assert.All(records, r => Assert.Equal((TestOutbox.Boot.Id, 7, TimeQuality.Synced), (r.Boot, r.Bn, r.Tq)));
    }

    [Fact]
    public void Alert_bearing_records_are_sent_first()
    {
        Add(outbox, Streams.Motion, 1);
        Add(outbox, Streams.Gate, 1);
        Assert.Equal(Streams.Gate, outbox.Take(10).Stream);
    }

    [Fact]
    public void What_the_control_room_refuses_is_set_aside_counted_and_costs_no_room()
    {
        var drops = new Drops();
        using var full = TestOutbox.Create(time, drops, capacityBytes: 2000);
        for (var n = 1; n <= 100; n++)
        {
            Add(full, Streams.Gate, 1);
            full.TakeAll();
            full.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, 0, null, [[n, n]]));
        }
        Assert.Equal((0, 100, 0), (full.Count, drops.Aside.Count, drops.Total));
        Add(full, Streams.Gate, 1);
        full.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, 0, [[101, 101]], [[101, 101]]));
        Assert.Equal((0, 100), (full.Count, drops.Aside.Count));
    }

    [Fact]
    public void A_record_out_of_range_is_refused_and_uses_up_no_number()
    {
        Assert.Throws<RecordException>(() => outbox.Add(Streams.Motion, new MotionRecord { T = Start, Occupied = 101 }));
        Add(outbox, Streams.Motion, 1);
        Assert.Equal(1, Assert.Single(outbox.TakeAll()).Seq);
    }

    [Fact]
    public void On_a_metered_link_telemetry_waits_for_the_next_heartbeat_and_what_may_ring_an_alert_for_nothing()
    {
        using var metered = TestOutbox.Create(time, metered: true);
        for (var second = 0; second < 10; second++)
        {
            Add(metered, Streams.Motion, 1);
            Assert.Empty(metered.TakeAll());
            time.Advance(TimeSpan.FromSeconds(1));
        }
        Add(metered, Streams.Gate, 1);
        Assert.IsType<GateRecord>(Assert.Single(metered.TakeAll()));
        metered.Add(Streams.Heartbeat, new HeartbeatRecord { T = Start, Queue = 0, Dropped = 0, Version = "1" });
        Assert.Equal(Streams.Heartbeat, metered.Take(120).Stream);
        Assert.Equal((Streams.Motion, 10), metered.Take(120) is var (stream, batch) ? (stream, batch.Count) : default);
        Assert.Empty(metered.TakeAll());
        Add(metered, Streams.Motion, 1);
        Assert.Empty(metered.TakeAll());
    }

    [Fact]
    public void Only_what_the_control_room_names_is_freed()
    {
        Add(outbox, Streams.Motion, 10);
        outbox.TakeAll();
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 3, [[5, 6], [9, 9]]));
        outbox.SendAllAgain();
        Assert.Equal([4, 7, 8, 10], Seqs());
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", Streams.Motion)]
    [InlineData(null, Streams.Noise)]
    public void Acknowledgements_of_another_boot_or_stream_free_nothing(string? boot, string stream)
    {
        Add(outbox, Streams.Motion, 2);
        outbox.Acknowledge(new(boot ?? TestOutbox.Boot.Id, stream, 2));
        Assert.Equal(2, outbox.Count);
    }

    [Fact]
    public void When_nothing_is_acknowledged_for_ten_seconds_all_is_sent_again_then_after_twice_as_long_each_time()
    {
        Add(outbox, Streams.Motion, 2);
        Assert.Equal([1, 2], Seqs());
        foreach (var silence in new[] { 10, 20, 40 })
        {
            Pass(silence - 0.1);
            Assert.Empty(Seqs());
            Pass(0.1);
            Assert.Equal([1, 2], Seqs());
            Assert.Empty(Seqs());
        }
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 1));
        Pass(10);
        Assert.Equal([2], Seqs());
    }

    [Fact]
    public void A_slow_control_room_is_sent_nothing_twice_until_it_has_been_silent_for_twice_as_long_as_it_took()
    {
        for (var second = 1; second <= 120; second++)
        {
            Add(outbox, Streams.Heartbeat, 1);
            Add(outbox, Streams.Gate, 1);
            Assert.Equal([second, second], Seqs());
            // It comes to be a minute behind.
            Acknowledge(Streams.Heartbeat, second / 2);
            Acknowledge(Streams.Gate, second / 2);
            Pass(1);
        }
        Pass(118.9);
        Assert.Empty(Seqs());
        Pass(0.1);
        Assert.Equal(120, Seqs().Length);
    }

    [Fact]
    public void What_is_passed_over_by_something_sent_later_is_lost_and_sent_again_of_any_stream()
    {
        Add(outbox, Streams.Gate, 1);
        Assert.Equal([1], Seqs());
        Pass(1);
        Add(outbox, Streams.Motion, 1);
        Assert.Equal([1], Seqs());
        Acknowledge(Streams.Motion, 1);
        Assert.Empty(Seqs());
        Pass(1.5);
        Add(outbox, Streams.Motion, 1);
        Assert.Equal([2], Seqs());
        Acknowledge(Streams.Motion, 2);
        var again = Assert.IsType<GateRecord>(Assert.Single(outbox.TakeAll()));
        Assert.Equal(1, again.Seq);
        Assert.Empty(Seqs());
    }

    [Fact]
    public void A_record_that_is_never_acknowledged_is_sent_ever_more_seldom_and_set_aside_in_the_end()
    {
        var drops = new Drops();
        using var outbox = TestOutbox.Create(time, drops);
        Add(outbox, Streams.Gate, 1);
        var sent = new List<int>();
        for (var second = 0; second < 300; second++)
        {
            Add(outbox, Streams.Motion, 1);
            if (outbox.TakeAll().OfType<GateRecord>().Any())
                sent.Add(second);
            outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, second + 1));
            Pass(1);
        }
        Assert.Equal([0, 4, 10, 20, 38, 72, 138], sent);
        Assert.Equal((1, 0), (drops.Aside.Count, outbox.Count));
    }

    [Fact]
    public void The_acknowledgement_of_a_record_sent_twice_says_nothing_of_what_was_sent_between()
    {
        Add(outbox, Streams.Gate, 1);
        Assert.Equal([1], Seqs());
        Pass(9);
        Add(outbox, Streams.Motion, 1);
        Assert.Equal([1], Seqs());
        Pass(1);
        Assert.Equal([1, 1], Seqs());
        Pass(5);
        Acknowledge(Streams.Gate, 1);
        Assert.Empty(Seqs());
    }

    [Fact]
    public void What_was_lost_is_sent_again_at_once_however_many_messages_it_takes()
    {
        Add(outbox, Streams.Motion, 300);
        Assert.Equal(300, Seqs().Length);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(300, Seqs().Length);
    }

    [Fact]
    public void After_a_lost_connection_everything_unacknowledged_is_sent_again_in_order()
    {
        Add(outbox, Streams.Motion, 3);
        Assert.Equal([1, 2, 3], Seqs());
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 0, [[2, 2]]));
        outbox.SendAllAgain();
        Add(outbox, Streams.Motion, 1);
        Assert.Equal([1, 3, 4], Seqs());
    }

    [Fact]
    public void A_control_room_that_is_away_gets_no_flood()
    {
        Add(outbox, Streams.Gate, OutboxStream.MostInFlight + 50);
        Assert.Equal(OutboxStream.MostInFlight, Seqs().Length);
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, 30));
        Assert.Equal(30, Seqs().Length);
    }

    [Fact]
    public void Telemetry_of_which_three_messages_are_unacknowledged_gathers_for_the_next_and_what_may_ring_an_alert_does_not()
    {
        for (var second = 1; second <= 9; second++)
        {
            Add(outbox, Streams.Motion, 1);
            Add(outbox, Streams.Gate, 1);
            Assert.Equal(second <= 3 ? [second, second] : [second], Seqs());
            Pass(0.5);
        }
        Acknowledge(Streams.Motion, 1);
        Assert.Equal([4, 5, 6, 7, 8, 9], outbox.Take(120).Records.Select(r => r.Seq));
        Add(outbox, Streams.Motion, 1);
        Assert.Empty(Seqs());
    }

    [Fact]
    public void When_it_is_full_the_oldest_telemetry_goes_first_and_every_loss_is_counted()
    {
        var drops = new Drops();
        using var small = TestOutbox.Create(time, drops, capacityBytes: 20_000);
        Add(small, Streams.Gate, 5);
        Add(small, Streams.Motion, 200);
        Assert.True(drops.Total > 0);
        Assert.Equal(205, small.Count + drops.Total);
        Assert.Equal([new(Streams.Motion, drops.Total)], drops.ByStream);
        var records = small.TakeAll();
        Assert.Equal([1, 2, 3, 4, 5], records.OfType<GateRecord>().Select(r => r.Seq));
        Assert.Equal(drops.Total + 1, records.OfType<MotionRecord>().Min(r => r.Seq));
        Assert.Equal(200, records.OfType<MotionRecord>().Max(r => r.Seq));
    }

    [Fact]
    public async Task A_waiting_sender_is_woken_by_a_record()
    {
        var waiting = outbox.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Add(outbox, Streams.Motion, 1);
        await waiting;
    }

    private void Pass(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    private void Acknowledge(string stream, long through) => outbox.Acknowledge(new(TestOutbox.Boot.Id, stream, through));

    private long[] Seqs() => [.. outbox.TakeAll().Select(r => r.Seq)];

    private static void Add(Outbox outbox, string stream, int count)
    {
        for (var n = 0; n < count; n++)
            outbox.Add(stream, stream switch
            {
                Streams.Gate => new GateRecord { T = Start },
                Streams.Heartbeat => new HeartbeatRecord { T = Start, Queue = 0, Dropped = 0, Version = "1" },
                _ => new MotionRecord { T = Start, Occupied = 1 },
            });
    }
}
