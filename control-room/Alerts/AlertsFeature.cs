using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

internal static class AlertsFeature
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, AlertsModel>();
        services.AddSingleton<Baselines>().AddSingleton<AlertJournal>().AddSingleton<AlertBoard>().AddSingleton<QuietLog>().AddSingleton<AcknowledgeAlert>();
        services.AddSingleton<AlertEffects>().AddHostedService(s => s.GetRequiredService<AlertEffects>());
        services.AddHostedService<SiteFeeder>();
    }

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        ListAlerts.Map(routes);
        AcknowledgeAlert.Map(routes);
    }
}
