using System.Text.Json;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>Weather, doubt, a gap and bass of a night from known records, and its assessments, in a real browser.</summary>
public sealed class NightSurroundingsTests : OperatorPage
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", Later = "8f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    private readonly Night night = Night.Of(
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    /// <summary>A home with a gauge in its yard, and with nothing but what the test puts there.</summary>
    private protected override SiteEntry[] Sites =>
    [
        AlleyAndHome[0],
        AlleyAndHome[1] with
        {
            SeededLAeq = null,
            Devices = [.. AlleyAndHome[1].Devices, new() { Id = "yard", Name = "Yard", Gate = new() }],
        },
    ];

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task What_bears_on_a_night_is_shown_with_it_and_left_out_by_one_key(int width, int height, ColorScheme scheme)
    {
        await ImportAsync();
        var page = await OpenAsync(width, height, scheme: scheme);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/nights/bedroom/{night.Date}");
        await page.WaitForSelectorAsync("[data-night][data-ready=true]");
        await page.WaitForSelectorAsync("[data-around][data-ready=true]");
        // 60 s of 70 dB in 8 m/s of wind and 1340 s of 40 dB: 10 lg((60 * 10^7 + 1340 * 10^4) / 1400) = 56.42.
        var row = page.Locator("[data-compared=LAeq] td");
        await Assertions.Expect(row.Nth(1)).ToHaveTextAsync("56.4 dB");
        await Assertions.Expect(row.Nth(2)).ToHaveTextAsync("40.0 dB");
        await Assertions.Expect(page.Locator("[data-compared='Data capture'] td").Nth(2)).ToHaveTextAsync("4.7 %");
        await Assertions.Expect(page.Locator("[data-weather]")).ToContainTextAsync("Wind up to 8.0 m/s, rain up to 0.0 mm/h");
        await Assertions.Expect(page.Locator("[data-gap]")).ToHaveTextAsync("23:20:00 to 23:21:40: the device restarted");

        var (button, bass) = (page.Locator("[data-key=v]"), page.Locator("[data-bass]"));
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("b");
        await Assertions.Expect(bass).ToHaveAttributeAsync("open", "");
        // 63 Hz at 50 dB, 8 dB over the curve's 42.
        await Assertions.Expect(bass.Locator("tbody tr").Nth(1).Locator("[data-label='63 Hz']")).ToHaveTextAsync("50.0 ▲");
        await Assertions.Expect(bass.Locator("tbody tr").Nth(1).Locator("[data-label='LCeq − LAeq']")).ToHaveTextAsync("16.0");
        await page.Locator("[data-night] canvas[tabindex]").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("PageDown");
        for (var minute = 0; minute < 6; minute++)
            await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(page.Locator("[data-night] .readout")).ToHaveTextAsync("23:21:00, no level: the device restarted, background 40.0 dB");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await AssertNoViolationAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Assessments of this night" }).ClickAsync();
        await page.WaitForSelectorAsync("[data-assessment]");
        await Assertions.Expect(page.Locator("[data-assessment=low-frequency] .result")).ToContainTextAsync("63 Hz at 23:00: 50.0 dB");
        await Assertions.Expect(page.Locator("[data-assessment=bs-4142] .result")).ToContainTextAsync("Not applicable because the source is not established");
        await page.Locator("[data-assessment=low-frequency] summary").ClickAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await AssertNoViolationAsync(page);

        // With a case an officer can state the kind of source, and the text that is not for it says so.
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/new");
        await page.GetByLabel("What is complained of").FillAsync("Music at night");
        await page.GetByLabel("Premises from which").FillAsync("Next door");
        await page.GetByLabel("Home H-017").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the case" }).ClickAsync();
        await page.WaitForURLAsync("**/cases/c-*");
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/nights/bedroom/{night.Date}/assessments");
        await page.GetByLabel("Kind of source in this night").SelectOptionAsync("Music");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter in case" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-assessment=bs-4142] .result")).ToContainTextAsync("the source is music, which is outside the scope");
        await page.GetByText("State what is missing").ClickAsync();
        await AssertNoViolationAsync(page);
        await page.GetByLabel("Where the microphone is").SelectOptionAsync("Facade");
        await page.GetByRole(AriaRole.Button, new() { Name = "State the position" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-input=Position]")).ToContainTextAsync("1 m before a façade");
        await Assertions.Expect(page.Locator("[data-input=Position] [data-label=From]")).ToContainTextAsync("stated by ");
        await AssertNoViolationAsync(page);
        Assert.Empty(Console);
    }

    /// <summary>20 minutes, the sixth of 70 dB in wind, a gap over which the device starts again, and 200 s more.</summary>
    private async Task ImportAsync()
    {
        var seconds = Enumerable.Range(0, 1500).Where(i => i is < 1200 or >= 1300).Select(i => new StoredRecord("bedroom", new NoiseRecord
        {
            Boot = i < 1200 ? Boot : Later,
            Seq = i + 1,
            T = night.From.AddSeconds(i),
            LAeq = i is >= 300 and < 360 ? 70 : 40,
            LAFmax = i is >= 300 and < 360 ? 73 : 41,
            N = 48_000,
        }));
        var minutes = Enumerable.Range(0, 3).Select(n => new StoredRecord("bedroom", new NoiseMinuteRecord
        {
            Boot = Boot,
            Seq = n + 1,
            T = night.From.AddMinutes(n),
            LAeq = 40,
            LCeq = 56,
            LAFmax = 41,
            Histogram = new(400, [6000]),
            Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 8 ? (double?)50 : 20)],
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 100,
        }));
        var weather = Enumerable.Range(1, 20).Select(n => new StoredRecord("yard",
            new GateRecord { Boot = Boot, Seq = n, T = night.From.AddMinutes(n), Wind = n == 6 ? 8 : 1.2, Rain = 0 }));
        var heartbeats = new[] { (1195, Boot), (1305, Later) }.Select(b => new StoredRecord("bedroom",
            new HeartbeatRecord { Boot = b.Item2, Seq = 1, T = night.From.AddSeconds(b.Item1), Queue = 0, Dropped = 0, Version = "0.1.0" }));
        StoredRecord[] all = [.. seconds, .. minutes, .. weather, .. heartbeats];
        using var body = new ByteArrayContent([.. all.SelectMany(ReadingLine.Write)]);
        body.Headers.ContentType = new("application/x-ndjson");
        using var answer = await Room.Http.PostAsync("/api/v1/readings/import", body);
        Assert.Equal(all.Length, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("lines").GetInt32());
    }
}
