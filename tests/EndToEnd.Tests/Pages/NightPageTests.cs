using System.Text.Json;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A night of a home from known seconds, in a real browser.</summary>
public sealed class NightPageTests : OperatorPage
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    private readonly Night night = Night.Of(
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    /// <summary>The home where no clock is ever changed, half an hour beside the hours of UTC, and with nothing but what the test puts there.</summary>
    private protected override SiteEntry[] Sites => [AlleyAndHome[0], AlleyAndHome[1] with { TimeZone = "Asia/Kolkata", SeededLAeq = null }];

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task A_night_is_drawn_and_read_second_by_second_and_its_gaps_are_gaps(int width, int height, ColorScheme scheme)
    {
        await ImportAsync();
        var page = await OpenAsync(width, height, scheme: scheme);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/nights");
        await Assertions.Expect(page.Locator("[data-microphone=bedroom] li[data-mark=Part]")).ToContainTextAsync("% only");
        await Assertions.Expect(page.Locator("[data-microphone=bedroom] li")).ToHaveCountAsync(14);
        await AssertNoViolationAsync(page);
        await page.Locator($"[data-microphone=bedroom] a[href$='{night.Date}']").ClickAsync();

        await page.WaitForSelectorAsync("[data-night][data-ready=true]");
        // 20 minutes of 40 dB and one second of 70: 10 lg((1199 · 10^4 + 10^7) / 1200).
        await Assertions.Expect(page.Locator("[data-figure=LAeq]")).ToHaveTextAsync("≥ 42.6 dB");
        await Assertions.Expect(page.Locator("[data-figure=LAFmax]")).ToContainTextAsync("73.0 dB at 23:00:10");
        await Assertions.Expect(page.Locator("[data-figure=capture]")).ToHaveTextAsync("4.2 %");
        var (canvas, readout) = (page.Locator("[data-night] canvas[tabindex]"), page.Locator("[data-night] .readout"));
        await canvas.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(readout).ToHaveTextAsync("23:00:00, LAeq 40.0 dB, background 40.0 dB");
        for (var second = 0; second < 10; second++)
            await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(readout).ToHaveTextAsync("23:00:10, LAeq 70.0 dB, background 40.0 dB, overload");
        await page.Keyboard.PressAsync("PageDown");
        await page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(readout).ToHaveTextAsync("23:30:10, no level: no record came");
        Assert.Equal("0 28800", await canvas.GetAttributeAsync("data-view"));
        // The second at the cursor stays where it stands.
        await page.Keyboard.PressAsync("+");
        Assert.Equal("905 15305", await canvas.GetAttributeAsync("data-view"));
        await page.Keyboard.PressAsync("0");
        Assert.Equal("0 28800", await canvas.GetAttributeAsync("data-view"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("p");
        await page.WaitForURLAsync($"**/nights/bedroom/{night.Evening.AddDays(-1):yyyy-MM-dd}");
        await Assertions.Expect(page.Locator("[data-nothing]")).ToHaveTextAsync("Nothing was measured in this night.");
        Assert.Empty(Console);
    }

    /// <summary>The night's first 20 minutes at 40 dB, and in them one second of 70 dB, in overload.</summary>
    private async Task ImportAsync()
    {
        var seconds = Enumerable.Range(0, 1200).Select(i => new StoredRecord("bedroom", new NoiseRecord
        {
            Boot = Boot,
            Bn = 1,
            Seq = i + 1,
            T = night.From.AddSeconds(i),
            LAeq = i == 10 ? 70 : 40,
            LAFmax = i == 10 ? 73 : 41,
            N = 48_000,
            Flags = i == 10 ? ["overload"] : [],
        }));
        using var body = new ByteArrayContent([.. seconds.SelectMany(ReadingLine.Write)]);
        body.Headers.ContentType = new("application/x-ndjson");
        using var answer = await Room.Http.PostAsync("/api/v1/readings/import", body);
        Assert.Equal(1200, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("lines").GetInt32());
    }
}
