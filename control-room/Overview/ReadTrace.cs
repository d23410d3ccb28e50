using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary><c>GET /live/trace?site=&amp;from=&amp;to=</c>: a site's seconds around an alert, from ≤ t &lt; to, Unix ms. Of a HOME: 404.</summary>
internal static class ReadTrace
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly long MostUnixMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live/trace", HandleAsync).Needs(Right.SeeAlerts).ExcludeFromDescription();

    private static async Task<Results<Ok<IReadOnlyList<LiveReading>>, NotFound, ProblemHttpResult>> HandleAsync(
        [FromQuery(Name = "site")] string? id, [FromQuery(Name = "from")] string? fromMs, [FromQuery(Name = "to")] string? toMs,
        LiveStrips strips, SiteCatalog sites, IReadingStore store, CancellationToken cancellationToken)
    {
        if (id is not { } site || sites.Find(site) is not { } found || !OperatorSites.IsSeen(found))
            return TypedResults.NotFound();
        if (!TryUnixMs(fromMs, out var from))
            return QueryValue.Wrong("from", fromMs, "Unix ms");
        if (!TryUnixMs(toMs, out var to) || to <= from || to - from > Longest.TotalMilliseconds)
            return QueryValue.Wrong("to", toMs, $"Unix ms after from by at most {Longest.TotalMinutes:0} minutes");
        var readings = new List<LiveReading>();
        if (from < strips.Since.ToUnixTimeMilliseconds())
        {
            await foreach (var stored in store.ExportAsync(At(from), At(to), found.Devices.Select(d => d.Id).ToHashSet(), cancellationToken))
            {
                // No level of the time when a device stood at a home.
                if (Reading(site, stored) is { } reading && Caller.Nobody.SeesAt(sites, stored.Device, stored.Record.T))
                    readings.Add(reading);
            }
        }
        readings.AddRange(strips.Between(site, from / 1000, to / 1000));
        return TypedResults.Ok<IReadOnlyList<LiveReading>>(readings);
    }

    private static bool TryUnixMs(string? text, out long unixMs) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out unixMs) && unixMs <= MostUnixMs;

    private static LiveReading? Reading(string site, StoredRecord stored) => stored.Record switch
    {
        NoiseRecord noise => new(site, stored.Device, noise.T.ToUnixTimeMilliseconds(), noise.LAeq, null),
        MotionRecord motion => new(site, stored.Device, motion.T.ToUnixTimeMilliseconds(), null, motion.Occupied),
        _ => null,
    };

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
