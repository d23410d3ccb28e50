using System.Device.I2c;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Heartbeat.Lamp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Looks at every part of a device once, side by side.</summary>
/// <param name="device">The device.</param>
/// <param name="time">The clock.</param>
/// <param name="running">Its live sensors, where the agent runs in this process; null = it does not.</param>
internal sealed class Examination(ExaminedDevice device, TimeProvider time, RunningSensors? running = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken stopping)
    {
        List<Task<IReadOnlyList<Finding>>> parts = [Task.FromResult<IReadOnlyList<Finding>>([device.File])];
        void Look(string part, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look) => parts.Add(WithinAsync(part, look, stopping));
        void One(string part, Func<Finding> look) => Look(part, _ => Task.FromResult<IReadOnlyList<Finding>>([look()]));

        One("clock", () => MachineLook.Clock(device.Options?.TrustClock == true));
        if (device.Options is { } folders)
        {
            One("disk", () => MachineLook.Disk(folders.StateFolder));
            One("journal", () => MachineLook.Journal(folders.JournalFolder));
        }
        Look("kernel", _ => Task.FromResult(MachineLook.Kernel(new())));
        One("network", () => MachineLook.Network(device.Options));
        if (device.Options is not { } options)
            return await TogetherAsync(parts);
        var runs = running is not null || device.AgentRuns();
        parts.Add(Task.FromResult<IReadOnlyList<Finding>>([Certificates(options)]));
        // Without its identity a device would be looked at as another.
        if (device.IdentityFault is null && (device.Identity is not null || options.Broker.Scheme == "mqtt"))
        {
            Look("broker", async stop => [ReachJudgement.Judge("broker", await BrokerLook.LookAsync(options, device.Identity, runs, stop))]);
            Look("control room", async stop => [await ControlRoomAsync(options, stop)]);
        }
        Look(SensorJudgement.Microphone, stop => Task.FromResult<IReadOnlyList<Finding>>([Microphone(options, runs, stop)]));
        Look(SensorJudgement.Camera, async stop => [await CameraAsync(options, runs, stop)]);
        Look(SensorJudgement.Gate, _ => Task.FromResult(Gate(options, runs)));
        if (options.Gate is { Source: SensorSource.Gpio, Shock: { } shock })
            Look(SensorJudgement.Shock, async stop =>
                [running?.LookAtShock() ?? await ShockLook.LookAsync(shock, () => I2cDevice.Create(new(shock.Bus, shock.Number)), runs, time, stop)]);
        One("supply meter", () => SupplyLook.Look(options.Supply, () => I2cDevice.Create(new(options.Supply!.Bus, options.Supply.Number))));
        One("lamp", () => LampLook.Look(options.Lamp, () => GpioLamp.Open(options.Lamp!), runs));
        One(PowerLook.Part, () => running is null || options.Power is null ? PowerLook.Look(options.Power, () => GpioLines.Open(options.Power!), runs)
            : running.LookAtPower(options.Power));
        One("climate", () => ClimateLook.Look(options.Climate, () => I2cDevice.Create(new(options.Climate!.Bus, options.Climate.Number))));
        return await TogetherAsync(parts);
    }

    private static async Task<IReadOnlyList<Finding>> TogetherAsync(List<Task<IReadOnlyList<Finding>>> parts) =>
        [.. (await Task.WhenAll(parts)).SelectMany(f => f)];

    private Finding Certificates(AgentOptions options) =>
        device.IdentityFault is { } fault ? Finding.Of("certificates", Colour.Red, fault, "run doctor as the user that runs the agent")
            : CertificateJudgement.Judge(device.Identity is { } known
                ? new(known.File.Device, known.Certificate.NotAfter.ToUniversalTime(), known.RenewFrom, known.Time.Now) : null, options.Broker);

    private async Task<Finding> ControlRoomAsync(AgentOptions options, CancellationToken stopping)
    {
        try
        {
            return ReachJudgement.Judge("control room", await ControlRoomLook.LookAsync(options, device.Identity, stopping));
        }
        catch (ConfigurationException e)
        {
            return Finding.Of("control room", Colour.Red, e.Message, "correct controlRoom in the device's file");
        }
    }

    private Finding Microphone(AgentOptions options, bool agentRuns, CancellationToken stopping) => options.Sound switch
    {
        null => SensorJudgement.NotFitted(SensorJudgement.Microphone),
        { Source: SensorSource.Microphone } when running is not null => running.LookAtMicrophone(),
        { Source: SensorSource.Microphone } sound => MicrophoneLook.Look(sound, () => AlsaPcm.Open(sound), agentRuns, time, stopping),
        { } sound => Played(SensorJudgement.Microphone, sound.Source!.Value, sound.Path, (sensors, scene) => sensors.AddSound(options, scene)),
    };

    private async Task<Finding> CameraAsync(AgentOptions options, bool agentRuns, CancellationToken stopping) => options.Camera switch
    {
        null => SensorJudgement.NotFitted(SensorJudgement.Camera),
        _ when CameraFeature.FindLackOfLibrary() is { } lack =>
            Finding.Of(SensorJudgement.Camera, Colour.Red, lack, CameraFeature.LibraryCure),
        { Source: SensorSource.Scene or SensorSource.File } played =>
            Played(SensorJudgement.Camera, played.Source!.Value, played.Path, (sensors, scene) => sensors.AddCamera(options, scene)),
        var live => await LiveCameraAsync(live, Place.Open(options.StateFolder, NullLogger.Instance).Current, agentRuns, stopping),
    };

    private async Task<Finding> LiveCameraAsync(CameraOptions live, PlaceConfiguration? place, bool agentRuns, CancellationToken stopping) =>
        place?.Type == SiteType.HOME ? new(SensorJudgement.Camera, Colour.NotFitted, "the place is a home: whatever is fitted does not look")
            : running?.LookAtCamera() ?? await CameraLook.LookAsync(live, place?.Masks, agentRuns, time, stopping);

    private IReadOnlyList<Finding> Gate(AgentOptions options, bool agentRuns) => options.Gate switch
    {
        null => [SensorJudgement.NotFitted(SensorJudgement.Gate)],
        { Source: SensorSource.Gpio } gate when running is not null => running.LookAtGate(gate.Lines!),
        { Source: SensorSource.Gpio } gate => GateLook.Look(gate.Lines!, () => GpioLines.Open(gate, _ => { }), agentRuns),
        { } gate => [Played(SensorJudgement.Gate, gate.Source!.Value, gate.Path, (sensors, scene) => sensors.AddGate(options, scene))],
    };

    /// <summary>By the sensor's own check at the agent's start, which makes nothing that is not played.</summary>
    private Finding Played(string part, SensorSource source, string? path, Action<IServiceCollection, Scene?> add)
    {
        try
        {
            add(new ServiceCollection(), device.Options!.Scene is { } scene ? Scene.Load(scene.Name!, scene.Seed) : null);
            return SensorJudgement.Played(part, source, path, null);
        }
        catch (ConfigurationException e)
        {
            return SensorJudgement.Played(part, source, path, e.Message);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return SensorJudgement.Played(part, source, path, $"this installation has no library for it: {(e.InnerException ?? e).Message}");
        }
    }

    /// <summary>A part that does not answer in time is found so; what it does meanwhile ends with the process.</summary>
    private async Task<IReadOnlyList<Finding>> WithinAsync(
        string part, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return await Task.Run(() => look(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return [new(part, Colour.Red, FormattableString.Invariant($"no answer within {Longest.TotalSeconds} s"),
                "a driver or a line that hangs, or a machine that is too busy", "look again; then restart the device, and see dmesg")];
        }
    }
}
