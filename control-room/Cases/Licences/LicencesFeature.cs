namespace Solutions.Edge.ControlRoom.Cases.Licences;

internal static class LicencesFeature
{
    public static IServiceCollection AddLicences(this IServiceCollection services, MailSettings mail) => services.AddSingleton(mail)
        .AddSingleton<LicenseeMail>().AddSingleton<LicenseeNudges>().AddHostedService(s => s.GetRequiredService<LicenseeNudges>());
}
