using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts;

internal static class AlertsFeature
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, AlertsModel>();
        services.AddSingleton<Baselines>().AddSingleton<AlertBoard>().AddSingleton<QuietLog>().AddSingleton<AcknowledgeAlert>();
        services.AddSingleton(s => new AlertJournal(s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), s.GetRequiredService<Spool>().Id));
        services.AddSingleton<AlertEffects>().AddHostedService(s => s.GetRequiredService<AlertEffects>());
        services.AddHostedService<SiteFeeder>();
    }

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        ListAlerts.Map(routes);
        AcknowledgeAlert.Map(routes);
    }
}
