using System.Globalization;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// <c>GET /api/v1/noise?device=&amp;from=&amp;to=[&amp;interval=15m][&amp;limit=][&amp;next=]</c>: 1-s levels or intervals of a device,
/// from ≤ t &lt; to; JSON, NDJSON or CSV by Accept.
/// </summary>
internal static class ReadNoise
{
    private const int MostItems = 100_000;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new InstantConverter() } };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/noise", HandleAsync)
        .WithSummary("1-s levels of a device, or LAeq, LAFmax, LA10, LA50, LA90 and capture per interval (interval=15m).");

    private static async Task<IResult> HandleAsync(
        HttpRequest request, IReadingStore store, CancellationToken cancellationToken,
        string device = "", string? from = null, string? to = null, string? interval = null, string limit = "1000", string? next = null)
    {
        if (!Ids.IsValid(device))
            return Wrong("device", device, "the id of a device");
        if (!TryInstant(next ?? from, out var start))
            return Wrong(next is null ? "from" : "next", next ?? from, "a UTC instant such as 2026-11-23T23:00:00Z");
        if (!TryInstant(to, out var end))
            return Wrong("to", to, "a UTC instant such as 2026-11-24T07:00:00Z");
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > MostItems)
            return Wrong("limit", limit, $"1 to {MostItems}");
        if (interval is null)
        {
            var seconds = await store.NoiseAsync(device, start, end, most, cancellationToken);
            return Answer(request, [.. seconds.Select(s => new Item(s.T, s.LAeq, s.LAFmax, s.LCpeak))], ["t", "LAeq", "LAFmax", "LCpeak"],
                seconds.Count == most ? seconds[^1].T.AddMilliseconds(1) : null);
        }
        if (!TryInterval(interval, out var length))
            return Wrong("interval", interval, "whole seconds, minutes or hours up to a day, such as 30s, 15m or 1h");
        var levels = await store.NoiseAsync(device, start, end, int.MaxValue, cancellationToken);
        var intervals = NoiseIntervals.Of(levels, length).Take(most)
            .Select(i => new Item(i.T, i.LAeq, i.LAFmax, i.LCpeak) { LA10 = i.LA10, LA50 = i.LA50, LA90 = i.LA90, Capture = i.Capture }).ToList();
        return Answer(request, intervals, ["t", "LAeq", "LAFmax", "LCpeak", "LA10", "LA50", "LA90", "capture"],
            intervals.Count == most ? intervals[^1].T + length : null);
    }

    private static IResult Answer(HttpRequest request, IReadOnlyList<Item> items, string[] columns, DateTimeOffset? next)
    {
        var rows = items.Select(i => i.Fields(columns));
        var accept = request.Headers.Accept.ToString();
        if (accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase))
            return Results.Text(string.Join('\n', [string.Join(',', columns), .. rows.Select(r => string.Join(',', r.Values.Select(Csv))), ""]), "text/csv", Encoding.UTF8);
        if (accept.Contains("application/x-ndjson", StringComparison.OrdinalIgnoreCase))
            return Results.Text(string.Concat(rows.Select(r => JsonSerializer.Serialize(r, Json) + "\n")), "application/x-ndjson", Encoding.UTF8);
        return Results.Json(new { items = rows, next = next is { } n ? InstantConverter.Write(n) : null }, Json);
    }

    private static string Csv(object? value) => value switch
    {
        DateTimeOffset t => InstantConverter.Write(t),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

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

    private static IResult Wrong(string name, object? value, string expected) =>
        Results.Problem($"{name} is '{value}'; it must be {expected}.", statusCode: StatusCodes.Status400BadRequest);

    private sealed record Item(DateTimeOffset T, double? LAeq, double? LAFmax, double? LCpeak)
    {
        public double? LA10 { get; init; }

        public double? LA50 { get; init; }

        public double? LA90 { get; init; }

        public double Capture { get; init; }

        public Dictionary<string, object?> Fields(string[] columns) => columns.ToDictionary(c => c, c => (object?)(c switch
        {
            "t" => T,
            "LAeq" => LAeq,
            "LAFmax" => LAFmax,
            "LCpeak" => LCpeak,
            "LA10" => LA10,
            "LA50" => LA50,
            "LA90" => LA90,
            _ => Capture,
        }));
    }
}
