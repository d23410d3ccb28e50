using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A trigger that did not become an alert, with the sentence that says why.</summary>
/// <param name="Site">Where.</param>
/// <param name="At">Event time at which it was over.</param>
/// <param name="Code">The code it could have become.</param>
/// <param name="Why">Why it stayed quiet, for example "valid opening 22 s".</param>
internal sealed record QuietEntry(string Site, DateTimeOffset At, string Code, string Why);

/// <summary>Why it stayed quiet: the last explanations of each site, in memory, and the counts since start.</summary>
internal sealed class QuietLog
{
    private const int KeptPerSite = 50;
    private readonly ConcurrentDictionary<string, List<QuietEntry>> bySite = new();
    private long explained;

    /// <summary>Triggers explained since the control room started.</summary>
    public long Explained => Interlocked.Read(ref explained);

    public void Add(QuietEntry entry)
    {
        Interlocked.Increment(ref explained);
        var entries = bySite.GetOrAdd(entry.Site, _ => []);
        lock (entries)
        {
            if (entries.Count == KeptPerSite)
                entries.RemoveAt(0);
            entries.Add(entry);
        }
    }

    /// <summary>The site's explanations, newest first.</summary>
    public IReadOnlyList<QuietEntry> Of(string site)
    {
        if (!bySite.TryGetValue(site, out var entries))
            return [];
        lock (entries)
            return [.. Enumerable.Reverse(entries)];
    }
}
