using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>A row as scripts see it.</summary>
internal sealed record AuditView(long Number, DateTimeOffset At, string Hand, string Act, string Subject, string Detail, string Digest)
{
    public static AuditView Of(AuditRow row) =>
        new(row.Number, DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs), row.Hand, row.Act, row.Subject, row.Detail, row.Digest);
}

/// <summary><c>GET /api/v1/audit</c> (NDJSON, or CSV by Accept) and <c>/api/v1/audit/verify</c>.</summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", ExportAsync).WithSummary("Every act since the beginning, NDJSON or, by Accept, CSV.").Needs(Right.SeeAudit).Audited();
        routes.MapGet("/api/v1/audit/verify", VerifyAsync)
            .WithSummary("Whether every row of the audit is as it was written, and the first that is not; expect: a row noted elsewhere, NUMBER:DIGEST.")
            .Needs(Right.SeeAudit);
    }

    private static async Task<Results<Ok<AuditVerdict>, ProblemHttpResult>> VerifyAsync(
        AuditLog audit, CancellationToken cancellationToken, string? expect = null)
    {
        AuditMark? expected = null;
        if (expect is not null && (expected = AuditMark.Read(expect)) is null)
            return QueryValue.Wrong("expect", expect, "a row's number, a colon and its digest of 64 hexadecimal digits");
        return TypedResults.Ok(await audit.VerifyAsync(cancellationToken, expected));
    }

    private static async Task ExportAsync(HttpContext context, AuditLog audit, CancellationToken cancellationToken)
    {
        var isCsv = context.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase);
        context.Response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        if (isCsv)
            await context.Response.WriteAsync("number,at,hand,act,subject,detail,digest\r\n", cancellationToken);
        var options = context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value;
        await foreach (var row in audit.ReadAsync(cancellationToken))
        {
            var line = isCsv ? Csv(AuditView.Of(row)) : System.Text.Json.JsonSerializer.Serialize(AuditView.Of(row), options.SerializerOptions) + "\n";
            await context.Response.WriteAsync(line, cancellationToken);
        }
    }

    private static string Csv(AuditView row)
    {
        var line = new StringBuilder();
        foreach (var value in new[]
        {
            row.Number.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), row.Hand, row.Act,
            row.Subject, row.Detail, row.Digest,
        })
        {
            // A spreadsheet takes a text that begins so for a formula.
            var safe = value.Length > 0 && "=+-@".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
            line.Append(line.Length > 0 ? "," : "").Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        return line.Append("\r\n").ToString();
    }
}
