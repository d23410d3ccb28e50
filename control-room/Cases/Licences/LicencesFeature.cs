namespace Solutions.Edge.ControlRoom.Cases.Licences;

internal static class LicencesFeature
{
    public static IServiceCollection AddLicences(this IServiceCollection services) =>
        services.AddSingleton<LicenseeNudges>().AddHostedService(s => s.GetRequiredService<LicenseeNudges>());
}
