using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults.Flood;

/// <summary>How long the alarms of a gate took, in ms, ascending, without and with a flooding device beside it.</summary>
/// <param name="Calm">Without.</param>
/// <param name="Flooded">With.</param>
/// <param name="Sent">Messages of the flood.</param>
/// <param name="Seconds">How long that took.</param>
internal sealed record FloodResult(IReadOnlyList<double> Calm, IReadOnlyList<double> Flooded, long Sent, double Seconds)
{
    private const double MostMoreMs = 1_000;

    /// <summary>By how much the slowest alarm was slower.</summary>
    public double MoreMs => Flooded[^1] - Calm[^1];

    /// <summary>What is not as it must be; null = all is.</summary>
    public string? Fault => MoreMs > MostMoreMs ? $"the flood made the slowest alarm {MoreMs:0} ms later; it must be {MostMoreMs} or less" : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        alarms without a flood ({Calm.Count}): {Calm[Calm.Count / 2]:0} ms at the median, {Calm[^1]:0} ms at most
        alarms beside {Sent / Seconds:0} messages/s of one device for {Seconds:0} s ({Flooded.Count}): {Flooded[
            Flooded.Count / 2]:0} ms at the median, {Flooded[^1]:0} ms at most
        the flood made the slowest {MoreMs:0} ms later, the median {Flooded[Flooded.Count / 2] - Calm[Calm.Count / 2]:0} ms
        """);
}

/// <summary>One device of a site floods the built control room, and a gate of the same site is forced every few seconds.</summary>
internal static class FloodRun
{
    private const string Gate = "gate", Flooding = "lamp";

    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(2), Look = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(60);

    public static async Task<FloodResult> RunAsync(int perSecond, TimeSpan lasting, TimeProvider time, TextWriter progress, CancellationToken stopping)
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Site()));
        await using var watch = AlarmWatch.Start(room.MqttPort);
        await using var gate = await WireDevice.ConnectAsync(Gate, room.MqttPort);
        await SendAsync(gate, ContactState.Closed, time);
        // The first are of code that runs for the first time.
        await ForceAsync(TimeSpan.FromSeconds(10));
        await progress.WriteLineAsync("calm …");
        var calm = await ForceAsync(lasting / 2);
        using var device = new FloodingDevice(Flooding, perSecond, time);
        await device.ConnectAsync(room.MqttPort, stopping);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var began = time.GetTimestamp();
        await progress.WriteLineAsync("flood …");
        var flood = Task.Run(() => device.FloodAsync(enough.Token), stopping);
        var flooded = await ForceAsync(lasting);
        var (sent, seconds) = (device.Sent, time.GetElapsedTime(began).TotalSeconds);
        await enough.CancelAsync();
        await flood;
        return new(calm, flooded, sent, seconds);

        async Task<IReadOnlyList<double>> ForceAsync(TimeSpan span)
        {
            var (delays, start) = (new List<double>(), time.GetTimestamp());
            while (time.GetElapsedTime(start) < span)
            {
                var (known, at) = (watch.Published.Count, time.GetUtcNow());
                await SendAsync(gate, ContactState.Open, time);
                for (var waited = time.GetTimestamp(); watch.Published.Count == known; await Task.Delay(Look, time, stopping))
                {
                    if (time.GetElapsedTime(waited) > Patience)
                        throw new InvalidOperationException($"a forced gate rang nowhere within {Patience.TotalSeconds:0} s");
                }
                delays.Add((watch.Published[known] - at).TotalMilliseconds);
                await SendAsync(gate, ContactState.Closed, time);
                await Task.Delay(Closed, time, stopping);
            }
            return [.. delays.Order()];
        }
    }

    private static SiteEntry Site() => new()
    {
        Id = "alley",
        Name = "Alley",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        DemoHours = true,
        Devices =
        [
            new() { Id = Gate, Name = "Gate", Gate = new() { Lock = LockType.Keyed } },
            new() { Id = Flooding, Name = "Lamp", Sound = new() },
        ],
    };

    private static Task SendAsync(WireDevice gate, ContactState contact, TimeProvider time) => gate.SendAsync(Streams.Gate, new GateRecord
    {
        T = time.GetUtcNow(),
        Up = time.GetUtcNow().ToUnixTimeMilliseconds() % 1_000_000_000,
        Contact = contact,
        Bolt = BoltState.Thrown,
    });
}
