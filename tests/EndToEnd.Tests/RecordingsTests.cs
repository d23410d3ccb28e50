using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>Real sound and a real street, played as a site: what an operator sees of them.</summary>
public class RecordingsTests
{
    private const string Player = "d-92bb48", Site = "s-f5126e";

    [Fact]
    public async Task A_voice_and_a_street_played_as_a_site_arrive_on_the_page_and_raise_NOISE_CROWD()
    {
        Assert.SkipUnless(Tree.Data is not null, "the recordings are absent: this test plays ../shared/data/vtest.avi and ../shared/data/audio/speech.wav");
        var browser = await SharedBrowser.OfTestAsync();
        using var folder = new TemporaryFolder();
        var sites = Path.Combine(Tree.Root, "shared", "demonstration.json");
        await using var room = await ControlRoomProcess.StartAsync(sites, settings: new Dictionary<string, string> { ["SOLUTIONS__RECORDINGS"] = "true" });
        await using var agent = AgentProcess.Start(AgentFileWriter.Write(folder.Path, Player,
            $$"""
            "sound": {"source": "file", "path": "{{Path.Combine(Tree.Data, "audio", "speech.wav")}}"},
            "camera": {"source": "file", "path": "{{Path.Combine(Tree.Data, "vtest.avi")}}"}
            """), room, folder.Path);

        // The level must stand over P95 + 6 dB for a minute and hold for two; meanwhile no browser draws.
        await Eventually.IsTrueAsync("NOISE-CROWD", async () => (await room.GetAsync("/api/v1/alerts?state=all")).GetProperty("items").EnumerateArray()
            .Any(a => a.GetProperty("code").GetString() == "NOISE-CROWD"), seconds: 300);
        var page = await browser.OpenAsync($"http://127.0.0.1:{room.HttpPort}/");
        await page.WaitForSelectorAsync("[data-last-second]", new() { Timeout = 60_000, State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await page.WaitForSelectorAsync($"[data-code='NOISE-CROWD'][data-site='{Site}']", new() { Timeout = 60_000 });
        await page.Context.CloseAsync();

        var noise = (await room.GetAsync($"/api/v1/noise?device={Player}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
            .GetProperty("items").EnumerateArray().ToList();
        Assert.True(noise.Count > 120, $"{noise.Count} seconds of noise are stored");
        Assert.All(noise, n => Assert.InRange(n.GetProperty("LAeq").GetDouble(), 20, 110));
    }
}
