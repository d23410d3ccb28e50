using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>A still or clip as scripts see it.</summary>
/// <param name="Id">Its id: the bytes are at /evidence/{id}.jpg or .clip.</param>
/// <param name="Kind">still or clip.</param>
/// <param name="Device">What was asked for it.</param>
/// <param name="Site">Where that stands.</param>
/// <param name="Why">The alert's code.</param>
/// <param name="Asked">The instant asked for.</param>
/// <param name="Taken">When its (first) picture was taken; null = not known yet, or there is none.</param>
/// <param name="Span">Seconds from the first picture to the last; null = not known yet.</param>
/// <param name="Nearest">Where there is none, when the nearest picture was taken; null = the camera gave none.</param>
/// <param name="Clock">How far the device's clock could be trusted: synced, holdover, unset; null = not known yet.</param>
/// <param name="Arrived">When the last of it was stored; null = not yet.</param>
/// <param name="Check">Whether the bytes are those that the device states it sent: unchecked, intact, differs; none = the device has no picture.</param>
internal sealed record CaptureView(
    string Id, string Kind, string Device, string Site, string Why, DateTimeOffset Asked, DateTimeOffset? Taken, double? Span, DateTimeOffset? Nearest,
        string? Clock,
    DateTimeOffset? Arrived, CaptureCheck Check);

/// <summary>A page of stills and clips; <paramref name="Next"/> goes into <c>next=</c> for the page after, null = that was all.</summary>
internal sealed record CapturePage(IReadOnlyList<CaptureView> Items, string? Next);

/// <summary><c>GET /api/v1/evidence?from=&amp;to=&amp;limit=&amp;next=</c>: by the instant asked for, from ≤ asked &lt; to.</summary>
internal static class ListCaptures
{
    private const int MostItems = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/evidence", HandleAsync).Needs(Right.SeeAlerts)
        .WithSummary("Stills and clips by the time they were asked for: when each was taken, and whether its bytes are those that its device says it sent.");

    private static async Task<Results<Ok<CapturePage>, ProblemHttpResult>> HandleAsync(
        IDbContextFactory<ControlRoomDb> databases, CancellationToken cancellationToken, string? from = null, string? to = null, string limit = "100",
            string? next = null)
    {
        if (QueryValue.FindFault(from, to, out var range, areOptional: true) is { } wrong)
            return wrong;
        if (!QueryValue.TryCount(limit, MostItems, out var most))
            return QueryValue.Wrong("limit", limit, $"1 to {MostItems}");
        if (next is not null && !Ids.IsValid(next))
            return QueryValue.Wrong("next", next, "what the page before gave as next");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (fromMs, toMs) = (range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds());
        // Sound is listed with its case.
        var query = db.Set<Capture>().AsNoTracking().Where(c => c.Kind != EvidenceRecord.Sound && c.AtMs >= fromMs && c.AtMs < toMs);
        if (next is not null && await db.Set<Capture>().FindAsync([next], cancellationToken) is { } last)
            query = query.Where(c => c.AtMs > last.AtMs || (c.AtMs == last.AtMs && string.Compare(c.Id, next) > 0));
        var captures = await query.OrderBy(c => c.AtMs).ThenBy(c => c.Id).Take(most).ToListAsync(cancellationToken);
        return TypedResults.Ok(new CapturePage([.. captures.Select(View)], captures.Count == most ? captures[^1].Id : null));
    }

    private static CaptureView View(Capture capture)
    {
        var facts = CaptureFacts.Of(capture);
        return new(capture.Id, capture.Kind, capture.Device, capture.Site, capture.Why, facts.Asked, facts.Taken, capture.Span, facts.Nearest, facts.Clock,
            capture.ArrivedMs is { } arrived ? DateTimeOffset.FromUnixTimeMilliseconds(arrived) : null, capture.Check);
    }
}
