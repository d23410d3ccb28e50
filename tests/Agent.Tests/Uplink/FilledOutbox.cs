using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Uplink;

/// <summary>An outbox into which records are added, and the time that passes for it.</summary>
public abstract class FilledOutbox : IDisposable
{
    private protected static DateTimeOffset Start { get; } = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    protected FilledOutbox() => Outbox = TestOutbox.Create(Time);

    private protected FakeTimeProvider Time { get; } = new(Start);

    private protected Outbox Outbox { get; }

    public void Dispose()
    {
        Outbox.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    private protected void Acknowledge(string stream, long through) => Outbox.Acknowledge(new(TestOutbox.Boot.Id, stream, through));

    private protected long[] Seqs() => [.. Outbox.TakeAll().Select(r => r.Seq)];

    private protected static void Add(Outbox outbox, string stream, int count)
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
