using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

internal static class SessionsFeature
{
    /// <summary>Evidence sessions, and the sound clips that are taken in them.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="packs">The folder of packs, which may hold copies of sound.</param>
    /// <param name="keyFolder">The evidence keys lie below it.</param>
    /// <param name="demonstration">Whether it is a demonstration's.</param>
    public static IServiceCollection AddSessions(this IServiceCollection services, string packs, string keyFolder, bool demonstration) => services
        .AddEntry<SessionEntered>("evidence-session").AddEntry<SessionEnded>("evidence-session-ended").AddEntry<ClipAsked>("clip-asked")
        .AddEntry<ClipDestroyed>("clip-destroyed").AddEntry<ClipDisclosed>("clip-disclosed").AddSingleton(new DisclosedCopies(packs))
        .AddSingleton(_ => new EvidenceKeys(keyFolder, demonstration)).AddSingleton<EvidenceSessions>().AddSingleton<ClipRequests>().AddSingleton<ClipBook>()
        .AddSingleton<ClipEraser>().AddHostedService(s => s.GetRequiredService<ClipEraser>()).AddHostedService<NightButton>()
        .AddHostedService<NoiseNightClips>();

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        SessionsApi.Map(routes);
        ClipsApi.Map(routes);
    }
}
