using System.Diagnostics.Metrics;
using System.Net;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Broker;

internal static class BrokerFeature
{
    /// <param name="services">Where it is put.</param>
    /// <param name="port">Of plain MQTT on loopback; null = there is none.</param>
    /// <param name="tls">Where MQTT over TLS is; null = nowhere.</param>
    public static void AddBroker(this IServiceCollection services, int? port, IPEndPoint? tls = null)
    {
        services.AddSingleton(s => new EmbeddedBroker(port,
            tls is null ? null : new(tls, s.GetRequiredService<DeviceAuthority>(), s.GetRequiredService<DeviceJudge>()),
            s.GetRequiredService<DeviceStanding>(), s.GetRequiredService<MqttSubscriptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<EmbeddedBroker>>()));
        services.AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
    }

    public static void AddBrokerMeters(this IServiceProvider services)
    {
        if (services.GetService<EmbeddedBroker>() is { } broker)
            services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Broker").CreateObservableCounter(
                "solutions.broker.refused", () => broker.TurnedAway, "connections", "Connections that were refused for the certificate that they showed");
    }
}
