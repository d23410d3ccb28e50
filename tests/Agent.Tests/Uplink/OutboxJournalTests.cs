using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

/// <summary>An outbox is given up without a word, as by a kill: its journal is all there is.</summary>
public sealed class OutboxJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Start);
    private readonly Boot first = new(Ids.New(), 1), second = new(Ids.New(), 2);

    private string Journal => Path.Combine(folder.Path, "journal");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_waited_when_the_agent_was_killed_waits_on_under_its_own_numbers()
    {
        using (var killed = Open(first))
        {
            Add(killed, Streams.Motion, 3);
            Add(killed, Streams.Gate, 1);
            killed.TakeAll();
            Add(killed, Streams.Motion, 1);
        }
        using var outbox = Open(second);
        Add(outbox, Streams.Motion, 2);
        Assert.Equal([(1, "gate", 1), (1, "motion", 1), (1, "motion", 2), (1, "motion", 3), (1, "motion", 4), (2, "motion", 1), (2, "motion", 2)],
            Keys(outbox));
    }

    [Fact]
    public void Acknowledgements_free_what_an_earlier_boot_left()
    {
        using (var killed = Open(first))
            Add(killed, Streams.Motion, 3);
        using var outbox = Open(second);
        outbox.Acknowledge(new(first.Id, Streams.Motion, 0, [[2, 3]]));
        Assert.Equal([(1, "motion", 1)], Keys(outbox));
    }

    [Fact]
    public void What_is_left_again_and_again_is_kept_once()
    {
        for (var boot = 1; boot <= 4; boot++)
        {
            using var killed = Open(new(Ids.New(), boot));
            Add(killed, Streams.Motion, 2);
        }
        using var outbox = Open(new(Ids.New(), 5));
        Assert.Equal([(1, "motion", 1), (1, "motion", 2), (2, "motion", 1), (2, "motion", 2),
            (3, "motion", 1), (3, "motion", 2), (4, "motion", 1), (4, "motion", 2)], Keys(outbox));
    }

    [Fact]
    public void The_journal_stays_small_while_the_control_room_answers()
    {
        using (var killed = Open(first))
        {
            for (var n = 1; n <= 3000; n++)
            {
                Add(killed, Streams.Motion, 1);
                killed.Acknowledge(new(first.Id, Streams.Motion, n - 2));
                Assert.InRange(new FileInfo(Journal).Length, 1, 100_000);
            }
        }
        using var outbox = Open(second);
        Assert.Equal([2999, 3000], Keys(outbox).Select(k => k.Seq).TakeLast(2));
    }

    [Fact]
    public void A_torn_tail_is_cut_and_writing_goes_on_where_it_was()
    {
        using (var killed = Open(first))
            Add(killed, Streams.Motion, 2);
        using (var torn = File.OpenWrite(Journal))
            torn.SetLength(torn.Length - 5);
        using (var killed = Open(second))
        {
            Assert.Equal(1, killed.Damaged);
            Add(killed, Streams.Gate, 1);
        }
        using var outbox = Open(new(Ids.New(), 3));
        Assert.Equal((0, 2), (outbox.Damaged, outbox.Count));
    }

    [Fact]
    public void A_flipped_bit_costs_what_is_written_beside_it_and_is_counted()
    {
        using (var killed = Open(first))
        {
            Add(killed, Streams.Motion, 3000);
            killed.Acknowledge(new(first.Id, Streams.Motion, 2500));
            Add(killed, Streams.Motion, 1);
            Assert.InRange(new FileInfo(Journal).Length, 1, 60_000); // written anew
        }
        var bytes = File.ReadAllBytes(Journal);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(Journal, bytes);
        using var outbox = Open(second);
        Assert.Equal(1, outbox.Damaged);
        Assert.Equal(451, outbox.Count);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_costs_no_record_and_is_whole_again_afterwards()
    {
        var obstacle = Directory.CreateDirectory(Journal + ".part").FullName;
        using (var killed = Open(first))
        {
            var added = 0L;
            for (; killed.JournalFault is null; added++)
            {
                Assert.InRange(added, 0, 10_000);
                Add(killed, Streams.Motion, 1);
                killed.Acknowledge(new(first.Id, Streams.Motion, added));
            }
            Add(killed, Streams.Motion, 3);
            Assert.NotNull(killed.JournalFault);
            Directory.Delete(obstacle);
            Add(killed, Streams.Motion, 1);
            Assert.Null(killed.JournalFault);
            Assert.Equal(5, killed.Count);
        }
        using var outbox = Open(second);
        Assert.Equal(5, outbox.Count);
    }

    [Fact]
    public void A_second_agent_of_the_same_device_is_refused()
    {
        using var running = Open(first);
        var e = Assert.Throws<ConfigurationException>(() => Open(second));
        Assert.StartsWith($"the folder '{folder.Path}' (journal) cannot be used: ", e.Message, StringComparison.Ordinal);
    }

    private Outbox Open(Boot boot) => TestOutbox.Create(time, journal: OutboxJournal.Open(folder.Path), boot: boot);

    private static IReadOnlyList<(long Bn, string Stream, long Seq)> Keys(Outbox outbox) =>
        [.. outbox.TakeAll().Select(r => (r.Bn, r is GateRecord ? Streams.Gate : Streams.Motion, r.Seq))];

    private static void Add(Outbox outbox, string stream, int count)
    {
        for (var n = 0; n < count; n++)
            outbox.Add(stream, stream == Streams.Gate ? new GateRecord { T = Start } : new MotionRecord { T = Start, Occupied = 1 });
    }
}
