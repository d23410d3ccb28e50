using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Gate;
using Solutions.Edge.Agent.Heartbeat;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.Agent;

/// <summary><c>solutions-agent run</c>: one device, until it is stopped.</summary>
internal static class RunCommand
{
    private static readonly Option<FileInfo> Config = new("--config") { Description = "The file of sites and devices", Required = true };

    private static readonly Option<string> Device = new("--device") { Description = "Id of this device in it", Required = true };

    private static readonly Option<string> Mqtt = new("--mqtt")
    {
        Description = "The broker, mqtt://host[:port]",
        DefaultValueFactory = _ => "mqtt://127.0.0.1:1883",
    };

    private static readonly Option<string> ControlRoom = new("--control-room")
    {
        Description = "Where stills and clips are delivered, https://host[:port]; http on this machine only",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    private static readonly Option<FileInfo> ControlRoomCa = new("--control-room-ca")
    {
        Description = "PEM file of the only certificates that may vouch for the control room (default: those the machine trusts)",
    };

    private static readonly Option<DirectoryInfo> State = new("--state")
    {
        Description = "Folder for what must survive a restart",
        DefaultValueFactory = _ => new("/var/lib/solutions-agent"),
    };

    private static readonly Option<DirectoryInfo> Journal = new("--journal")
    {
        Description = "Folder on a tmpfs for records that wait in memory: they survive a kill there",
        DefaultValueFactory = _ => new("/dev/shm/solutions-agent"),
    };

    private static readonly Option<int> BacklogMb = new("--backlog-mb")
    {
        Description = "Most MB in the state folder for records that could not be delivered",
        DefaultValueFactory = _ => 1024,
    };

    private static readonly Option<bool> TrustClock = new("--trust-clock")
    {
        Description = "Call the machine's clock synced although no time server disciplines it: where control room and agent share one machine",
    };

    private static readonly Option<bool> Metered = new("--metered")
    {
        Description = "The link costs money by the byte: levels and movement go packed, ten seconds at a time, "
            + "bands of seconds in steps of 0.5 dB; gates, sounds and camera faults go at once as ever",
    };

    private static readonly Option<FileInfo> Audio = new("--audio") { Description = "WAV file to play, of a device whose sound is a file" };

    private static readonly Option<FileInfo> Video = new("--video") { Description = "Video file to play, of a device whose camera is a file" };

    private static readonly Option<double?> SensitivityDbfs = new("--sensitivity-dbfs")
    {
        Description = "dBFS of a 94 dB, 1 kHz tone in the WAV file (0 dBFS: a full-scale sine)",
    };

    private const int Failed = 4;

    public static Command Create()
    {
        var command = new Command("run", "Runs one device: measures, and reports over MQTT")
        {
            Config, Device, Mqtt, ControlRoom, ControlRoomCa, State, Journal, BacklogMb, TrustClock, Metered, Audio, Video, SensitivityDbfs,
        };
        command.SetAction(async (parsed, stopping) =>
        {
            try
            {
                using var host = Build(parsed);
                return await RunAsync(host, stopping);
            }
            catch (Exception e) when (e is SitesFileException or SceneException or AudioSourceException
                or CameraSourceException or GateScriptException or UplinkException or EvidenceException)
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

    private static IHost Build(ParseResult parsed)
    {
        var broker = Broker(parsed.GetValue(Mqtt)!);
        var controlRoom = ControlRoomAddress.Parse(parsed.GetValue(ControlRoom)!, parsed.GetValue(ControlRoomCa)?.FullName);
        var (site, entry) = SitesFile.Load(parsed.GetValue(Config)!.FullName).Find(parsed.GetValue(Device)!);
        var state = Path.Combine(parsed.GetValue(State)!.FullName, entry.Id);
        var device = WithFiles(WithCalibration(entry, state, parsed.InvocationConfiguration.Error), parsed);
        var scene = device.Scene is { } played ? Scene.Load(played) : null;

        var storage = new OutboxStorage(Path.Combine(parsed.GetValue(Journal)!.FullName, device.Id), Path.Combine(state, "backlog"),
            parsed.GetValue(BacklogMb) is >= 2 and var megabytes ? megabytes * 1_000_000L
                : throw new UplinkException($"--backlog-mb is {parsed.GetValue(BacklogMb)}; it must be 2 or more"));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "HH:mm:ss ", true))
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System)
            // First in, last out: what the sensors report while they stop is still sent.
            .AddUplink(device.Id, broker, Boot.Begin(state), parsed.GetValue(TrustClock), parsed.GetValue(Metered), storage)
            .AddEvidence(site, device, controlRoom)
            .AddSound(device, scene, parsed.GetValue(Metered))
            .AddCamera(device, scene)
            .AddGate(device, scene)
            .AddHeartbeat(state);
        return builder.Build();
    }

    /// <summary>The newest accepted check shows more of a microphone than its data sheet.</summary>
    private static DeviceEntry WithCalibration(DeviceEntry device, string state, TextWriter error)
    {
        if (device.Sound is not { Source: SourceKind.File } sound)
            return device;
        var ledger = CalibrationLedger.Load(state, device.Id);
        foreach (var fault in ledger.Faults)
            error.WriteLine(fault);
        return device with { Sound = sound with { SensitivityDbfs = ledger.SensitivityDbfs ?? sound.SensitivityDbfs } };
    }

    /// <summary>Files named on the command line are this device's; a sensor that then has none is not fitted.</summary>
    private static DeviceEntry WithFiles(DeviceEntry device, ParseResult parsed)
    {
        var (audio, video) = (parsed.GetValue(Audio)?.FullName, parsed.GetValue(Video)?.FullName);
        if (audio is null && video is null)
            return device;
        return device with
        {
            Sound = device.Sound is not { Source: SourceKind.File } sound ? device.Sound
                : (audio ?? sound.Path) is { } wav
                    ? sound with { Path = wav, SensitivityDbfs = parsed.GetValue(SensitivityDbfs) ?? sound.SensitivityDbfs }
                    : null,
            Camera = device.Camera is not { Source: SourceKind.File } camera ? device.Camera
                : (video ?? camera.Path) is { } film ? camera with { Path = film } : null,
        };
    }

    private static Uri Broker(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == "mqtt" ? address
        : throw new UplinkException($"--mqtt is '{text}'; it must be like mqtt://127.0.0.1:1883");
}
