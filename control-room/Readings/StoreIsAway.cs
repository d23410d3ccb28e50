namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The answer where the reading store is away: 503 with the reason, no failure of the control room.</summary>
internal sealed class StoreIsAway : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        // Not where the caller has broken off: that has a class of its own.
        catch (IOException e) when (e is not BadHttpRequestException && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Problem($"The reading store does not answer: {e.Message}. Readings wait in the spool, alerts go on.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
