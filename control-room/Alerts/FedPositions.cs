using System.Collections.Concurrent;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>How far the sites have been fed, and how much of that they have stored: before it the spool may forget, and devices too.</summary>
internal sealed class FedPositions(SiteCatalog sites)
{
    private long fed;

    /// <summary>How far every site has been fed that is not fenced.</summary>
    public long Fed
    {
        get => Interlocked.Read(ref fed);
        set => Interlocked.Exchange(ref fed, value);
    }

    /// <summary>Of every site that has judged more than it has stored, where that begins.</summary>
    public ConcurrentDictionary<string, long> Unstored { get; } = [];

    public ConcurrentDictionary<string, SiteFence> Fences { get; } = [];

    /// <summary>Before it no site needs anything any more.</summary>
    public long Needed => Before(Fed, [.. Fences.Values.Select(f => f.From)]);

    /// <summary>Before it everything is judged, and what came of it stored.</summary>
    public long Stored => Before(Needed, [.. Unstored.Values]);

    /// <summary>The same but for the sites that are fenced: they hold back their own devices and no others.</summary>
    public JudgedUpTo Judged
    {
        get
        {
            var position = Fed;
            // One that is fenced after this, or fed again, counts as one that has not stored yet.
            var held = Fences.ToDictionary(f => f.Key, f => f.Value.From);
            var open = Unstored.Where(u => !held.ContainsKey(u.Key)).Select(u => u.Value)
                .Concat(Fences.Where(f => !held.ContainsKey(f.Key)).Select(f => f.Value.From));
            return new(Before(position, [.. open]), device => sites.SiteOf(device) is { } site && held.TryGetValue(site.Id, out var from) ? from : null);
        }
    }

    /// <summary>Begins anew: what is forgotten here has not been stored, so until the sites say where they are, no more is than they had.</summary>
    public void Forget()
    {
        Fed = Stored;
        Unstored.Clear();
        Fences.Clear();
    }

    /// <param name="read">How far the sites have been fed, as it was before the positions were asked for: they are noted before it moves on.</param>
    /// <param name="positions">Where some of them are.</param>
    private static long Before(long read, IEnumerable<long> positions) => positions.Append(read).Min();
}
