using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Whether alerts are made. What no rule can judge is no reason to take a control room out of service: no more than degraded.</summary>
internal sealed class AlertsCheck(AlertBoard board, UnjudgedRecords unjudged) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        board.StandsStillSince is { } since
            ? HealthCheckResult.Unhealthy($"no alert is made since {since:yyyy-MM-dd HH:mm:ss} UTC: what is judged cannot be stored")
        : board.Fenced is [_, ..] fenced ? HealthCheckResult.Unhealthy(string.Join("; ", fenced.Select(f =>
            $"site {f.Site} is not judged since {f.Since:yyyy-MM-dd HH:mm:ss} UTC, tried {f.Attempts} times: {f.Reason}")))
        : unjudged.Latest is { } latest
            ? HealthCheckResult.Degraded($"records are judged, but {unjudged.Records} are set aside at which the rules failed, "
                + $"and {unjudged.Seconds} seconds of a rule are not judged, the last: {latest}")
        : HealthCheckResult.Healthy("records are judged"));
}
