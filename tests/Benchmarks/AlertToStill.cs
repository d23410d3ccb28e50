using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// Many gates in one alley with one real camera agent: each is forced in turn, some seconds apart, so that the stills go beside the
/// clips of the alerts before. Beside the still, the alert's own message on MQTT is the yardstick.
/// </summary>
internal static class AlertToStill
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(int count)
    {
        using var folder = new TemporaryFolder();
        var gates = Enumerable.Range(1, count).Select(n => $"gate-{n}").ToList();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = "lamp", Name = "Lamp column", Camera = new() },
                .. gates.Select(
                    id => new DeviceEntry { Id = id, Name = id, Gate = new() { Lock = LockType.Keyed } }),
            ],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        await using var agent = AgentProcess.Start(
            AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "camera")), room, Path.Combine(folder.Path, "agent"));
        await using var listener = await WireDevice.ConnectAsync("listener", room.MqttPort);
        await listener.ListenAsync("solutions/v1/site/alley/alert/+");
        await Eventually.IsTrueAsync("pictures", () => Task.FromResult(agent.Output.Contains("Camera", StringComparison.Ordinal)), seconds: 60);
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);

        var (alerts, stills) = (new List<double>(), new List<double>());
        foreach (var gate in gates)
        {
            await using var device = await WireDevice.ConnectAsync(gate, room.MqttPort);
            await device.SendAsync(Streams.Gate,
                new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
            await device.IsAcknowledgedAsync(Streams.Gate);
            listener.Received.Clear();
            var before = Stills(room).Count;
            var started = Stopwatch.GetTimestamp();
            await device.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Open, Bolt = BoltState.Thrown });
            double? alert = null;
            while (Stills(room).Count == before)
            {
                alert ??= listener.Received.Any(m => Rings(m.Payload)) ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : null;
                if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
                    throw new InvalidOperationException($"no still of {gate} within 30 s\n{agent.Output}");
                await Task.Yield();
            }
            var id = Path.GetFileNameWithoutExtension(Stills(room).Last());
            while (!(await room.Http.GetAsync($"/evidence/{id}.jpg")).IsSuccessStatusCode)
                await Task.Yield();
            stills.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            alerts.Add(alert ?? stills[^1]);
            await Task.Delay(Between, TimeProvider.System);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"GATE-FORCED sent to its alert on MQTT: "
            + $"n {alerts.Count}, median {Figures.Percentile(alerts, 0.5):0} ms, p99 {Figures.Percentile(alerts, 0.99):0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"GATE-FORCED sent to its still served whole: n {stills.Count}, "
            + $"median {Figures.Percentile(stills, 0.5):0} ms, p99 {Figures.Percentile(stills, 0.99):0} ms, max {stills.Max():0} ms"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"ratio of the medians: {Figures.Percentile(stills, 0.5) / Figures.Percentile(alerts, 0.5):0.0}"));
        return 0;
    }

    private static bool Rings(JsonElement alert) => alert.ValueKind == JsonValueKind.Object && alert.GetProperty("code").GetString() == "GATE-FORCED";

    /// <summary>Oldest first.</summary>
    private static List<string> Stills(ControlRoomProcess room) =>
        [.. new DirectoryInfo(Path.Combine(room.Data, "stills")).EnumerateFiles("*.jpg").OrderBy(f => f.CreationTimeUtc).Select(f => f.FullName)];
}
