using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>
/// A body sent to the API states what it is, and is what is taken there: a page of another site can send a form or plain text without asking, JSON
/// it cannot. Nothing is unpacked: a body of some bytes may be one of gigabytes.
/// </summary>
internal static class ContentTypeCheck
{
    private const string Json = "application/json";

    public static void UseContentTypeCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.GetEndpoint() is not RouteEndpoint endpoint || !HasBody(request))
            return next(context);
        if (request.Headers.ContentEncoding.Count > 0)
            return HttpFeature.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType,
                $"Content-Encoding is '{request.Headers.ContentEncoding}'; a body must come as it is.");
        var taken = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [Json];
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && taken.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : HttpFeature.RefuseAsync(
                context, StatusCodes.Status415UnsupportedMediaType, $"Content-Type is '{request.ContentType}'; it must be {string.Join(" or ", taken)}.");
    });

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0
        || request.ContentType is not null;
}
