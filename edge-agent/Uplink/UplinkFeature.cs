using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Uplink;

internal static class UplinkFeature
{
    /// <param name="services">Where to.</param>
    /// <param name="options">This device.</param>
    /// <param name="boot">This run.</param>
    /// <param name="identity">What it was given when it enrolled; null = it has not, and reports plainly.</param>
    public static IServiceCollection AddUplink(this IServiceCollection services, AgentOptions options, Boot boot, DeviceIdentity? identity)
    {
        if (identity is not null)
            services.AddSingleton(identity).AddHostedService<IdentityRenewal>();
        var backlog = Path.Combine(options.StateFolder, "backlog");
        return services
            .AddSingleton(options).AddSingleton(boot)
            .AddSingleton(s => new DeviceClock(s.GetRequiredService<TimeProvider>(), options.TrustClock ? KernelClock.Trusted : KernelClock.Ask))
            .AddSingleton(_ => new Drops(backlog))
            .AddSingleton(s => Backlog.Open(backlog, options.BacklogMb * 1_000_000L, s.GetRequiredService<Drops>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton(s => new Outbox(boot, s.GetRequiredService<DeviceClock>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Drops>(),
                OutboxJournal.Open(options.JournalFolder), metered: options.Metered))
            .AddSingleton<Commands>()
            .AddSingleton(s => Place.Open(options.StateFolder, s.GetRequiredService<ILogger<Place>>()))
            // Stopped after the uplink, which is stopped after the sensors: keeps what could not be sent.
            .AddSingleton<BacklogWriter>().AddHostedService(s => s.GetRequiredService<BacklogWriter>())
            .AddSingleton<DownMessages>().AddSingleton(s => ActivatorUtilities.CreateInstance<MqttUplink>(s, new BrokerLine(options, identity)))
            .AddHostedService(s => s.GetRequiredService<MqttUplink>());
    }
}
