namespace Solutions.Edge.ControlRoom.Readings;

internal static class ReadingsFeature
{
    /// <summary>The spool, the embedded time-series store and what carries records from one to the other.</summary>
    public static void AddReadings(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(s => Spool.Open(Path.Combine(dataFolder, "spool"), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Spool>>()));
        services.AddSingleton<SpoolReaders>();
        services.AddSingleton<IReadingStore>(_ => new DuckDbReadingStore(Path.Combine(dataFolder, "readings.duckdb")));
        services.AddHostedService<ReadingWriter>().AddHostedService<SpoolTrimmer>();
    }

    public static void MapReadings(this IEndpointRouteBuilder routes) => ReadNoise.Map(routes);
}
