using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class OutboxTests : FilledOutbox
{
    [Fact]
    public void Every_stream_is_numbered_from_one_without_gaps_and_stamped()
    {
        Add(Outbox, Streams.Motion, 3);
        Add(Outbox, Streams.Gate, 2);
        var records = Outbox.TakeAll();
        Assert.Equal([1, 2], records.OfType<GateRecord>().Select(r => r.Seq));
        Assert.Equal([1, 2, 3], records.OfType<MotionRecord>().Select(r => r.Seq));
        Assert.All(records, r => Assert.Equal((TestOutbox.Boot.Id, 7, TimeQuality.Synced), (r.Boot, r.Bn, r.Tq)));
    }

    [Fact]
    public void Alert_bearing_records_are_sent_first()
    {
        Add(Outbox, Streams.Motion, 1);
        Add(Outbox, Streams.Gate, 1);
        Assert.Equal(Streams.Gate, Outbox.Take(10).Stream);
    }

    [Fact]
    public void What_the_control_room_refuses_is_set_aside_counted_and_costs_no_room()
    {
        var drops = new Drops();
        using var full = TestOutbox.Create(Time, drops, capacityBytes: 2000);
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
        Assert.Throws<RecordException>(() => Outbox.Add(Streams.Motion, new MotionRecord { T = Start, Occupied = 101 }));
        Add(Outbox, Streams.Motion, 1);
        Assert.Equal(1, Assert.Single(Outbox.TakeAll()).Seq);
    }

    [Fact]
    public void On_a_metered_link_telemetry_waits_for_the_next_heartbeat_and_what_may_ring_an_alert_for_nothing()
    {
        using var metered = TestOutbox.Create(Time, metered: true);
        for (var second = 0; second < 10; second++)
        {
            Add(metered, Streams.Motion, 1);
            Assert.Empty(metered.TakeAll());
            Time.Advance(TimeSpan.FromSeconds(1));
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
        Add(Outbox, Streams.Motion, 10);
        Outbox.TakeAll();
        Outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 3, [[5, 6], [9, 9]]));
        Outbox.SendAllAgain();
        Assert.Equal([4, 7, 8, 10], Seqs());
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", Streams.Motion)]
    [InlineData(null, Streams.Noise)]
    public void Acknowledgements_of_another_boot_or_stream_free_nothing(string? boot, string stream)
    {
        Add(Outbox, Streams.Motion, 2);
        Outbox.Acknowledge(new(boot ?? TestOutbox.Boot.Id, stream, 2));
        Assert.Equal(2, Outbox.Count);
    }

    [Fact]
    public void A_control_room_that_is_away_gets_no_flood()
    {
        Add(Outbox, Streams.Gate, OutboxStream.MostInFlight + 50);
        Assert.Equal(OutboxStream.MostInFlight, Seqs().Length);
        Outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, 30));
        Assert.Equal(30, Seqs().Length);
    }

    [Fact]
    public void Telemetry_of_which_three_messages_are_unacknowledged_gathers_for_the_next_and_what_may_ring_an_alert_does_not()
    {
        for (var second = 1; second <= 9; second++)
        {
            Add(Outbox, Streams.Motion, 1);
            Add(Outbox, Streams.Gate, 1);
            Assert.Equal(second <= 3 ? [second, second] : [second], Seqs());
            Pass(0.5);
        }
        Acknowledge(Streams.Motion, 1);
        Assert.Equal([4, 5, 6, 7, 8, 9], Outbox.Take(120).Records.Select(r => r.Seq));
        Add(Outbox, Streams.Motion, 1);
        Assert.Empty(Seqs());
    }

    [Fact]
    public void When_it_is_full_the_oldest_telemetry_goes_first_and_every_loss_is_counted()
    {
        var drops = new Drops();
        using var small = TestOutbox.Create(Time, drops, capacityBytes: 20_000);
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
        var waiting = Outbox.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Add(Outbox, Streams.Motion, 1);
        await waiting;
    }
}
