using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

/// <summary>A backlog in a folder of its own that can be closed and opened again.</summary>
public abstract class BacklogFolder : IDisposable
{
    private protected const string Boot = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder folder = new();

    protected BacklogFolder()
    {
        Drops = new(Folder);
        Backlog = Open();
    }

    private protected string Folder => folder.Path;

    private protected FakeTimeProvider Time { get; } = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));

    private protected Drops Drops { get; }

    private protected Random Random { get; } = new(20261124);

    private protected Backlog Backlog { get; private set; }

    public void Dispose()
    {
        Backlog.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Reopen(long capacityBytes = 10_000_000)
    {
        Backlog.Dispose();
        Backlog = Open(capacityBytes);
    }

    private protected void Restart()
    {
        Reopen();
        Answer();
    }

    private protected void Append(string stream, long from, int count) => Backlog.Append(stream == Streams.Gate,
        [.. Enumerable.Range(0, count)
            .Select(n => new OutboxRecord(Boot, stream, from + n, System.Text.Encoding.ASCII.GetBytes($"{stream} {from + n} {Random.NextInt64()}")))]);

    private protected void Answer() => Backlog.Acknowledge(new("fedcba9876543210fedcba9876543210", Streams.Heartbeat, 1));

    /// <summary>What is sent while every message is acknowledged.</summary>
    private protected List<string> Drain(int messages = int.MaxValue)
    {
        var all = new List<string>();
        Answer();
        for (Time.Advance(Backlog.Pace); messages-- > 0 && Backlog.Take(120) is (var stream, { Count: > 0 } records); Time.Advance(Backlog.Pace))
        {
            all.AddRange(records.Select(Shown));
            Backlog.Acknowledge(new(Boot, stream, 0, [.. records.Select(r => new[] { r.Seq, r.Seq })]));
        }
        return all;
    }

    private protected static string Shown(OutboxRecord record) => string.Join(' ', System.Text.Encoding.ASCII.GetString(record.Utf8).Split(' ').Take(2));

    private protected IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private Backlog Open(long capacityBytes = 10_000_000) => Backlog.Open(Folder, capacityBytes, Drops, Time, segmentBytes: 4096);
}
