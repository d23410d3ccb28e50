namespace Solutions.Edge.ControlRoom.Mqtt;

internal static class MqttFeature
{
    /// <summary>The connection to a broker.</summary>
    public static void AddMqtt(this IServiceCollection services, Func<IServiceProvider, BrokerAddress> address)
    {
        services.AddSingleton<MqttSubscriptions>();
        services.AddSingleton(s => new MqttConnection(address(s), s.GetRequiredService<MqttSubscriptions>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<MqttConnection>>()));
        services.AddHostedService(s => s.GetRequiredService<MqttConnection>());
        services.AddSingleton<BrokerCheck>().AddHealthChecks().AddCheck<BrokerCheck>("broker");
    }
}
