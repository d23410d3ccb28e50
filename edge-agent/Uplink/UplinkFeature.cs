using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Uplink;

internal static class UplinkFeature
{
    /// <param name="services">Where to.</param>
    /// <param name="device">This device's id.</param>
    /// <param name="broker">mqtt://host[:port].</param>
    /// <param name="boot">This run.</param>
    /// <param name="trustClock">True: the machine's clock is right although no time server disciplines it.</param>
    /// <param name="metered">True: every byte sent costs money.</param>
    /// <param name="storage">Where records wait.</param>
    public static IServiceCollection AddUplink(
        this IServiceCollection services, string device, Uri broker, Boot boot, bool trustClock, bool metered, OutboxStorage storage) =>
        services
        .AddSingleton(boot)
        .AddSingleton(s => new DeviceClock(s.GetRequiredService<TimeProvider>(), trustClock ? KernelClock.Trusted : KernelClock.Ask))
        .AddSingleton(_ => new Drops(storage.BacklogFolder))
        .AddSingleton(s => Backlog.Open(storage.BacklogFolder, storage.BacklogBytes, s.GetRequiredService<Drops>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new Outbox(boot, s.GetRequiredService<DeviceClock>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Drops>(),
            OutboxJournal.Open(storage.JournalFolder), metered: metered))
        .AddSingleton<Commands>()
        // Stopped after the uplink, which is stopped after the sensors: keeps what could not be sent.
        .AddSingleton<BacklogWriter>().AddHostedService(s => s.GetRequiredService<BacklogWriter>())
        .AddHostedService(s => new MqttUplink(device, broker, metered, boot,
            s.GetRequiredService<Outbox>(), s.GetRequiredService<Backlog>(), s.GetRequiredService<Commands>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<MqttUplink>>()));
}

/// <summary>Where a device's records wait for their acknowledgement.</summary>
/// <param name="JournalFolder">On a tmpfs.</param>
/// <param name="BacklogFolder">On the card.</param>
/// <param name="BacklogBytes">Most it takes of the card.</param>
internal sealed record OutboxStorage(string JournalFolder, string BacklogFolder, long BacklogBytes);
