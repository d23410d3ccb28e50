using Microsoft.Playwright;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>Nothing is cut, hidden or out of reach: at 200 %, on the smallest phone, by keyboard, for a screen reader.</summary>
public sealed class ReachTests : OperatorPage
{
    [Theory]
    [InlineData(960, 540)]
    [InlineData(320, 640)]
    [InlineData(1440, 900)]
    public async Task What_to_call_up_and_the_verb_are_whole_on_the_screen(int width, int height)
    {
        await using var north = await ForceAsync("north");
        var page = await OpenAsync(width, height);
        await Assertions.Expect(page.Locator("[data-acknowledge]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(page.GetByText("PRESET 2")).ToBeInViewportAsync(new() { Ratio = 1 });
        // Wider than its column it would be cut: what is read is then another preset.
        Assert.True(await page.EvaluateAsync<bool>("() => { const p = document.querySelector('.call p'); return p.scrollWidth <= p.clientWidth; }"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(Console);
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(960, 540, ColorScheme.Dark)]
    [InlineData(320, 640, ColorScheme.Dark)]
    public async Task No_rule_of_accessibility_is_broken_in_any_state_of_the_page(int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync(width, height, scheme: scheme);
        await Assertions.Expect(page.Locator("[data-band]")).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
        await using var north = await ForceAsync("north");
        await Assertions.Expect(page.Locator("[data-acknowledge]")).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("[role=dialog]")).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await AcknowledgeAsync(page);
        await Assertions.Expect(page.Locator("[data-key=u]")).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
    }
}
