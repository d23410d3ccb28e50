using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

/// <summary>What is sent again, and when.</summary>
public sealed class OutboxAgainTests : FilledOutbox
{
    [Fact]
    public void When_nothing_is_acknowledged_for_ten_seconds_all_is_sent_again_then_after_twice_as_long_each_time()
    {
        Add(Outbox, Streams.Motion, 2);
        Assert.Equal([1, 2], Seqs());
        foreach (var silence in new[] { 10, 20, 40 })
        {
            Pass(silence - 0.1);
            Assert.Empty(Seqs());
            Pass(0.1);
            Assert.Equal([1, 2], Seqs());
            Assert.Empty(Seqs());
        }
        Outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 1));
        Pass(10);
        Assert.Equal([2], Seqs());
    }

    [Fact]
    public void A_slow_control_room_is_sent_nothing_twice_until_it_has_been_silent_for_twice_as_long_as_it_took()
    {
        for (var second = 1; second <= 120; second++)
        {
            Add(Outbox, Streams.Heartbeat, 1);
            Add(Outbox, Streams.Gate, 1);
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
        Add(Outbox, Streams.Gate, 1);
        Assert.Equal([1], Seqs());
        Pass(1);
        Add(Outbox, Streams.Motion, 1);
        Assert.Equal([1], Seqs());
        Acknowledge(Streams.Motion, 1);
        Assert.Empty(Seqs());
        Pass(1.5);
        Add(Outbox, Streams.Motion, 1);
        Assert.Equal([2], Seqs());
        Acknowledge(Streams.Motion, 2);
        var again = Assert.IsType<GateRecord>(Assert.Single(Outbox.TakeAll()));
        Assert.Equal(1, again.Seq);
        Assert.Empty(Seqs());
    }

    [Fact]
    public void A_record_that_is_never_acknowledged_is_sent_ever_more_seldom_and_set_aside_in_the_end()
    {
        var drops = new Drops();
        using var Outbox = TestOutbox.Create(Time, drops);
        Add(Outbox, Streams.Gate, 1);
        var sent = new List<int>();
        for (var second = 0; second < 300; second++)
        {
            Add(Outbox, Streams.Motion, 1);
            if (Outbox.TakeAll().OfType<GateRecord>().Any())
                sent.Add(second);
            Outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, second + 1));
            Pass(1);
        }
        Assert.Equal([0, 4, 10, 20, 38, 72, 138], sent);
        Assert.Equal((1, 0), (drops.Aside.Count, Outbox.Count));
    }

    [Fact]
    public void The_acknowledgement_of_a_record_sent_twice_says_nothing_of_what_was_sent_between()
    {
        Add(Outbox, Streams.Gate, 1);
        Assert.Equal([1], Seqs());
        Pass(9);
        Add(Outbox, Streams.Motion, 1);
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
        Add(Outbox, Streams.Motion, 300);
        Assert.Equal(300, Seqs().Length);
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(300, Seqs().Length);
    }

    [Fact]
    public void After_a_lost_connection_everything_unacknowledged_is_sent_again_in_order()
    {
        Add(Outbox, Streams.Motion, 3);
        Assert.Equal([1, 2, 3], Seqs());
        Outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 0, [[2, 2]]));
        Outbox.SendAllAgain();
        Add(Outbox, Streams.Motion, 1);
        Assert.Equal([1, 3, 4], Seqs());
    }
}
