using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>The nights of a case: those of every microphone of its homes, in time.</summary>
internal static class CaseNights
{
    /// <summary>Seconds are kept that long unless a site's setting is another.</summary>
    private const int Most = 31;

    /// <summary>The last nights up to its closing or now.</summary>
    public static IReadOnlyList<NightPlace> Of(CaseFile file, SiteCatalog sites, Caller caller, DateTimeOffset now)
    {
        var end = file.ClosedMs is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : now;
        return [.. NightPlace.All(sites, caller, end).Where(p => file.Sites.Contains(p.Site.Id))
            .SelectMany(latest => Enumerable.Range(1 - Most, Most).Select(n => latest.On(latest.Night.Evening.AddDays(n))))
            .Where(p => p.WasThere).OrderBy(p => p.Night.From).ThenBy(p => p.Device, StringComparer.Ordinal)];
    }

    /// <summary>Null: it is no night of the case, or the caller sees nothing of there.</summary>
    public static NightPlace? Find(CaseFile file, SiteCatalog sites, Caller caller, string device, string date) =>
        NightPlace.Find(sites, caller, device, date) is { } place && file.Sites.Contains(place.Site.Id) ? place : null;
}
