using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Heartbeat;

internal static class HeartbeatFeature
{
    public static IServiceCollection AddHeartbeat(this IServiceCollection services, string stateFolder)
    {
        ServiceWatch.Add(services);
        return services.AddHostedService(s => new HeartbeatWorker(stateFolder, s.GetRequiredService<Outbox>(), s.GetRequiredService<Backlog>(),
            s.GetRequiredService<BacklogWriter>(), s.GetService<SoundHealth>(), s.GetService<GpioGateWorker>(), s.GetService<ShockSensor>(),
            s.GetService<ClimateWorker>(), s.GetRequiredService<Drops>(), s.GetRequiredService<DeviceClock>(), s.GetRequiredService<TimeProvider>()));
    }
}
