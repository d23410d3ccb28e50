using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>
/// <c>GET /cases/{id}/review/{device}/{date}</c>: the events of a night of a case in time, with what is established of each, for the page.
/// <c>GET /cases/{id}/review/{device}/{date}/{start}/{seconds}</c>: level and bands around one.
/// Another officer's answer is in neither while the caller's own is still wanted.
/// </summary>
internal static class ReadReview
{
    public const string NoSuchNight = "There is no such night of this case that you see.";

    private const int LongestSeconds = 10 * 3600;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/review/{device}/{date}", NightAsync).Needs(Right.ReviewNoise).AddEndpointFilter<StoreIsAway>().ExcludeFromDescription();
        routes.MapGet("/cases/{id}/review/{device}/{date}/{start}/{seconds}", TraceAsync).Needs(Right.ReviewNoise).AddEndpointFilter<StoreIsAway>()
            .ExcludeFromDescription();
    }

    private static async Task<IResult> NightAsync(string id, string device, string date, HttpResponse response, CaseBook cases, CaseJournal journal,
        SiteCatalog sites, EventReader events, Caller caller, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(id, cancellationToken) is not { } file || CaseNights.Find(file, sites, caller, device, date) is not { } place)
            return Results.Problem(NoSuchNight, statusCode: StatusCodes.Status404NotFound);
        var found = await events.OfAsync(place, cancellationToken);
        var answers = SecondReview.Of(id, await journal.ReadAsync<Attribution>(id, cancellationToken));
        response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            device,
            date,
            name = $"{NightWords.Title(place.Night)}, {place.Name}",
            zone = place.Site.TimeZone,
            events = found.Ranked.OrderBy(e => e.From).Select(e => View(id, place, e, answers, caller)),
        });
    }

    private static object View(string id, NightPlace place, NoiseEvent e, IReadOnlyDictionary<EventKey, EventAnswers> all, Caller caller)
    {
        var key = new EventKey(e.Device, e.Start);
        var answers = all.GetValueOrDefault(key, EventAnswers.None);
        var own = answers.Answers.FirstOrDefault(a => a.Entry.By == caller.Hand);
        return new
        {
            start = e.Start,
            seconds = e.Seconds,
            at = NightWords.Clock(place, e.From),
            length = e.Length,
            laeq = e.LAeq.ToString(),
            lafmax = e.LAFmax?.ToString(),
            over = e.Over.ToString(),
            background = e.Background.Level.Db,
            overWhat = EventWords.Background(place, e.Background),
            kind = EventWords.Kind(e),
            doubt = EventWords.Doubt(e),
            second = SecondReview.IsDue(id, key),
            wanted = answers.IsWanted(caller.Hand),
            words = answers.Words,
            own = own.Entry is null ? null : new { number = own.Entry.Number, word = FindingWords.Of(own.Body.Finding) },
        };
    }

    private static async Task<IResult> TraceAsync(string id, string device, string date, long start, int seconds, HttpResponse response, CaseBook cases,
        SiteCatalog sites, IReadingStore store, Caller caller, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(id, cancellationToken) is not { } file || CaseNights.Find(file, sites, caller, device, date) is not { } place
            || start < place.Night.From.ToUnixTimeSeconds() || start >= place.Night.To.ToUnixTimeSeconds() || seconds is < 1 or > LongestSeconds)
            return Results.Problem(NoSuchNight, statusCode: StatusCodes.Status404NotFound);
        var from = DateTimeOffset.FromUnixTimeSeconds(start - EventTrace.Beside);
        var to = from.AddSeconds(seconds + 2 * EventTrace.Beside);
        var readings = await store.NoiseAsync(device, from, to, int.MaxValue, cancellationToken);
        var bands = await store.BandsAsync(device, [(from, to)], cancellationToken);
        response.Headers.CacheControl = "no-store";
        var trace = EventTrace.Of(from.ToUnixTimeSeconds(), seconds + 2 * EventTrace.Beside, readings.Where(r => place.IsThere(r.T)),
            bands.Where(b => place.IsThere(b.T)));
        return Results.Json(new { from = trace.From, step = trace.Step, laeq = trace.LAeq, lafmax = trace.LAFmax, bands = trace.Bands });
    }
}
