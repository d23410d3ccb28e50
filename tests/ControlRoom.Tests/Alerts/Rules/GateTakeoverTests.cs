using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>A gate's records at control rooms that die one after the other: what rang is known to the next, and records come in any order.</summary>
public class GateTakeoverTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_their_terms_end_and_records_come_every_opening_rings_once(bool isCounted)
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var account = new List<string>();
            Assert.True(Play(new(seed), isCounted, account) is var (opened, rings) && opened == rings,
                $"seed {seed}: opened {opened} times, rang {rings} times:\n{string.Join('\n', account)}");
        }
    }

    /// <returns>How often the gate was opened, and how often that rang.</returns>
    private static (int Opened, int Ringing) Play(Random random, bool isCounted, List<string> account)
    {
        var made = Enumerable.Range(1, random.Next(2, 12)).Select(n => Record(n, isCounted)).ToList();
        var (stored, rang, rings) = (new HashSet<long>(), new HashSet<MomentKey>(), 0);
        for (var terms = random.Next(1, 5); terms > 0; terms--)
        {
            var (gate, received) = (new GateHistory(rang), new HashSet<long>());
            // What the reading store has, in order; the device sends the rest, the last of them perhaps first.
            var isLast = terms == 1;
            account.Add($"a control room begins with {string.Join(' ', stored.Order())}");
            foreach (var record in made.Where(r => stored.Contains(r.Seq)))
                gate.Add(record, new(record.T, IsOwn: true));
            Ring(gate.Openings(RuleParameters.Default));
            var rest = made.Where(r => !stored.Contains(r.Seq)).ToArray();
            if (random.Next(2) == 0)
                random.Shuffle(rest);
            foreach (var record in rest.Take(isLast ? rest.Length : random.Next(rest.Length + 1)))
                Receive(record);
            stored.UnionWith(received.Where(_ => random.Next(2) == 0));

            void Receive(GateRecord record)
            {
                received.Add(record.Seq);
                account.Add($"receives {record.Seq} {record.Contact}");
                gate.Add(record, new(record.T, IsOwn: true));
                Ring(gate.Shown(RuleParameters.Default) is { } shown ? [shown] : []);
            }

            void Ring(IEnumerable<GateOpening> openings)
            {
                foreach (var opening in openings.Where(o => rang.Add(o.Key)))
                {
                    rings++;
                    account.Add($"rings for {opening.Key}");
                }
            }
        }
        return (made.Count(r => r.Contact == ContactState.Open && r.Seq > 1), rings);
    }

    private static GateRecord Record(int seq, bool isCounted) => new()
    {
        Boot = new('0', 32),
        Bn = 1,
        Seq = seq,
        T = Start.AddSeconds(1.5 * seq),
        Contact = seq % 2 == 0 ? ContactState.Open : ContactState.Closed,
        Opening = isCounted ? seq / 2 : null,
        Bolt = BoltState.Thrown,
    };
}
