namespace Solutions.Edge.ControlRoom.Spool;

internal static class SpoolFeature
{
    public static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "spool");

    /// <summary>Every record received, on the disk once, and how far its readers are.</summary>
    /// <param name="services">Where it is put.</param>
    /// <param name="dataFolder">The control room's.</param>
    /// <param name="isAtSite">Whether a device is at a site: what is remembered of others is bounded.</param>
    /// <param name="hasSuccessor">True: another control room may go on without this folder.</param>
    public static void AddSpool(this IServiceCollection services, string dataFolder, Func<IServiceProvider, string, bool> isAtSite, bool hasSuccessor = false)
    {
        var folder = FolderIn(dataFolder);
        services.AddSingleton(s => new RetentionClock(Path.Combine(dataFolder, "kept-by.txt"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => RecordSpool.Open(folder, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<RecordSpool>>(), new()
        {
            Clock = s.GetRequiredService<RetentionClock>(),
            IsAtSite = device => isAtSite(s, device),
        }));
        services.AddSingleton<SpoolReaders>().AddHostedService<SpoolTrimmer>();
        services.AddSingleton(s => new SpoolCheck(s.GetRequiredService<RecordSpool>(), folder, s.GetRequiredService<TimeProvider>())).AddHealthChecks()
            .AddCheck<SpoolCheck>("spool");
        if (hasSuccessor)
            services.AddSingleton(s => ActivatorUtilities.CreateInstance<SettledRecords>(s, folder))
                .AddHostedService(s => s.GetRequiredService<SettledRecords>());
    }
}
