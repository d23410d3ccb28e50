namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>The open lines of a GPIO chip.</summary>
internal interface IGateLines : IDisposable
{
    /// <summary>True while a line stands at its active level.</summary>
    /// <exception cref="GateLinesException">The chip is gone, or the line is.</exception>
    bool IsActive(string line);
}

/// <summary>The gate's lines cannot be read; the message names chip, line and reason.</summary>
internal sealed class GateLinesException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True: the chip is there and does not give a line, as when another program has it.</summary>
    public bool IsHeld { get; init; }
}
