using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A hundred events of a night, reviewed by keyboard alone in a real browser.</summary>
public sealed class ReviewPageTests(ITestOutputHelper output) : OperatorPage
{
    private const int Events = 100;

    private readonly Night night = Night.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)), TimeZoneInfo.Utc);

    private protected override SiteEntry[] Sites => [AlleyAndHome[0], AlleyAndHome[1] with { TimeZone = "UTC", SeededLAeq = null, Baseline = null }];

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task A_hundred_events_are_attributed_a_key_each_and_undo_brings_the_last_one_back(int width, int height, ColorScheme scheme)
    {
        await ImportAsync();
        var page = await OpenAsync(width, height, scheme: scheme);
        var file = await OpenCaseAsync(page);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/{file}/review");
        var review = page.Locator("[data-review]");
        await page.WaitForSelectorAsync("[data-review][data-ready=true][data-drawn]");
        await Assertions.Expect(page.Locator("[data-progress]")).ToHaveTextAsync("0 of 100 events are done, 100 are left.");
        await Assertions.Expect(page.Locator("[data-what]")).ToContainTextAsync("1 s, LAeq 60.0 dB, LAFmax 62.0 dB, 30.0 dB over the background of 30.0");
        await Assertions.Expect(page.Locator("[data-what]")).ToContainTextAsync("looks like bass");
        await AssertNoViolationAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

        await page.ClickAsync("#source");
        await page.Keyboard.TypeAsync("speakers of flat 4");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        for (var i = 0; i < Events; i++)
        {
            var before = await review.GetAttributeAsync("data-at");
            await page.Keyboard.PressAsync(i % 4 == 0 ? "3" : "1");
            await page.WaitForFunctionAsync("""
                before => {
                    const { at, drawn } = document.querySelector('[data-review]').dataset;
                    return at !== before && (at === '' || drawn === at);
                }
                """, before);
        }
        await Assertions.Expect(page.Locator("h2[data-event]")).ToHaveTextAsync("No event is left to review");
        await Assertions.Expect(page.Locator("[data-progress]")).ToHaveTextAsync("100 of 100 events are done, 0 are left.");
        await page.WaitForSelectorAsync("[data-review][data-sent='100']");
        var took = (await review.GetAttributeAsync("data-took"))!.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Events - 1, took.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"From a key to the next event's picture: median {took[Events / 2]:0} ms, most {took[^1]:0} ms, {took.Sum() / 1000:0.0} s for {Events}."));

        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator("[data-last]")).ToContainTextAsync("taken back; it stays in the journal, struck.");
        await Assertions.Expect(page.Locator("[data-progress]")).ToHaveTextAsync("99 of 100 events are done, 1 are left.");
        await AssertNoViolationAsync(page);

        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/nights/bedroom/{night.Date}");
        await page.WaitForSelectorAsync("[data-night][data-ready=true]");
        await Assertions.Expect(page.Locator("[data-figure=events]")).ToHaveTextAsync("100");
        await Assertions.Expect(page.Locator("[data-figure=loud]")).ToHaveTextAsync("100");
        await Assertions.Expect(page.Locator("[data-tally]")).ToContainTextAsync("of 100 events are attributed to the alleged source");
        await Assertions.Expect(page.Locator("tr[data-event]").Filter(new() { HasText = "cannot say" }).First).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var at = await page.Locator("tr[data-at]").GetAttributeAsync("data-event");
        await Assertions.Expect(page.Locator("[data-night] .readout")).ToContainTextAsync("LAeq 60.0 dB, background 30.0 dB");
        Assert.Equal(120, Length(await page.Locator("[data-night] canvas[tabindex]").GetAttributeAsync("data-view")));
        await page.Keyboard.PressAsync("a");
        await page.WaitForSelectorAsync($"[data-review][data-drawn='bedroom-{at}']");
        Assert.EndsWith($"/cases/{file}/review#bedroom/{night.Date}/{at}", page.Url, StringComparison.Ordinal);
        Assert.Empty(Console);
    }

    private static int Length(string? view) => view!.Split(' ') is [var from, var to] ? int.Parse(to, null) - int.Parse(from, null) : 0;

    private async Task<string> OpenCaseAsync(IPage page)
    {
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/new");
        await page.FillAsync("[name=complaint]", "Music at night");
        await page.FillAsync("[name=premises]", "Flat 4");
        await page.CheckAsync("[name=sites][value=home]");
        await page.ClickAsync("form button.main");
        await page.WaitForURLAsync(url => url.Contains("/cases/c-", StringComparison.Ordinal));
        return new Uri(page.Url).Segments[^1];
    }

    /// <summary>30 dB from an hour before the night, and in it every minute one second of 60 dB of mostly bass.</summary>
    private async Task ImportAsync()
    {
        var count = 3600 + 60 * Events + 30;
        var seconds = Enumerable.Range(0, count).Select(i => (At: i, IsLoud: i >= 3600 && i % 60 == 30)).Select(s => new StoredRecord("bedroom", new NoiseRecord
        {
            Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
            Bn = 1,
            Seq = s.At + 1,
            T = night.From.AddSeconds(s.At - 3600),
            LAeq = s.IsLoud ? 60 : 30,
            LCeq = s.IsLoud ? 80 : 35,
            LAFmax = s.IsLoud ? 62 : 31,
            Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => (double?)(s.IsLoud ? 82 - 2.5 * b : 25))],
            N = 48_000,
        }));
        using var body = new ByteArrayContent([.. seconds.SelectMany(ReadingLine.Write)]);
        body.Headers.ContentType = new("application/x-ndjson");
        using var answer = await Room.Http.PostAsync("/api/v1/readings/import", body);
        Assert.Equal(count, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("lines").GetInt32());
    }
}
