using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Whether alerts are made.</summary>
internal sealed class AlertsCheck(AlertBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        board.StandsStillSince is { } since ? HealthCheckResult.Unhealthy($"no alert is made since {since:yyyy-MM-dd HH:mm:ss} UTC: what is judged cannot be stored")
        : board.Fenced is [_, ..] fenced ? HealthCheckResult.Unhealthy(string.Join("; ", fenced.Select(f =>
            $"site {f.Site} is not judged since {f.Since:yyyy-MM-dd HH:mm:ss} UTC, tried {f.Attempts} times: {f.Reason}")))
        : HealthCheckResult.Healthy("records are judged"));
}
