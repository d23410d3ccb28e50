using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Heartbeat.Lamp;

/// <summary>A lamp whose line is open.</summary>
internal interface ILamp : IDisposable
{
    /// <exception cref="GateLinesException">The chip is gone, or the line is.</exception>
    void Light(bool isLit);
}
