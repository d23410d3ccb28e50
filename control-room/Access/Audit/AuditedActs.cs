using System.Globalization;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>What the API changes goes into the audit by the endpoint itself, and so does what is refused for want of a right.</summary>
internal static class AuditedActs
{
    public static void UseAudit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var (request, status) = (context.Request, context.Response.StatusCode);
        var isRefused = status is StatusCodes.Status403Forbidden or StatusCodes.Status401Unauthorized;
        // What devices send is no act of anybody's.
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<ForDevicesAttribute>() is not null)
            return;
        var isAct = request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && (!HttpMethods.IsGet(request.Method) || endpoint.Metadata.GetMetadata<AuditedAttribute>() is not null);
        var caller = Caller.Of(context.User);
        // A page that is not signed in asks again and again; only somebody can be refused.
        if (!(isAct && status < StatusCodes.Status400BadRequest) && !(isRefused && caller != Caller.Nobody))
            return;
        var subject = string.Join(' ', request.RouteValues.Where(v => v.Value is string).Select(v => v.Value));
        await context.RequestServices.GetRequiredService<AuditLog>().WriteAsync(caller.Hand,
            $"{(isRefused ? "refused " : "")}{request.Method} {endpoint.RoutePattern.RawText}", subject, status.ToString(CultureInfo.InvariantCulture));
    });

    /// <summary>Reading this is an act.</summary>
    public static T Audited<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AuditedAttribute());

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class AuditedAttribute : Attribute;
}
