using System.Device.I2c;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Gate;

internal static class GateFeature
{
    /// <summary>Watches the gate, if the device has one.</summary>
    /// <exception cref="ConfigurationException">The configured gate cannot be played.</exception>
    public static IServiceCollection AddGate(this IServiceCollection services, AgentOptions options, Scene? scene)
    {
        if (options.Gate is not { } gate)
            return services;
        if (gate.Source == SensorSource.Gpio)
            return services.AddShock(gate.Shock)
                .AddSingleton(s => new GpioGateWorker(gate, changed => GpioLines.Open(gate, changed), s.GetService<ShockSensor>(),
                    s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<GpioGateWorker>>()))
                .AddHostedService(s => s.GetRequiredService<GpioGateWorker>());
        // Made here, not on demand: a wrong script must stop the process at its start.
        var script = Script(options, gate, scene);
        return services.AddHostedService(s => new GateWorker(script, gate.Source == SensorSource.Scene ? scene : null, gate,
            s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<GateWorker>>()));
    }

    private static IServiceCollection AddShock(this IServiceCollection services, ShockOptions? shock) => shock is null ? services : services
        .AddSingleton(s => new ShockSensor(shock, () => I2cDevice.Create(new(shock.Bus, shock.Number)), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<ShockSensor>>()))
        .AddHostedService(s => s.GetRequiredService<ShockSensor>());

    private static GateScript Script(AgentOptions options, GateOptions gate, Scene? scene) => gate.Source != SensorSource.Scene ? GateScript.Load(gate.Path!)
        : scene?.GateSteps(0) is { Count: > 0 } ? GateScript.Of(scene)
        : throw ConfigurationException.Of("scene.name", options.Scene?.Name, "a scene with a gate, because gate.source is 'scene'");
}
