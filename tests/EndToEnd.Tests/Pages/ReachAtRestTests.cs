using Microsoft.Playwright;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>Nothing is cut, hidden or out of reach: at 200 %, on the smallest phone, by keyboard, for a screen reader; while nothing waits.</summary>
public sealed class ReachAtRestTests(RestingRoom room) : OperatorPage(room), IClassFixture<RestingRoom>
{
    [Theory]
    [InlineData(960, 540)]
    [InlineData(320, 640)]
    [InlineData(1440, 900)]
    public async Task While_nothing_waits_the_sites_are_on_the_screen_and_no_strip_lies_over_another_line(int width, int height)
    {
        var page = await OpenAsync(width, height);
        await Assertions.Expect(page.Locator("[data-quiet-site=alley]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(page.Locator("[data-strip] output").First).ToHaveTextAsync("no reading");
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('article > *')].filter(line => {
                const [box, next] = [line, line.nextElementSibling].map(e => e?.getBoundingClientRect());
                const inside = [...line.querySelectorAll('*')].map(e => e.getBoundingClientRect());
                return Math.max(box.bottom, ...inside.map(i => i.bottom)) > (next?.top ?? Infinity) + 1;
            }).map(line => line.innerText)
            """));
    }

    [Theory]
    [InlineData(960, 540)]
    [InlineData(320, 640)]
    public async Task The_helps_Close_is_on_the_screen_and_the_focus_stays_in_the_help_and_returns(int width, int height)
    {
        var page = await OpenAsync(width, height);
        await page.Locator("[data-key='?']").FocusAsync();
        await page.Keyboard.PressAsync("?");
        var close = page.Locator("[role=dialog] [data-key=Escape]");
        await Assertions.Expect(close).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(close).ToBeFocusedAsync();
        foreach (var key in Enumerable.Repeat("Tab", 5).Concat(Enumerable.Repeat("Shift+Tab", 5)))
        {
            await page.Keyboard.PressAsync(key);
            var isWithin = await page.EvaluateAsync<bool>("() => document.querySelector('[role=dialog]').contains(document.activeElement)");
            Assert.True(isWithin, $"{key} left the help");
        }
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[role=dialog]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-key='?']")).ToBeFocusedAsync();
        Assert.Empty(Console);
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark, "rgb(12, 16, 20)")]
    [InlineData(320, 640, ColorScheme.Light, "rgb(233, 237, 240)")]
    public async Task The_health_page_is_readable_in_both_schemes_and_on_the_smallest_phone(int width, int height, ColorScheme scheme, string ground)
    {
        var page = await OpenAsync(width, height, scheme: scheme);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/health");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Health of this control room");
        await Assertions.Expect(page.Locator("html")).ToHaveCSSAsync("background-color", ground);
        await Assertions.Expect(page.Locator("dt", new() { HasText = "spool" }).First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await AssertNoViolationAsync(page);
        Assert.Empty(Console);
    }

    [Fact]
    public async Task Sound_that_is_turned_on_plays_at_once_and_the_Space_that_follows_does_not_turn_it_off()
    {
        var page = await OpenAsync(script: """
            window.notes = 0;
            const Real = window.OscillatorNode;
            window.OscillatorNode = class extends Real { start(...at) { window.notes++; super.start(...at); } };
            """);
        var sound = page.Locator("header [data-sound][aria-pressed]");
        if (await sound.GetAttributeAsync("aria-pressed") == "true")
            await sound.ClickAsync();
        await Assertions.Expect(sound).ToHaveTextAsync("Sound off");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.notes"));
        await sound.ClickAsync();
        await Assertions.Expect(sound).ToHaveTextAsync("Sound on");
        Assert.True(await page.EvaluateAsync<int>("() => window.notes") > 0);
        await page.Keyboard.PressAsync("Space");
        await page.EvaluateAsync("async () => { for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame); }");
        await Assertions.Expect(sound).ToHaveTextAsync("Sound on");
        Assert.Empty(Console);
    }
}
