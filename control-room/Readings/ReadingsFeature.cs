using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Readings;

internal static class ReadingsFeature
{
    /// <summary>The time-series store and what carries records to it from the spool.</summary>
    public static void AddReadings(this IServiceCollection services, string dataFolder, ReadingsSettings settings)
    {
        if (settings.Store == ReadingsSettings.InfluxDb)
            services.AddSingleton<IReadingStore>(s => ActivatorUtilities.CreateInstance<InfluxDbReadingStore>(s, settings.Influxdb,
                s.GetRequiredService<RecordSpool>().Id));
        else
            services.AddSingleton<IReadingStore>(s => new DuckDbReadingStore(Path.Combine(dataFolder, "readings"),
                s.GetRequiredService<ILogger<DuckDbReadingStore>>()));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SetAsideReadings>(s, Path.Combine(dataFolder, "set-aside")));
        services.AddHealthChecks().AddCheck<ReadingsCheck>("readings");
        services.AddHostedService(s => ActivatorUtilities.CreateInstance<ReadingTidier>(s, settings));
        services.AddSingleton<ReadingWriter>().AddHostedService(s => s.GetRequiredService<ReadingWriter>());
    }

    public static void MapReadings(this IEndpointRouteBuilder routes)
    {
        ReadingsMeters.Add(routes.ServiceProvider);
        ReadNoise.Map(routes);
        ExportReadings.Map(routes);
        ImportReadings.Map(routes);
    }
}
