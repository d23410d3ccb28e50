using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Solutions.Edge.Agent.Heartbeat;

/// <summary>
/// Says to systemd that the process is ready, and twice within the watchdog's time that it still runs. One that no longer gets a thread to say so is
/// ended and started again.
/// </summary>
internal sealed class ServiceWatch(ISystemdNotifier systemd, TimeSpan? watchdog, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    /// <summary>Only where systemd has started this process and listens.</summary>
    public static void Add(IServiceCollection services)
    {
        var systemd = new SystemdNotifier();
        if (systemd.IsEnabled)
            services.AddHostedService(s => new ServiceWatch(systemd, Watchdog(Environment.GetEnvironmentVariable("WATCHDOG_USEC")),
                s.GetRequiredService<IHostApplicationLifetime>(), s.GetRequiredService<TimeProvider>()));
    }

    /// <param name="microseconds">As systemd states it.</param>
    /// <returns>The watchdog's time; null = there is no watchdog.</returns>
    public static TimeSpan? Watchdog(string? microseconds) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? TimeSpan.FromMicroseconds(given) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStarted.Register(() => systemd.Notify(ServiceState.Ready));
        lifetime.ApplicationStopping.Register(() => systemd.Notify(ServiceState.Stopping));
        if (watchdog is not { } longest)
            return;
        using var timer = new PeriodicTimer(longest / 2, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            systemd.Notify(Alive);
    }
}
