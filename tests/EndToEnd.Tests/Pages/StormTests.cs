using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>Fifty-nine gates forced at once.</summary>
public sealed class StormTests : OperatorPage
{
    private const int Gates = 59;

    private protected override SiteEntry[] Sites =>
    [
        new()
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            CallUp = new(12, 1),
            Devices = [.. Enumerable.Range(0, Gates).Select(i =>
                new DeviceEntry { Id = $"gate-{i}", Name = $"Gate {i}", Gate = new() })],
        },
    ];

    [Fact]
    public async Task The_selected_row_stays_in_view_A_goes_on_to_the_next_and_the_verb_is_reached_early()
    {
        var devices = new List<WireDevice>();
        try
        {
            var page = await OpenAsync();
            foreach (var gate in Enumerable.Range(0, Gates))
                devices.Add(await ForceAsync($"gate-{gate}"));
            var (rows, selected) = (page.Locator("[data-alert]"), page.Locator("[data-alert][aria-current]"));
            await Assertions.Expect(rows).ToHaveCountAsync(Gates);
            await AssertInViewAsync(page);

            await page.Locator("[data-alert]").First.ClickAsync();
            for (var row = 1; row <= 30; row++)
            {
                await page.Keyboard.PressAsync("j");
                await Assertions.Expect(rows.Nth(row)).ToHaveAttributeAsync("aria-current", "true");
                await AssertInViewAsync(page);
            }
            var (acknowledged, next) = (await rows.Nth(30).GetAttributeAsync("data-alert"), await rows.Nth(31).GetAttributeAsync("data-alert"));
            await AcknowledgeAsync(page);
            await Assertions.Expect(selected).ToHaveAttributeAsync("data-alert", next!);
            await Assertions.Expect(rows.Last).ToHaveAttributeAsync("data-alert", acknowledged!);
            await AssertInViewAsync(page);
            await page.Keyboard.PressAsync("k");
            await Assertions.Expect(rows.Nth(29)).ToHaveAttributeAsync("aria-current", "true");
            await AssertInViewAsync(page);

            await page.EvaluateAsync("() => document.activeElement.blur()");
            var stops = 0;
            while (!await page.EvaluateAsync<bool>("() => document.activeElement.matches('[data-verb]')"))
            {
                await page.Keyboard.PressAsync("Tab");
                Assert.True(++stops <= 12, "no verb is within twelve stops of the Tab key");
            }
            Assert.Empty(Console);
        }
        finally
        {
            foreach (var device in devices)
                await device.DisposeAsync();
        }
    }

    /// <summary>All of the selected row can be seen, and nothing lies over its middle.</summary>
    private static Task AssertInViewAsync(IPage page) => Eventually.IsTrueAsync("the selected row in view", () => page.EvaluateAsync<bool>("""
        () => {
            const row = document.querySelector('[data-alert][aria-current]');
            const [r, q] = [row.getBoundingClientRect(), document.querySelector('.queue').getBoundingClientRect()];
            const seen = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
            return r.top >= q.top - 1 && r.bottom <= Math.min(q.bottom, innerHeight) + 1 && row.contains(seen);
        }
        """));
}
