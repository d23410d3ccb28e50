using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Uplink;

internal static class UplinkFeature
{
    /// <param name="services">Where to.</param>
    /// <param name="device">This device's id.</param>
    /// <param name="broker">mqtt://host[:port].</param>
    /// <param name="boot">This run.</param>
    /// <param name="trustClock">True: the machine's clock is right although no time server disciplines it.</param>
    public static IServiceCollection AddUplink(this IServiceCollection services, string device, Uri broker, Boot boot, bool trustClock) => services
        .AddSingleton(boot)
        .AddSingleton(s => new DeviceClock(s.GetRequiredService<TimeProvider>(), trustClock))
        .AddSingleton(s => new Outbox(boot, s.GetRequiredService<DeviceClock>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton<Commands>()
        .AddHostedService(s => new MqttUplink(device, broker, boot, s.GetRequiredService<Outbox>(), s.GetRequiredService<Commands>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<MqttUplink>>()));
}
