using System.Collections.Concurrent;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>What the control room may ask of this device: slices name the kinds that they answer.</summary>
internal sealed class Commands(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Action<Command>> handlers = new();

    /// <summary>Answers commands of a kind. The handler runs on the connection's thread and must not wait: it puts the work somewhere.</summary>
    public void On(string kind, Action<Command> handler) => handlers[kind] = handler;

    /// <returns>False if the command has expired or nothing here answers its kind.</returns>
    public bool Handle(Command command)
    {
        if (command.Expires < time.GetUtcNow() || !handlers.TryGetValue(command.Kind, out var handler))
            return false;
        handler(command);
        return true;
    }
}
