using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// <c>GET /api/v1/noise?device=&amp;from=&amp;to=[&amp;interval=15m][&amp;limit=][&amp;next=]</c>: 1-s levels or intervals of a device,
/// from ≤ t &lt; to; JSON, NDJSON or CSV by Accept.
/// </summary>
internal static class ReadNoise
{
    private const int MostItems = 100_000;
    private static readonly string[] OfSeconds = ["t", "LAeq", "LAFmax", "LCpeak"];
    private static readonly string[] OfIntervals = [.. OfSeconds, "LA10", "LA50", "LA90", "capture", "percentilesOf", "percentilesCapture", "bounds"];

    /// <summary>The signs of bounds are written as they are: what is answered is no part of a page.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new InstantConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/noise", HandleAsync).Needs(Right.SeeReadings)
        .AddEndpointFilter<StoreIsAway>()
        .WithSummary("1-s levels of a device, or LAeq, LAFmax, LA10, LA50, LA90 and capture per interval (interval=15m).")
        .WithDescription("""
            Levels in dB, null where nothing was measured. Of an interval: LAeq, LAFmax and LCpeak are of its minutes' records and, where those miss
            something or an interval is not of whole minutes, of its seconds; capture is how much of it was measured in %. LA10, LA50 and LA90
            are of LAF every 10 ms (percentilesOf: "LAF") where a minute's record lies in an interval of whole minutes, else of
            1-s LAeq ("LAeq,1s"); percentilesCapture is how much of the interval they rest on in %. bounds names the
            levels that are no more than bounds, because the microphone came to an end of its range: ">=" overload, the true level is this or more;
            "<=" under range, it is this or less; "<>" both, it may lie on either side. As CSV they stand as LAeq>= LAFmax>=.
            """);

    private static async Task<IResult> HandleAsync(
        HttpRequest request, IReadingStore store, SiteCatalog sites, Caller caller, CancellationToken cancellationToken,
        string device = "", string? from = null, string? to = null, string? interval = null, string limit = "1000", string? next = null)
    {
        if (!Ids.IsValid(device))
            return QueryValue.Wrong("device", device, "the id of a device");
        if (!caller.SeesDevice(sites, device))
            return Results.Problem($"Device '{device}' is at no place whose levels your roles include.", statusCode: StatusCodes.Status403Forbidden);
        if (QueryValue.FindFault(from, to, out var range) is { } wrong)
            return wrong;
        var (start, end) = range;
        if (next is not null && !QueryValue.TryInstant(next, out start))
            return QueryValue.Wrong("next", next, QueryValue.Instant);
        if (!QueryValue.TryCount(limit, MostItems, out var most))
            return QueryValue.Wrong("limit", limit, $"1 to {MostItems}");
        if (interval is null)
        {
            var page = await store.NoiseAsync(device, start, end, most, cancellationToken);
            return Answer(request, OfSeconds, [.. page.Where(s => IsSeen(s.T)).Select(s => new object?[] { s.T, s.LAeq, s.LAFmax, s.LCpeak })],
                page.Count == most ? page[^1].T.AddMilliseconds(1) : null);
        }
        if (!TryInterval(interval, out var length))
            return QueryValue.Wrong("interval", interval, "whole seconds, minutes or hours up to a day, such as 30s, 15m or 1h");
        var span = await NoiseSpan.ReadAsync(store, device, start, end, length.Ticks % TimeSpan.TicksPerMinute == 0, IsSeen, cancellationToken);
        var intervals = NoiseIntervals.Of(span.Seconds, span.Minutes, length).Take(most).ToList();
        return Answer(request, OfIntervals, [.. intervals.Select(Fields)], intervals.Count == most ? intervals[^1].T + length : null);

        bool IsSeen(DateTimeOffset at) => caller.SeesAt(sites, device, at);
    }

    private static object?[] Fields(NoiseInterval i)
    {
        var levels = new[] { i.LAeq, i.LAFmax, i.LCpeak, i.LA10, i.LA50, i.LA90 };
        var bounds = OfIntervals.Skip(1).Zip(levels).Where(l => l.Second is { Bound: not LevelBound.Exact })
            .ToDictionary(l => l.First, l => Sign(l.Second!.Value.Bound));
        return [i.T, .. levels.Select(l => (object?)l?.Db), i.Capture, i.PercentilesOf, i.PercentilesCapture, bounds];
    }

    private static string Sign(LevelBound bound) => bound switch { LevelBound.AtLeast => ">=", LevelBound.AtMost => "<=", _ => "<>" };

    private static IResult Answer(HttpRequest request, string[] columns, IReadOnlyList<object?[]> items, DateTimeOffset? next)
    {
        var rows = items.Select(i => columns.Zip(i).ToDictionary(f => f.First, f => f.Second));
        var accept = request.Headers.Accept.ToString();
        if (accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase))
            return Results.Text(string.Join('\n', [string.Join(',', columns), .. rows.Select(r => string.Join(',', r.Values.Select(Csv))), ""]),
                "text/csv", Encoding.UTF8);
        if (accept.Contains("application/x-ndjson", StringComparison.OrdinalIgnoreCase))
            return Results.Text(string.Concat(rows.Select(r => JsonSerializer.Serialize(r, Json) + "\n")), "application/x-ndjson", Encoding.UTF8);
        return Results.Json(new { items = rows, next = next is { } n ? InstantConverter.Write(n) : null }, Json);
    }

    private static string Csv(object? value) => value switch
    {
        DateTimeOffset t => InstantConverter.Write(t),
        Dictionary<string, string> bounds => string.Join(' ', bounds.Select(b => b.Key + b.Value)),
        string text when text.Contains(',', StringComparison.Ordinal) => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool TryInterval(string text, out TimeSpan length)
    {
        length = default;
        var seconds = text is [.. var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * (unit switch { 's' => 1L, 'm' => 60, 'h' => 3600, _ => 0 }) : 0;
        if (seconds is <= 0 or > 86_400)
            return false;
        length = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
