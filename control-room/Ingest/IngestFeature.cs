namespace Solutions.Edge.ControlRoom.Ingest;

internal static class IngestFeature
{
    public static void AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<RejectedMessages>().AddSingleton<Acknowledger>();
        services.AddHostedService<MqttIngest>().AddHostedService(s => s.GetRequiredService<Acknowledger>());
    }

    public static void MapIngest(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/rejected",
        (RejectedMessages rejected) => new { count = rejected.Count, items = rejected.Latest }).WithSummary("What was refused lately, newest first, with the reason.");
}
