using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Evidence;

internal static class EvidenceFeature
{
    public static void AddEvidence(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton<IModelPart, EvidenceModel>();
        services.AddSingleton(s => new Stills(Path.Combine(dataFolder, "stills"), s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(),
            s.GetRequiredService<Feed>(), s.GetRequiredService<TimeProvider>()));
    }

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/evidence/{id}.jpg", Results<PhysicalFileHttpResult, NotFound> (string id, Stills stills, HttpContext http) =>
        {
            if (stills.FileOf(id) is not { } file)
                return TypedResults.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=3600, immutable";
            return TypedResults.PhysicalFile(file, "image/jpeg");
        }).ExcludeFromDescription();
        routes.MapPut("/api/v1/devices/{device}/evidence/{id}", TakeAsync)
            .Accepts<byte[]>("image/jpeg").WithSummary("A device delivers a still it was asked for; header Digest-Sha256 holds the hexadecimal SHA-256 of the body.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(string device, string id, HttpRequest request, Stills stills, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and <= Stills.MaxBytes) || request.Headers["Digest-Sha256"] is not [{ Length: 64 } digest])
            return TypedResults.Problem($"A still needs Content-Length 1 to {Stills.MaxBytes} and a header Digest-Sha256 of 64 hexadecimal digits.", statusCode: StatusCodes.Status400BadRequest);
        var jpeg = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(jpeg, cancellationToken);
        return await stills.TakeAsync(id, device, jpeg, digest) switch
        {
            StillResult.Stored => TypedResults.NoContent(),
            StillResult.NotExpected => TypedResults.Problem($"No still '{id}' was asked of device '{device}'.", statusCode: StatusCodes.Status404NotFound),
            StillResult.WrongDigest => TypedResults.Problem("The body's SHA-256 is not the one in Digest-Sha256: send it again.", statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.Problem("The body is no JPEG.", statusCode: StatusCodes.Status415UnsupportedMediaType),
        };
    }
}
