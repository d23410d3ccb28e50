using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>From the list of cases to a verified pack, in a real browser.</summary>
public sealed class DeskPageTests(ITestOutputHelper output) : OperatorPage
{
    private int clicks;

    private protected override SiteEntry[] Sites => [AlleyAndHome[0], AlleyAndHome[1] with { TimeZone = "UTC", SeededLAeq = null, Baseline = null }];

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task A_pack_is_made_verified_and_downloaded_at_the_desk(int width, int height, ColorScheme scheme)
    {
        await ImportAsync();
        var page = await OpenAsync(width, height, scheme: scheme);
        await OpenCaseAsync(page);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases");
        await ClickAsync(page.Locator("main a[href^='/cases/c-']").First);
        await ClickAsync(page.Locator("a[href$='/desk']"));
        await Assertions.Expect(page.Locator("[data-topic]")).ToHaveCountAsync(8);
        await Assertions.Expect(page.Locator("[data-page='1']")).ToContainTextAsync("noise said to come from Flat 4");
        await Assertions.Expect(page.Locator("[data-topic=signatures]")).ToHaveAttributeAsync("data-state", "amber");
        await Assertions.Expect(page.Locator("#ask-attribution")).ToContainTextAsync("came from these premises");
        // From one amber point to the next by its key, and from there to the button that makes the pack.
        foreach (var topic in new[] { "instrument", "calibration" })
        {
            await page.Keyboard.PressAsync("n");
            await Assertions.Expect(page.Locator($"[data-topic={topic}] a")).ToBeFocusedAsync();
        }
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator("[data-seal]")).ToBeFocusedAsync();
        await AssertNoViolationAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

        await ClickAsync(page.Locator("[data-seal]"));
        await Assertions.Expect(page.Locator(".said")).ToContainTextAsync("is made.");
        await ClickAsync(page.Locator("button:text-is('Verify')"));
        await Assertions.Expect(page.Locator(".said")).ToContainTextAsync("is whole");
        output.WriteLine($"From the list of cases to a verified pack: {clicks} clicks.");
        Assert.InRange(clicks, 1, 12);
        await AssertNoViolationAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=Download"));
        await using (var pack = File.OpenRead(await download.PathAsync()))
            Assert.True(PackCheck.Check(pack).IsWhole);

        await page.FillAsync("[name=name]", "Jo Smith");
        await page.FillAsync("[name=initials]", "JS");
        await page.CheckAsync("[name=adult]");
        await page.CheckAsync("[name=reads]");
        await Assertions.Expect(page.Locator("[data-missing]")).ToContainTextAsync("the witness's name");
        await page.CheckAsync("[name=declares]");
        await page.ClickAsync("button:text-is('Keep it')");
        await Assertions.Expect(page.Locator("[data-topic=signatures]")).ToHaveAttributeAsync("data-state", "green");
        await Assertions.Expect(page.Locator("[data-missing]")).ToHaveCountAsync(0);
        await page.FillAsync("[name=at]", "2026-01-02T03:04");
        await page.FillAsync("[name=read]", "93.90");
        await page.FillAsync("[name=calibrator]", "class 1, 4711");
        await page.ClickAsync("button:text-is('Note it')");
        await Assertions.Expect(page.Locator("td[data-label=Calibrator]")).ToHaveTextAsync("class 1, 4711");
        await AssertNoViolationAsync(page);
        Assert.Empty(Console);
    }

    private Task ClickAsync(ILocator what)
    {
        clicks++;
        return what.ClickAsync();
    }

    private async Task OpenCaseAsync(IPage page)
    {
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/new");
        await page.FillAsync("[name=complaint]", "Music at night");
        await page.FillAsync("[name=premises]", "Flat 4");
        await page.CheckAsync("[name=sites][value=home]");
        await page.ClickAsync("form button.main");
        await page.WaitForURLAsync(url => url.Contains("/cases/c-", StringComparison.Ordinal));
    }

    /// <summary>Half an hour at the beginning of each of the last three nights that are over.</summary>
    private async Task ImportAsync()
    {
        var records = from before in Enumerable.Range(2, 3)
                      let night = Night.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-before)), TimeZoneInfo.Utc)
                      from i in Enumerable.Range(0, 1800)
                      select new StoredRecord("bedroom", new NoiseRecord
                      {
                          Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
                          Bn = 1,
                          Seq = night.From.ToUnixTimeSeconds() + i,
                          T = night.From.AddSeconds(i),
                          LAeq = i % 300 < 20 ? 55 : 31,
                          LAFmax = i % 300 < 20 ? 58 : 32,
                          N = 48_000,
                      });
        using var body = new ByteArrayContent([.. records.SelectMany(ReadingLine.Write)]);
        body.Headers.ContentType = new("application/x-ndjson");
        using var answer = await Room.Http.PostAsync("/api/v1/readings/import", body);
        answer.EnsureSuccessStatusCode();
    }
}
