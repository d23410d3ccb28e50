using Microsoft.AspNetCore.Diagnostics;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>An answer that is a number and nothing else gets its sentence.</summary>
internal static class WordlessAnswer
{
    public static Task PutIntoWordsAsync(StatusCodeContext answer)
    {
        var (request, status) = (answer.HttpContext.Request, answer.HttpContext.Response.StatusCode);
        return HttpFeature.RefuseAsync(answer.HttpContext, status, status switch
        {
            StatusCodes.Status400BadRequest =>
                "A value of the query, the path or a header does not read; the OpenAPI document at /openapi/v1.json says what is taken.",
            StatusCodes.Status401Unauthorized => "Nobody is signed in: a page signs in at /sign-in, a program with Authorization: Bearer TOKEN.",
            StatusCodes.Status403Forbidden => "The roles that are signed in with do not include this.",
            StatusCodes.Status429TooManyRequests => "Too many tries; wait a minute.",
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not taken here; it must be {answer.HttpContext.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"Content-Type is '{request.ContentType}'; it must be what the OpenAPI document at /openapi/v1.json states for this address.",
            _ => $"The request was not answered ({status}).",
        });
    }
}
