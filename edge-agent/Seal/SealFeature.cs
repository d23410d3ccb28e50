using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Seal;

internal static class SealFeature
{
    /// <summary>Right after the uplink, so that it stops after the sensors: what they report while they stop is sealed and sent.</summary>
    public static IServiceCollection AddSeal(this IServiceCollection services, AgentOptions options, DeviceIdentity? identity) => services
        .AddSingleton(_ => new SealKeys(options, identity)).AddHostedService<SealWorker>();
}
