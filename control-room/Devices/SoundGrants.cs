using System.Collections.Concurrent;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>By site the evidence session that runs there, as its microphones are to know it. In memory: whatever enters sessions fills it at a start.</summary>
internal sealed class SoundGrants(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SoundGrant> running = new();

    /// <summary>Called after a change, by the one that made it.</summary>
    public event Action? Changed;

    /// <summary>The session that runs at a site; null = none does, or it has expired.</summary>
    public SoundGrant? Of(string site) => running.TryGetValue(site, out var grant) && time.GetUtcNow() < grant.Expires ? grant : null;

    /// <summary>These run from now on, and no other.</summary>
    public void Replace(IReadOnlyDictionary<string, SoundGrant> grants)
    {
        var before = running.ToDictionary();
        foreach (var (site, grant) in grants)
            running[site] = grant;
        foreach (var site in before.Keys.Where(s => !grants.ContainsKey(s)))
            running.TryRemove(site, out _);
        if (before.Count != grants.Count || grants.Any(g => before.GetValueOrDefault(g.Key) != g.Value))
            Changed?.Invoke();
    }
}
