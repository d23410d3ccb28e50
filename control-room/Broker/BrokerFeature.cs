using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Broker;

internal static class BrokerFeature
{
    public static void AddBroker(this IServiceCollection services, int port)
    {
        services.AddSingleton(s => new EmbeddedBroker(port, s.GetRequiredService<MqttSubscriptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<EmbeddedBroker>>()));
        services.AddHostedService(s => s.GetRequiredService<EmbeddedBroker>());
    }
}
