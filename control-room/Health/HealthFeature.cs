using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary>Whether it lives, whether it is ready, and what its slices count: for a machine and for a person.</summary>
internal static class HealthFeature
{
    /// <summary>The meters of every slice begin so.</summary>
    public const string Meters = "Solutions.Edge.ControlRoom";

    /// <param name="services">Where it is put.</param>
    /// <param name="ping">Asked every minute while it is ready; empty = none.</param>
    /// <param name="pingsPrivate">Whether that may be in a private network.</param>
    public static void AddHealth(this IServiceCollection services, string ping, bool pingsPrivate)
    {
        if (ping.Length > 0)
            services.AddHostedService(s => ActivatorUtilities.CreateInstance<Ping>(s, new Uri(ping), pingsPrivate));
        ServiceWatch.Add(services);
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
