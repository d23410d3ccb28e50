using System.Collections.Concurrent;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>What is held back at each site as screens read it: copies in memory, of each site's own last word.</summary>
internal sealed class ShelfBoard
{
    /// <summary>The end of a shelf is announced so long before.</summary>
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, IReadOnlyList<Shelf>> bySite = new();

    public void Put(string site, IReadOnlyList<Shelf> open) => bySite[site] = [.. open.Select(s => s.Copy())];

    public IReadOnlyList<Shelf> Of(IEnumerable<string> sites) => [.. sites.SelectMany(s => bySite.GetValueOrDefault(s) ?? [])];

    /// <summary>Those that end within the next minutes, the next first, with the minutes that are left.</summary>
    public static IReadOnlyList<(Shelf Shelf, int Minutes)> EndSoon(IEnumerable<Shelf> shelves, DateTimeOffset now) =>
        [.. from shelf in shelves
            where shelf.UntilMs is not null
            let left = DateTimeOffset.FromUnixTimeMilliseconds(shelf.UntilMs!.Value) - now
            where left > TimeSpan.Zero && left <= Warning
            orderby left
            select (shelf, (int)Math.Ceiling(left.TotalMinutes))];
}
