using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Heartbeat.Mains;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Examines this device when the control room asks for it, and delivers what was found by HTTP.</summary>
internal sealed class DoctorAnswers : BackgroundService
{
    private readonly AgentOptions options;
    private readonly DeviceIdentity? identity;
    private readonly RunningSensors sensors;
    private readonly BlockUpload upload;
    private readonly TimeProvider time;
    private readonly ILogger<DoctorAnswers> log;

    /// <summary>One at a time: while one is made, the next waits, and further ones are not taken.</summary>
    private readonly Channel<Command> asked = Channel.CreateBounded<Command>(1);

    public DoctorAnswers(AgentOptions options, DeviceIdentity? identity, RunningSensors sensors, Commands commands, BlockUpload upload, TimeProvider time,
        ILogger<DoctorAnswers> log)
    {
        (this.options, this.identity, this.sensors, this.upload, this.time, this.log) = (options, identity, sensors, upload, time, log);
        // Before the connection is made, or the first command would find nobody.
        commands.On(Command.Doctor, Accept);
    }

    /// <summary>Where the agent runs, it answers.</summary>
    public static IServiceCollection Add(IServiceCollection services) => services.AddHostedService(s =>
    {
        var (options, identity, time) = (s.GetRequiredService<AgentOptions>(), s.GetService<DeviceIdentity>(), s.GetRequiredService<TimeProvider>());
        var sensors = new RunningSensors(
            s.GetService<SoundHealth>(), s.GetService<CameraWorker>(), s.GetService<GpioGateWorker>(), s.GetService<ShockSensor>(),
            s.GetService<MainsWorker>());
        return new DoctorAnswers(options, identity, sensors, s.GetRequiredService<Commands>(),
            new BlockUpload(options.Device!, ControlRoomAddress.Of(options, identity), time, s.GetRequiredService<ILogger<BlockUpload>>()), time,
            s.GetRequiredService<ILogger<DoctorAnswers>>());
    });

    public override void Dispose()
    {
        base.Dispose();
        upload.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var file = new Finding("agent file", Colour.Green, $"in force since the agent's start, device '{options.Device}'");
        var device = new ExaminedDevice(file, options, identity, null);
        await foreach (var command in asked.Reader.ReadAllAsync(stoppingToken))
        {
            var report = new DoctorReport(options.Device, time.GetUtcNow(), await new Examination(device, time, sensors).LookAsync(stoppingToken));
            await upload.SendReportAsync(command, DevicePaths.Examination(options.Device!, command.Id), Encoding.UTF8.GetBytes(report.Json()), stoppingToken);
        }
    }

    private void Accept(Command command)
    {
        if (!Ids.IsValid(command.Id) || !asked.Writer.TryWrite(command))
            DoctorLog.NotMade(log, command.Id);
    }
}

internal static partial class DoctorLog
{
    [LoggerMessage(600, LogLevel.Warning, "Examination {Id} is not made: another waits, or the id is none")]
    public static partial void NotMade(ILogger log, string id);
}
