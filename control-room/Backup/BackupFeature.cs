namespace Solutions.Edge.ControlRoom.Backup;

internal static class BackupFeature
{
    /// <summary>Backups by command, and every night where settings say so.</summary>
    public static void AddBackup(this IServiceCollection services, string dataFolder, string keyFolder, BackupSettings settings)
    {
        services.AddSingleton(new InstalledFolders(dataFolder, keyFolder)).AddSingleton<BackupWriter>();
        if (settings.Folder.Length == 0)
            return;
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<NightlyBackup>(s, settings));
        services.AddHostedService(s => s.GetRequiredService<NightlyBackup>());
        services.AddHealthChecks().AddCheck<NightlyBackup>("backup");
    }

    public static void MapBackup(this IEndpointRouteBuilder routes) => BackupApi.Map(routes);
}
