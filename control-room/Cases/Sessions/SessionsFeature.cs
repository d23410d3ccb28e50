using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

internal static class SessionsFeature
{
    /// <summary>Evidence sessions, and the sound clips that are taken in them.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, string keyFolder, bool demonstration) => services
        .AddEntry<SessionEntered>("evidence-session").AddEntry<SessionEnded>("evidence-session-ended").AddEntry<ClipAsked>("clip-asked")
        .AddEntry<ClipDestroyed>("clip-destroyed")
        .AddSingleton(_ => new EvidenceKeys(keyFolder, demonstration)).AddSingleton<EvidenceSessions>().AddSingleton<ClipRequests>().AddSingleton<ClipBook>()
        .AddSingleton<ClipEraser>().AddHostedService(s => s.GetRequiredService<ClipEraser>()).AddHostedService<NightButton>()
        .AddHostedService<NoiseNightClips>();

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        SessionsApi.Map(routes);
        ClipsApi.Map(routes);
    }
}
