using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

internal static class EvidenceFeature
{
    /// <summary>Keeps the last pictures and delivers stills, if the device has a camera.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="device">This device.</param>
    /// <param name="controlRoom">http://host:port.</param>
    public static IServiceCollection AddEvidence(this IServiceCollection services, DeviceEntry device, Uri controlRoom) => device.Camera is null ? services : services
        .AddSingleton<PictureRing>()
        .AddHostedService(s => new StillSender(device.Id, controlRoom, s.GetRequiredService<PictureRing>(), s.GetRequiredService<Commands>(),
            s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<StillSender>>()));
}
