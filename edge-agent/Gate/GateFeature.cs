using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate;

internal static class GateFeature
{
    /// <summary>Watches the gate, if the device has one.</summary>
    /// <exception cref="GateScriptException">The configured gate cannot be played.</exception>
    public static IServiceCollection AddGate(this IServiceCollection services, DeviceEntry device, Scene? scene)
    {
        if (device.Gate is not { } gate)
            return services;
        // Made here, not on demand: a wrong script must stop the process at its start.
        var script = Script(device, gate, scene);
        return services.AddHostedService(s => new GateWorker(script, gate.Source == SourceKind.Scene ? scene : null, gate.Lock,
            s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<GateWorker>>()));
    }

    private static GateScript Script(DeviceEntry device, GateEntry gate, Scene? scene) => gate.Source switch
    {
        SourceKind.Scene when scene?.GateSteps(0) is { Count: > 0 } => GateScript.Of(scene),
        SourceKind.Scene => throw new GateScriptException(
            $"device '{device.Id}' is to watch the gate of scene '{device.Scene?.Name}', which has none; it must name one that has"),
        _ when gate.Path is { } path => GateScript.Load(path),
        _ => throw new GateScriptException($"device '{device.Id}' is to watch a scripted gate, but no path is given; it must name the script"),
    };
}
