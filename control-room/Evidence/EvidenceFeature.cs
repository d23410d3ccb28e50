using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Evidence;

internal static class EvidenceFeature
{
    public static void AddEvidence(this IServiceCollection services, string dataFolder, Func<int> keptDays)
    {
        services.AddSingleton<IModelPart, EvidenceModel>();
        services.AddSingleton(s => new Captures(dataFolder, s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(),
            s.GetRequiredService<Feed>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new SealedClips(
            dataFolder, s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), s.GetRequiredService<Captures>()));
        services.AddSingleton<EvidenceReader>().AddHostedService(s => s.GetRequiredService<EvidenceReader>());
        services.AddHostedService(s => new CaptureEraser(
            s.GetRequiredService<Captures>(), keptDays, s.GetRequiredService<RetentionClock>(), s.GetRequiredService<TimeProvider>(),
                s.GetRequiredService<ILogger<CaptureEraser>>()));
    }

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        EvidenceMeters.Add(routes.ServiceProvider);
        ListCaptures.Map(routes);
        ShowCapture.Map(routes);
        TakeBlock.Map(routes);
    }
}
