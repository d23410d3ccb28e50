using System.Diagnostics;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>Runs ./start.sh on free ports and looks at the page until a strip has drawn a second; then reads every process's memory after a minute.</summary>
internal static class StartToReading
{
    public static async Task<int> RunAsync()
    {
        var ports = FreePort.Take(4);
        var address = $"http://127.0.0.1:{ports[0]}/";
        await using var browser = await Browser.StartAsync();
        var started = Stopwatch.GetTimestamp();
        var script = Path.Combine(Tree.Root, "start.sh");
        string[] arguments =
        [
            "bash", script, "--fresh", "--port", $"{ports[0]}", "--mqtt-port", $"{ports[1]}", "--device-port", $"{ports[2]}", "--mqtts-port", $"{ports[3]}",
        ];
        using var start = Process.Start(new ProcessStartInfo("setsid", arguments))!;
        try
        {
            using var http = new HttpClient();
            await Eventually.IsTrueAsync("page", async () =>
            {
                try
                {
                    return (await http.GetAsync(address)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }, seconds: 300);
            Console.WriteLine(FormattableString.Invariant($"./start.sh to the page answering: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
            var page = await browser.OpenAsync(address);
            await page.WaitForSelectorAsync("[data-last-second]", new() { Timeout = 120_000, State = Microsoft.Playwright.WaitForSelectorState.Attached });
            Console.WriteLine(
                FormattableString.Invariant($"./start.sh to the first live reading on the page: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
            await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System);
            foreach (var process in Process.GetProcesses().Where(p => p.SessionId == start.SessionId && p.ProcessName == "dotnet"))
            {
                var words = (await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline")).Split('\0');
                if (Array.Find(words, w => w.Contains("solutions-", StringComparison.Ordinal)) is not { } program)
                    continue;
                var device = Array.IndexOf(words, "--config") is > 0 and var at ? " " + Path.GetFileNameWithoutExtension(words[at + 1]) : "";
                Console.WriteLine(
                    FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(program)}{device}: {Figures.ResidentMb(process.Id):0} MB resident"));
            }
        }
        finally
        {
            using var kill = Process.Start("kill", ["-TERM", $"{start.Id}"]);
            await start.WaitForExitAsync();
        }
        return 0;
    }
}
