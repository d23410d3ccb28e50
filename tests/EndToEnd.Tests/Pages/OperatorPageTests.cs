using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>The queue, the strips and what an operator may see.</summary>
public sealed class OperatorPageTests : OperatorPage
{
    [Fact]
    public async Task A_forced_gate_is_the_first_row_with_its_why_and_picture_and_A_acknowledges_it()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        var row = page.Locator("[data-alert]").First;
        await Assertions.Expect(row).ToHaveAttributeAsync("data-code", "GATE-FORCED");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-priority", "1");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Unacknowledged");
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(row).ToContainTextAsync("opened while the bolt reads thrown");
        // The gate's own camera, not the site's.
        await Assertions.Expect(page.GetByText("CAM 14")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("PRESET 2")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-announced]")).ToContainTextAsync("P1 urgent, Alley");
        await Assertions.Expect(page.GetByText("No picture yet")).ToBeVisibleAsync();
        await DeliverAsync("north", (await AskedAsync(north, Command.Still)).Id, [0xFF, 0xD8, 0xFF, 0xD9]);
        await Assertions.Expect(page.Locator("figure img")).ToHaveAttributeAsync("alt", new Regex("^Still of Alley at "));

        await AcknowledgeAsync(page);
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Acknowledged");
        await Assertions.Expect(page.Locator("[data-key=a]")).ToHaveCountAsync(0);
        var alerts = (await Room.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray();
        var alert = Assert.Single(alerts, a => a.GetProperty("code").GetString() == "GATE-FORCED");
        Assert.Equal("acknowledged", alert.GetProperty("state").GetString());
        // The one error is the test's own still, which is no picture that a browser can show.
        Assert.DoesNotContain(Console, m => !m.Contains("/evidence/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task J_and_K_move_the_selection_and_letters_in_a_field_do_nothing()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(1);
        await using var south = await ForceAsync("south");
        var rows = page.Locator("[data-alert]");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        // The newest is first, and the one already looked at keeps the selection.
        await Assertions.Expect(rows.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(rows.Nth(0)).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(page.GetByText("CAM 12")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(rows.Nth(0)).ToHaveAttributeAsync("aria-current", "true");
        await page.EvaluateAsync("() => { const field = document.createElement('input'); document.body.append(field); field.focus(); }");
        await page.Keyboard.TypeAsync("ja");
        await page.EvaluateAsync("() => document.activeElement.remove()");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(page.Locator("[data-state=Unacknowledged]")).ToHaveCountAsync(2);
        Assert.Empty(Console);
    }

    [Fact]
    public async Task Readings_move_the_strips_second_by_second()
    {
        var page = await OpenAsync();
        await using var north = await WireDevice.ConnectAsync("north", Room.MqttPort);
        foreach (var ago in new[] { 3, 2, 1 })
        {
            var t = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - ago);
            await north.SendAsync(Streams.Noise, new NoiseRecord { T = t, LAeq = 47.2, N = 48_000 });
            await north.SendAsync(Streams.Motion, new MotionRecord { T = t, Occupied = 1.5 });
            foreach (var strip in new[] { "level", "movement" })
            {
                var drawn = page.Locator($"[data-strip={strip}][data-site=alley]");
                await Assertions.Expect(drawn).ToHaveAttributeAsync("data-last-second", $"{t.ToUnixTimeMilliseconds()}");
            }
        }
        await Assertions.Expect(page.Locator("[data-strip=level][data-site=alley]")).ToContainTextAsync("47 dB");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task A_home_that_is_loud_shows_a_number_for_environmental_health_and_nothing_else()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.GetByText("not reporting")).ToBeVisibleAsync();
        await using var bedroom = await WireDevice.ConnectAsync("bedroom", Room.MqttPort);
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        for (var ago = 40; ago > 0; ago--)
            await bedroom.SendAsync(Streams.Noise, new NoiseRecord { T = now.AddSeconds(-ago), LAeq = 73.91, N = 48_000 });
        await Assertions.Expect(page.Locator("[data-badge=environmental-health]")).ToHaveTextAsync("Environmental health: 1 waiting");
        await Assertions.Expect(page.GetByText("reporting", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(0);
        var html = await page.ContentAsync();
        foreach (var secret in new[] { "73.9", "NOISE-NIGHT", "Bedroom", "bedroom" })
        {
            Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
            Assert.DoesNotContain(Responses, r => r.Contains(secret, StringComparison.Ordinal));
        }
        using var strips = new StreamReader(await Room.Http.GetStreamAsync("/live/strips"));
        Assert.DoesNotContain("bedroom", await strips.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await Room.Http.GetAsync("/live/trace?site=home&from=0&to=1000")).StatusCode);
        Assert.Empty(Console);
    }

    [Fact]
    public async Task On_a_phone_the_page_is_one_column_without_sideways_scrolling()
    {
        await using var north = await ForceAsync("north");
        var page = await OpenAsync(390, 844);
        await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await Assertions.Expect(page.Locator("[data-key=a]")).ToBeVisibleAsync();
        Assert.Empty(Console);
    }
}
