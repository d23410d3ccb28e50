using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

internal static class HooksFeature
{
    public static void AddHooks(this IServiceCollection services, HooksSettings settings) => services.AddSingleton(settings)
        .AddSingleton<IModelPart, HooksModel>().AddSingleton<HookBook>().AddSingleton<HookClient>()
        .AddSingleton<HookWorker>().AddHostedService(s => s.GetRequiredService<HookWorker>());
}
