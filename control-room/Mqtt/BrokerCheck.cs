using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Whether there is a connection to the broker: without one no record comes and no command goes.</summary>
internal sealed class BrokerCheck(MqttConnection mqtt) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        mqtt.ConnectedSince is { } since ? HealthCheckResult.Healthy($"connected since {since:yyyy-MM-dd HH:mm:ss} UTC")
        : HealthCheckResult.Unhealthy($"not connected since {mqtt.DeafSince:yyyy-MM-dd HH:mm:ss} UTC: nothing that devices send arrives"));
}
