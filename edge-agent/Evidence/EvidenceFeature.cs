using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

internal static class EvidenceFeature
{
    /// <summary>Keeps the last pictures and delivers stills and clips, if the device has a camera.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="device">This device.</param>
    /// <param name="controlRoom">Where they are delivered.</param>
    public static IServiceCollection AddEvidence(this IServiceCollection services, SiteEntry site, DeviceEntry device, ControlRoomAddress controlRoom) =>
        device.Camera is null ? services : services
        .AddSingleton(s => new PictureRing(s.GetRequiredService<TimeProvider>(), site.ShowPeople))
        .AddSingleton(s => new BlockUpload(device.Id, controlRoom, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<BlockUpload>>()))
        .AddHostedService<StillSender>()
        .AddHostedService<ClipSender>();
}
