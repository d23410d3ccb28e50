using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Heartbeat.Lamp;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Heartbeat;

internal static class HeartbeatFeature
{
    public static IServiceCollection AddHeartbeat(this IServiceCollection services, AgentOptions options)
    {
        ServiceWatch.Add(services);
        if (options.Lamp is { } lamp)
            services.AddLamp(lamp);
        if (options.Power is { } power)
            services.AddSingleton(s => new MainsWorker(() => GpioLines.Open(power), s.GetRequiredService<TimeProvider>(),
                s.GetRequiredService<ILogger<MainsWorker>>())).AddHostedService(s => s.GetRequiredService<MainsWorker>());
        return services.AddSingleton(s => new DeviceFaults(
                ("microphone", () => s.GetService<SoundHealth>()?.Fault), ("camera", () => s.GetService<CameraWorker>()?.Fault),
                ("gate", () => s.GetService<GpioGateWorker>()?.Fault),
                ("shock", () => s.GetService<ShockSensor>()?.Fault), ("climate", () => s.GetService<ClimateWorker>()?.Fault),
                ("supply", () => s.GetService<SupplyWorker>()?.Fault), ("lamp", () => s.GetService<LampWorker>()?.Fault),
                ("power", () => s.GetService<MainsWorker>()?.Fault)))
            .AddHostedService(s => new HeartbeatWorker(options.StateFolder, s.GetRequiredService<Outbox>(), s.GetRequiredService<Backlog>(),
                s.GetRequiredService<BacklogWriter>(), s.GetService<SoundHealth>(), s.GetService<SupplyWorker>(), s.GetService<MainsWorker>(),
                s.GetRequiredService<DeviceFaults>(),
                s.GetRequiredService<Drops>(), s.GetRequiredService<DeviceClock>(), s.GetRequiredService<TimeProvider>()));
    }

    private static void AddLamp(this IServiceCollection services, LampOptions lamp) => services
        .AddSingleton(s => new LampWorker(() => GpioLamp.Open(lamp),
            () => LampPattern.State(s.GetRequiredService<MqttUplink>().IsConnected, s.GetRequiredService<DeviceFaults>().Now().Count > 0),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<LampWorker>>()))
        .AddHostedService(s => s.GetRequiredService<LampWorker>());
}
