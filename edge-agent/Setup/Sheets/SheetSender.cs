using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Setup.WalkTest;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Sheets;

/// <summary>Has the running agent deliver the sheets that wait from walk tests and calibrations while the control room was away.</summary>
internal sealed class SheetSender(SheetUpload upload, TimeProvider time, ILogger<SheetSender> log) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    public static IServiceCollection Add(IServiceCollection services, AgentOptions options, DeviceIdentity? identity) => services.AddHostedService(s =>
        new SheetSender(new(options.Device!, ControlRoomAddress.Of(options, identity), new CalibrationSheets(options.StateFolder, options.Device!),
            new SheetFolder(options.StateFolder)), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SheetSender>>()));

    public override void Dispose()
    {
        base.Dispose();
        upload.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = "";
        while (true)
        {
            var (words, anyWaits) = await upload.SendAsync(stoppingToken);
            foreach (var line in words.Where(line => line != said))
                SheetLog.Answered(log, line);
            if (!anyWaits)
                return;
            said = words[^1];
            await Task.Delay(TryAgainAfter, time, stoppingToken);
        }
    }
}
