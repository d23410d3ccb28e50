using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// A gate is forced again and again by the agent's script; the page notes when each occurrence stands in a row. Beside it,
/// the same count of bare publishes to a bare subscriber through the same broker, as the yardstick.
/// </summary>
internal static class GateToPage
{
    private const int PeriodSeconds = 3;

    /// <summary>Notes the first moment at which a row shows each time of a latest occurrence.</summary>
    private const string Watch = """
        window.seen = {};
        const note = () => { for (const row of document.querySelectorAll('[data-code="GATE-FORCED"]')) window.seen[row.dataset.last] ??= Date.now(); };
        new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-last'] });
        """;

    public static async Task<int> RunAsync(int count)
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "gate.json");
        await File.WriteAllTextAsync(script, $$"""
            { "repeat": {{PeriodSeconds}}, "steps": [ { "at": 0, "contact": "closed", "bolt": "thrown" }, { "at": 1.5, "contact": "open" } ] }
            """);
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices = [new() { Id = "gate", Name = "Gate", Gate = new() }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync($"http://127.0.0.1:{room.HttpPort}/");
        await page.WaitForSelectorAsync("main[data-ready=true]");
        await page.EvaluateAsync(Watch);
        await using var agent = AgentProcess.Start(
            AgentFileWriter.Write(folder.Path, "gate", AgentFileWriter.OfGate(script)), room, Path.Combine(folder.Path, "agent"));

        var bare = new List<double>();
        await using var publisher = await WireDevice.ConnectAsync("yardstick", room.MqttPort);
        await using var subscriber = await WireDevice.ConnectAsync("listener", room.MqttPort);
        await subscriber.ListenAsync(Topics.Up("yardstick", Streams.Status));
        var seen = new Dictionary<string, double>();
        while (seen.Count < count)
        {
            bare.Add(await BareAsync(publisher, subscriber));
            await Task.Delay(TimeSpan.FromSeconds(PeriodSeconds), TimeProvider.System);
            seen = JsonSerializer.Deserialize<Dictionary<string, double>>(await page.EvaluateAsync<string>("() => JSON.stringify(window.seen)"))!;
            if (agent.HasExited)
                throw new InvalidOperationException(agent.Output);
        }
        // Only occurrences that came while the page was watched, each from its own t.
        var delays = seen.Select(s => s.Value - double.Parse(s.Key, null)).Take(count).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"GATE-FORCED, t to row in the page: n {delays.Count}, "
                + $"median {Figures.Percentile(delays, 0.5):0} ms, p99 {Figures.Percentile(delays, 0.99):0} ms, max {delays.Max():0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"bare publish to subscriber beside it: n {bare.Count}, "
                + $"median {Figures.Percentile(bare, 0.5):0.0} ms, p99 {Figures.Percentile(bare, 0.99):0.0} ms"));
        Console.WriteLine(FormattableString.Invariant($"ratio of the medians: {Figures.Percentile(delays, 0.5) / Figures.Percentile(bare, 0.5):0.0}"));
        return 0;
    }

    private static async Task<double> BareAsync(WireDevice publisher, WireDevice subscriber)
    {
        subscriber.Received.Clear();
        var started = Stopwatch.GetTimestamp();
        await publisher.SendRawAsync(
            Topics.Up("yardstick", Streams.Status), """{"state":"online","boot":"00000000000000000000000000000000","connection":1}"""u8.ToArray());
        while (subscriber.Received.IsEmpty)
            await Task.Yield();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
