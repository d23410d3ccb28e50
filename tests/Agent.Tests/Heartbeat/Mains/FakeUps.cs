using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Tests.Heartbeat.Mains;

/// <summary>A UPS whose mains and whose chip can be taken away.</summary>
internal sealed class FakeUps : IGateLines
{
    public volatile bool HasMains = true, Gone;

    public FakeUps Open() => Gone ? throw new GateLinesException("the chip is gone") : this;

    public bool IsActive(string line) => Gone ? throw new GateLinesException($"line 4 ({line}) cannot be read") : HasMains;

    public void Dispose()
    {
    }
}
