using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary>Whether it lives, whether it is ready, and what its slices count: for a machine and for a person.</summary>
internal static class HealthFeature
{
    /// <summary>The meters of every slice begin so.</summary>
    public const string Meters = "Solutions.Edge.ControlRoom";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters + ".*").AddPrometheusExporter());
    }

    public static void MapHealth(this WebApplication app)
    {
        // Alive: it answers at all.
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).ForAnyone();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = ReadyAnswer.WriteAsync }).ForAnyone();
        app.MapPrometheusScrapingEndpoint("/metrics").Needs(Right.SeeHealth);
        HealthPage.Map(app, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
