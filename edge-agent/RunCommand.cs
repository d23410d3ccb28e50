using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Gate;
using Solutions.Edge.Agent.Heartbeat;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Seal;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Setup.Enrolment;
using Solutions.Edge.Agent.Setup.Sheets;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent;

/// <summary><c>solutions-agent run</c>: one device, until it is stopped.</summary>
internal static class RunCommand
{
    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
    };

    private static readonly Option<string> Mqtt = new("--mqtt") { Description = "In place of the file's mqtt" };

    private static readonly Option<string> ControlRoom = new("--control-room") { Description = "In place of the file's controlRoom" };

    private static readonly Option<FileInfo> ControlRoomCa = new("--control-room-ca") { Description = "In place of the file's controlRoomCa" };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state" };

    private static readonly Option<DirectoryInfo> Journal = new("--journal") { Description = "In place of the file's journal" };

    private static readonly Option<bool> TrustClock = new("--trust-clock") { Description = "As trustClock in the file" };

    private static readonly Option<bool> Metered = new("--metered") { Description = "As metered in the file" };

    private static readonly Option<string> EnrolBy = new("--enrol") { Description = "A code by which the device enrols first, if it has no identity yet" };

    private const int Failed = 4;

    public static Command Create()
    {
        var command = new Command("run", "Runs one device: measures, and reports over MQTT")
        {
            Config, Mqtt, ControlRoom, ControlRoomCa, State, Journal, TrustClock, Metered, EnrolBy,
        };
        command.SetAction(async (parsed, stopping) =>
        {
            try
            {
                var options = AgentFile.Read(parsed.GetValue(Config)!.FullName);
                Override(options, parsed);
                var identity = DeviceIdentity.Find(options.State, TimeProvider.System);
                if (identity is null && parsed.GetValue(EnrolBy) is { } code)
                    identity = await Enrol.RunAsync(code, options.State, options.Device, TimeProvider.System, stopping);
                identity?.Rule(options);
                options.Check();
                if (identity is null && options.Broker.Scheme == "mqtts")
                    throw ConfigurationException.Of("mqtt", options.Mqtt, "like mqtt://127.0.0.1:1883: over TLS a device reports once it has enrolled");
                using var host = Build(options, identity, parsed.InvocationConfiguration.Error);
                return await RunAsync(host, stopping);
            }
            catch (Exception e) when (e is ConfigurationException or EnrolmentException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }

    /// <returns>0; 4 if a part of the agent has failed: whatever starts agents must see that this one did not want to end.</returns>
    public static async Task<int> RunAsync(IHost host, CancellationToken stopping)
    {
        var failed = false;
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        // The host stops when a service has failed, and keeps that to itself. What ends after this moment was asked to.
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => failed =
            services.Exists(s => s.ExecuteTask is { IsFaulted: true } || (s.ExecuteTask is { IsCanceled: true } && !stopping.IsCancellationRequested)));
        await host.RunAsync(stopping);
        return failed ? Failed : 0;
    }

    private static void Override(AgentOptions options, ParseResult parsed)
    {
        options.Mqtt = parsed.GetValue(Mqtt) ?? options.Mqtt;
        options.ControlRoom = parsed.GetValue(ControlRoom) ?? options.ControlRoom;
        options.ControlRoomCa = parsed.GetValue(ControlRoomCa)?.FullName ?? options.ControlRoomCa;
        options.State = parsed.GetValue(State)?.FullName ?? options.State;
        options.Journal = parsed.GetValue(Journal)?.FullName ?? options.Journal;
        options.TrustClock |= parsed.GetValue(TrustClock);
        options.Metered |= parsed.GetValue(Metered);
    }

    private static IHost Build(AgentOptions options, DeviceIdentity? identity, TextWriter error)
    {
        Calibrate(options, error);
        if (options.Camera is not null && CameraFeature.FindLackOfLibrary() is { } lack)
            throw new ConfigurationException($"camera is given, but {lack}; take camera out of the file, or run it on a machine that has the library");
        var scene = options.Scene is { } played ? Scene.Load(played.Name!, played.Seed) : null;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "HH:mm:ss ", true))
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System)
            // First in, last out: what the sensors report while they stop is still sent.
            .AddUplink(options, Boot.Begin(options.StateFolder), identity)
            .AddSeal(options, identity)
            .AddEvidence(options, identity)
            .AddSound(options, scene)
            .AddCamera(options, scene)
            .AddGate(options, scene)
            .AddClimate(options)
            .AddSupply(options.Supply)
            .AddHeartbeat(options);
        SheetSender.Add(builder.Services, options, identity);
        DoctorAnswers.Add(builder.Services);
        return builder.Build();
    }

    /// <summary>The newest accepted check shows more of a microphone than its data sheet.</summary>
    private static void Calibrate(AgentOptions options, TextWriter error)
    {
        if (options.Sound is not { Source: SensorSource.File or SensorSource.Microphone } sound)
            return;
        var ledger = CalibrationLedger.Load(options.StateFolder, options.Device!);
        foreach (var fault in ledger.Faults)
            error.WriteLine(fault);
        sound.SensitivityDbfs = ledger.SensitivityDbfs ?? sound.SensitivityDbfs;
    }
}
