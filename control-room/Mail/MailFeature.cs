namespace Solutions.Edge.ControlRoom.Mail;

internal static class MailFeature
{
    public static void AddMail(this IServiceCollection services, MailSettings settings) => services.AddSingleton(settings).AddSingleton<PlainMail>();
}
