using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary>Ready or not in plain text, a line for each check.</summary>
internal static class ReadyAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {Describe(e.Value)}");
        string[] answer = [report.Status == HealthStatus.Unhealthy ? "not ready" : "ready", .. lines, ""];
        return context.Response.WriteAsync(string.Join('\n', answer), context.RequestAborted);
    }

    /// <summary>In words: the check's own, else the state.</summary>
    public static string Describe(HealthReportEntry entry) => entry.Description ?? (entry.Status == HealthStatus.Healthy ? "works" : "does not work");
}
