using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>The bytes of stills and clips, for the page. Streamed: a reader that does not read costs a buffer, not a clip.</summary>
internal static class ShowCapture
{
    private const string Unchanging = "private, max-age=3600, immutable";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/evidence/{id}.jpg", Results<PhysicalFileHttpResult, NotFound> (string id, Captures captures, HttpResponse response) =>
        {
            if (captures.Facts(id)?.Kind != EvidenceRecord.Still || captures.Find(id) is not { Complete: true } still)
                return TypedResults.NotFound();
            response.Headers.CacheControl = Unchanging;
            return TypedResults.PhysicalFile(still.File, "image/jpeg");
        }).Needs(Right.SeeAlerts).ExcludeFromDescription();
        routes.MapGet("/evidence/{id}.clip", Results<FileStreamHttpResult, NotFound> (string id, Captures captures, HttpResponse response) =>
        {
            if (captures.Facts(id)?.Kind != EvidenceRecord.Clip || captures.Find(id) is not { } clip)
                return TypedResults.NotFound();
            response.Headers.CacheControl = clip.Complete ? Unchanging : "no-store";
            response.Headers["X-Complete"] = clip.Complete ? "true" : "false";
            // Only what is on disk for good: a block that is being written is not.
            return TypedResults.Stream(new FileBeginning(clip.File, clip.Bytes), "application/octet-stream", enableRangeProcessing: true);
        }).Needs(Right.SeeAlerts).ExcludeFromDescription();
    }
}
