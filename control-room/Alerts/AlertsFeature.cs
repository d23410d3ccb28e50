using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Budget;
using Solutions.Edge.ControlRoom.Alerts.Hooks;
using Solutions.Edge.ControlRoom.Alerts.Parameters;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Alerts.Shifts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Pages;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

internal static class AlertsFeature
{
    /// <param name="services">Where it is put.</param>
    /// <param name="lead">What keeps two control rooms on one database apart; null = there is but one.</param>
    public static void AddAlerts(this IServiceCollection services, Leadership? lead)
    {
        services.AddSingleton<IModelPart, AlertsModel>().AddSingleton<IModelPart, ParametersModel>().AddSingleton<SiteParameters>();
        services.AddSingleton<IKeptOfPerson, AnswersOfPerson>().AddSingleton<IKeptOfPerson, FiguresOfPerson>();
        services.AddSingleton<IModelPart, UsualModel>().AddSingleton<IKeptOfPerson, ResetsOfPerson>();
        services.AddSingleton<UsualBook>().AddSingleton<LearnUsual>().AddHostedService<NightlyLearning>();
        services.AddSingleton<Baselines>().AddSingleton<AlertBoard>().AddSingleton<QuietLog>().AddSingleton<UnjudgedRecords>().AddSingleton<AnswerAlert>();
        services.AddSingleton<Answering>().AddSingleton<IModelPart, MissedModel>();
        services.AddSingleton<AlertHistory>().AddSingleton<MissedBook>().AddSingleton<IKeptOfPerson>(s => s.GetRequiredService<MissedBook>());
        services.AddSingleton<IModelPart, ShiftsModel>().AddSingleton<ShiftSheets>().AddSingleton<ShiftBook>().AddSingleton<DutyRoster>();
        services.AddSingleton<IKeptOfPerson>(s => s.GetRequiredService<ShiftBook>()).AddSingleton<IKeptOfPerson>(s => s.GetRequiredService<DutyRoster>());
        services.AddSingleton(s => new AlertJournal(s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), s.GetRequiredService<RecordSpool>().Id, lead));
        services.AddShelves();
        services.AddSingleton<BudgetReader>();
        services.AddSingleton(new DeviceSection(typeof(TestsOfVisit)));
        services.AddSingleton<AlertEffects>().AddHostedService(s => s.GetRequiredService<AlertEffects>());
        services.AddSingleton<SiloStart>().AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<SiloStart>());
        services.AddHostedService<SiteFeeder>().AddHostedService<ClosedSites>();
        services.AddSingleton<AlertsCheck>().AddHealthChecks().AddCheck<AlertsCheck>("alerts");
    }

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        AlertsMeters.Add(routes.ServiceProvider);
        ListAlerts.Map(routes);
        AlertCodesApi.Map(routes);
        AnswersApi.Map(routes);
        MissedApi.Map(routes);
        HistoryApi.Map(routes);
        ShiftsApi.Map(routes);
        HooksApi.Map(routes);
        ParametersApi.Map(routes);
        ShelvesApi.Map(routes);
        BudgetApi.Map(routes);
        UsualApi.Map(routes);
    }
}
