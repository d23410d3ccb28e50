using System.Device.I2c;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>The sensors of a device, opened as the agent opens them.</summary>
internal sealed class WalkSensors(AgentOptions options, TimeProvider time)
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    /// <summary>Has one give its signals until it is ended.</summary>
    public Task WatchAsync(Sensor sensor, ChannelWriter<Signal> signals, CancellationToken stopping) => sensor switch
    {
        Sensor.Camera => Task.Run(() => LookAsync(signals, stopping), stopping),
        Sensor.Microphone => Task.Run(() => ToneWatch.RunAsync(options.Sound!, () => AlsaPcm.Open(options.Sound!), signals, time, stopping), stopping),
        _ => Task.Run(() => GateAsync(options.Gate!, signals, stopping), stopping),
    };

    private async Task GateAsync(GateOptions gate, ChannelWriter<Signal> signals, CancellationToken stopping)
    {
        using var shock = gate.Shock is { } fitted ? GateWatch.Shock(fitted, () => I2cDevice.Create(new(fitted.Bus, fitted.Number)), time) : null;
        await new GateWatch(gate, changed => GpioLines.Open(gate, changed), shock, signals, time).RunAsync(stopping);
    }

    private async Task LookAsync(ChannelWriter<Signal> signals, CancellationToken stopping)
    {
        try
        {
            var camera = new ServiceCollection().AddSingleton(time).AddCamera(options, null).BuildServiceProvider();
            try
            {
                await LensWatch.RunAsync(camera.GetRequiredService<ICameraSource>(), signals, time, stopping);
            }
            finally
            {
                // A grab under way ends when it likes.
                await Task.WhenAny(Task.Run(camera.Dispose, CancellationToken.None), Task.Delay(Goodbye, time, CancellationToken.None));
            }
        }
        catch (ConfigurationException e)
        {
            signals.TryWrite(new FaultSignal(time.GetUtcNow(), Sensor.Camera, e.Message));
        }
    }
}
