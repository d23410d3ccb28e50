using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>An event of which there is a clip: it plays when the event is shown, once a reason is given.</summary>
public sealed class ClipInReviewTests : OperatorPage
{
    private readonly Night night = Night.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)), TimeZoneInfo.Utc);

    private protected override SiteEntry[] Sites =>
        [AlleyAndHome[0], AlleyAndHome[1] with { TimeZone = "UTC", Baseline = null, SeededNights = 1 }];

    [Fact]
    public async Task The_clip_of_an_event_plays_by_itself_and_the_attribution_states_that_it_was_perceived_by_it()
    {
        var at = night.From.AddSeconds(1000);
        await ImportAsync(at);
        using var asked = await Room.Http.PostAsJsonAsync("/api/v1/cases/c-fortnight/clips", new { device = "bedroom", why = "music" });
        var clip = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("clip").GetString()!;
        await SealedTone.DeliverAsync(Room, clip, at.AddSeconds(-1));
        await Eventually.IsTrueAsync("the clip is stated", async () =>
            (await Room.GetAsync("/api/v1/cases/c-fortnight/clips")).EnumerateArray().Any(c => c.GetProperty("from").ValueKind == JsonValueKind.String));

        var page = await OpenAsync();
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/c-fortnight/review#bedroom/{night.Date}/{at.ToUnixTimeSeconds()}");
        var state = page.Locator("[data-clip-state]");
        await Assertions.Expect(state).ToContainTextAsync("There is a clip of this event. With a reason it opens");
        await page.FillAsync("#reason", "review of the night");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("[data-clip]")).ToHaveAttributeAsync("data-playing", "true");
        await Assertions.Expect(page.Locator("#perceived")).ToHaveValueAsync("clip");
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("2");
        await page.WaitForSelectorAsync("[data-review][data-sent='1']");
        await Assertions.Expect(page.Locator("#perceived")).ToHaveValueAsync("level-only");
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/c-fortnight");
        await Assertions.Expect(page.Locator("[data-kind=attribution]")).ToContainTextAsync("other source, by clip");
        var audit = await Room.Http.GetStringAsync("/api/v1/audit");
        Assert.Contains("review of the night", audit, StringComparison.Ordinal);
        Assert.Empty(Console);
    }

    /// <summary>30 dB from an hour before the night, and one second of 60 dB.</summary>
    private async Task ImportAsync(DateTimeOffset loud)
    {
        var seconds = Enumerable.Range(0, 3600 + 1200).Select(i => (Number: i + 1, At: night.From.AddSeconds(i - 3600))).Select(s => new StoredRecord("bedroom",
            new NoiseRecord
            {
                Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
                Bn = 1,
                Seq = s.Number,
                T = s.At,
                LAeq = s.At == loud ? 60 : 30,
                LAFmax = s.At == loud ? 62 : 31,
                N = 48_000,
            }));
        using var body = new ByteArrayContent([.. seconds.SelectMany(ReadingLine.Write)]);
        body.Headers.ContentType = new("application/x-ndjson");
        (await Room.Http.PostAsync("/api/v1/readings/import", body)).EnsureSuccessStatusCode();
    }
}
