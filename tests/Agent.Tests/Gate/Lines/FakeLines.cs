using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Tests.Gate.Lines;

/// <summary>Lines of a chip that changes, and is gone, as a test wants it.</summary>
internal sealed class FakeLines : IGateLines
{
    private readonly Lock access = new();
    private readonly HashSet<string> active = ["contact", "enclosure"];
    private Action<string>? changed;

    public volatile bool Gone;

    public FakeLines Open(Action<string> changed)
    {
        this.changed = changed;
        return Gone ? throw new GateLinesException("the chip is gone") : this;
    }

    public void Set(string line, bool level, bool edge)
    {
        lock (access)
            _ = level ? active.Add(line) : active.Remove(line);
        if (edge)
            changed!(line);
    }

    public bool IsActive(string line)
    {
        lock (access)
            return Gone ? throw new GateLinesException("the chip is gone") : active.Contains(line);
    }

    public void Dispose()
    {
    }
}
