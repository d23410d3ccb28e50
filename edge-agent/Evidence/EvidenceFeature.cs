using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Evidence;

internal static class EvidenceFeature
{
    /// <summary>Keeps the last pictures and, in an evidence session, the last sound, and delivers stills and clips of what the device has.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">This device.</param>
    /// <param name="identity">What it was given when it enrolled; null = it has not.</param>
    /// <exception cref="ConfigurationException">Where they are to be delivered cannot be.</exception>
    public static IServiceCollection AddEvidence(this IServiceCollection services, AgentOptions options, DeviceIdentity? identity)
    {
        // Of a device without a camera too: a wrong address must not wait until one is fitted.
        var controlRoom = ControlRoomAddress.Of(options, identity);
        if (options.Camera is null && options.Sound is null)
            return services;
        services.AddSingleton(s => new BlockUpload(options.Device!, controlRoom, s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<BlockUpload>>()));
        if (options.Camera is not null)
            services.AddSingleton(s => new PictureRing(s.GetRequiredService<TimeProvider>())).AddHostedService<StillSender>().AddHostedService<ClipSender>();
        if (options.Sound is not null)
            services.AddSingleton<SoundPermission>().AddSingleton<SoundRing>().AddHostedService<SoundSender>();
        return services;
    }
}
