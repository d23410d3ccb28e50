namespace Solutions.Edge.ControlRoom.Overview;

internal static class OverviewFeature
{
    public static void AddOverview(this IServiceCollection services) =>
        services.AddSingleton<Lookout>().AddSingleton<OperatorActs>()
            .AddSingleton<LiveStrips>().AddHostedService(s => s.GetRequiredService<LiveStrips>())
            .AddSingleton<GateStates>().AddHostedService(s => s.GetRequiredService<GateStates>());

    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        StreamStrips.Map(routes);
        ReadTrace.Map(routes);
    }
}
