using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Readings;

internal static class ReadingsFeature
{
    /// <summary>The spool, the time-series store and what carries records from one to the other.</summary>
    public static void AddReadings(this IServiceCollection services, string dataFolder, ReadingsSettings settings, bool hasSuccessor = false)
    {
        var spool = Path.Combine(dataFolder, "spool");
        services.AddSingleton(s => new RetentionClock(Path.Combine(dataFolder, "kept-by.txt"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => Spool.Open(spool, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Spool>>(), new()
        {
            Clock = s.GetRequiredService<RetentionClock>(),
            IsAtSite = device => s.GetRequiredService<SiteCatalog>().SiteOf(device) is not null,
        }));
        services.AddSingleton<SpoolReaders>();
        services.AddSingleton(s => new SpoolCheck(s.GetRequiredService<Spool>(), spool, s.GetRequiredService<TimeProvider>())).AddHealthChecks()
            .AddCheck<SpoolCheck>("spool");
        if (settings.Store == ReadingsSettings.InfluxDb)
            services.AddSingleton<IReadingStore>(s => ActivatorUtilities.CreateInstance<InfluxDbReadingStore>(s, settings.Influxdb,
                s.GetRequiredService<Spool>().Id));
        else
            services.AddSingleton<IReadingStore>(s => new DuckDbReadingStore(Path.Combine(dataFolder, "readings"),
                s.GetRequiredService<ILogger<DuckDbReadingStore>>()));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SetAsideReadings>(s, Path.Combine(dataFolder, "set-aside")));
        services.AddHealthChecks().AddCheck<ReadingsCheck>("readings");
        services.AddHostedService(s => ActivatorUtilities.CreateInstance<ReadingTidier>(s, settings));
        services.AddSingleton<ReadingWriter>().AddHostedService(s => s.GetRequiredService<ReadingWriter>()).AddHostedService<SpoolTrimmer>();
        if (hasSuccessor)
            services.AddSingleton(s => ActivatorUtilities.CreateInstance<SettledRecords>(s, spool))
                .AddHostedService(s => s.GetRequiredService<SettledRecords>());
    }

    public static void MapReadings(this IEndpointRouteBuilder routes)
    {
        ReadingsMeters.Add(routes.ServiceProvider);
        ReadNoise.Map(routes);
        ExportReadings.Map(routes);
        ImportReadings.Map(routes);
    }
}
