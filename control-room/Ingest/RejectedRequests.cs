namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>Bodies sent to the API that were refused for what they hold stand beside the refused messages: an engineer looks in one place.</summary>
internal static class RejectedRequests
{
    /// <summary>An answer that is a problem. What lacks a right is in the audit.</summary>
    public static void Note(ProblemDetailsContext answer)
    {
        var (request, problem) = (answer.HttpContext.Request, answer.ProblemDetails);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            || problem.Status is not (StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge
                or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status422UnprocessableEntity))
            return;
        var services = answer.HttpContext.RequestServices;
        services.GetRequiredService<RejectedMessages>().Add(
            new(services.GetRequiredService<TimeProvider>().GetUtcNow(), $"{request.Method} {request.Path}", problem.Detail ?? problem.Title ?? "", null));
    }
}
