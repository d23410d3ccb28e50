namespace Solutions.Edge.ControlRoom.Ingest;

internal static class IngestFeature
{
    public static void AddIngest(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton<RejectedMessages>().AddSingleton<Acknowledger>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<UnknownVersions>(s, Path.Combine(dataFolder, "unknown-versions")));
        services.AddHostedService<UnknownVersionsReader>().AddHostedService<MqttIngest>().AddHostedService(s => s.GetRequiredService<Acknowledger>());
    }

    public static void MapIngest(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/rejected",
        (RejectedMessages rejected, UnknownVersions unknown) => new { count = rejected.Count, items = rejected.Latest, unknownVersions = unknown.Counts, unknownDropped = unknown.Dropped })
        .WithSummary("What was refused lately, newest first, with the reason; and what is kept because its stream or schema version is not known here, and how much of that was given up.");
}
