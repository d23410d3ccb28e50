using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>Whether alerts are made.</summary>
internal sealed class AlertsCheck(AlertBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        board.StandsStillSince is { } since ? HealthCheckResult.Unhealthy($"no alert is made since {since:yyyy-MM-dd HH:mm:ss} UTC: what is judged cannot be stored")
        : HealthCheckResult.Healthy("records are judged"));
}
