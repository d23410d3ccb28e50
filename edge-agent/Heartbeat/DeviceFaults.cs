using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Heartbeat;

/// <summary>What of the device does not work now, by its part.</summary>
/// <param name="parts">Each with what is wrong with it, its likely cause and its cure; null = nothing.</param>
internal sealed class DeviceFaults(params IReadOnlyList<(string Part, Func<string?> Words)> parts)
{
    public IReadOnlyDictionary<string, string> Now() => parts.Select(p => (p.Part, Words: p.Words())).Where(p => p.Words is not null)
        .ToDictionary(p => p.Part, p => p.Words![..Math.Min(p.Words!.Length, HeartbeatRecord.MaxFaultLength)]);
}
