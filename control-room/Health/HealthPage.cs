using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary><c>GET /health</c>: what works, since when it does not, and what was counted since the start. No levels and no addresses.</summary>
/// <remarks>Without a script: it is there when a page that needs a line of its own is not.</remarks>
internal static class HealthPage
{
    public static void Map(IEndpointRouteBuilder routes, DateTimeOffset started) => routes.MapGet("/health",
        async (HealthCheckService checks, TimeProvider time, CancellationToken cancellationToken) =>
            Results.Content(Html(await checks.CheckHealthAsync(cancellationToken), Measured.Now(), started, time.GetUtcNow()), "text/html", Encoding.UTF8))
        .Needs(Right.SeeHealth).ExcludeFromDescription();

    private static string Html(HealthReport report, IReadOnlyList<Measured> counted, DateTimeOffset started, DateTimeOffset now)
    {
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="dark light">
            <link rel="stylesheet" href="tokens.css">
            <link rel="stylesheet" href="Health/health.css">
            <link rel="icon" type="image/svg+xml" href="mark.svg">
            <title>Health: {(report.Status == HealthStatus.Healthy ? "all works" : "something does not work")}</title>
            </head>
            <body>
            <main>
            <h1>Health of this control room</h1>
            <p>Started {Instant(started)}; now {Instant(now)}.</p>
            <h2>What must work</h2>
            <dl>

            """);
        foreach (var (name, entry) in report.Entries.OrderBy(e => e.Value.Status).ThenBy(e => e.Key, StringComparer.Ordinal))
        {
            var (word, mark) = entry.Status == HealthStatus.Healthy ? ("OK", "") : ("FAULT", " class=\"fault\"");
            Line(name, $"{word}: {ReadyAnswer.Describe(entry)}", mark);
        }
        html.Append(CultureInfo.InvariantCulture, $"</dl>\n<h2>Counted since {Instant(started)}</h2>\n<dl class=\"counted\">\n");
        foreach (var measured in counted)
            Line(measured.Meaning, string.Create(CultureInfo.InvariantCulture, $"{measured.Value:0.##} {measured.Unit}"));
        html.Append("</dl>\n<p>For machines: <a href=\"metrics\">metrics</a>, <a href=\"readyz\">readyz</a>.</p>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();

        void Line(string term, string says, string mark = "") =>
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{WebUtility.HtmlEncode(term)}</dt>\n<dd{mark}>{WebUtility.HtmlEncode(says)}</dd></div>\n");
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
