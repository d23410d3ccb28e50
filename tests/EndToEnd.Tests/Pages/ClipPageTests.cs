using Microsoft.Playwright;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A clip of a known tone: asked for on its page, opened with a reason, and played no louder than it was.</summary>
public sealed class ClipPageTests : OperatorPage
{
    private static readonly DateTimeOffset From = new(2026, 11, 23, 23, 4, 5, TimeSpan.Zero);

    /// <summary>A home with a case and a session of its own.</summary>
    private protected override SiteEntry[] Sites => [AlleyAndHome[0], AlleyAndHome[1] with { SeededNights = 1 }];

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task A_clip_is_asked_for_opens_with_a_reason_and_plays_with_a_gain_of_one_at_most(int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync(width, height, scheme: scheme);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/c-fortnight/sessions");
        await Assertions.Expect(page.Locator("[data-session]")).ToContainTextAsync("An evidence session runs");
        await AssertNoViolationAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take a clip now of Bedroom monitor" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("The clip is asked for");
        var clip = await page.Locator("[data-clip]").First.GetAttributeAsync("data-clip");
        await SealedTone.DeliverAsync(Room, clip!, From);
        // The page reads itself again.
        await page.Locator($"tr[data-clip='{clip}'] a").ClickAsync();
        await page.GetByLabel("Why you open it").FillAsync("to hear the tone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open and listen" }).ClickAsync();
        var player = page.Locator("div[data-clip]");
        await Assertions.Expect(player).ToHaveAttributeAsync("data-playing", "true");
        await Assertions.Expect(player).ToHaveAttributeAsync("data-volume", "1.000");
        await Assertions.Expect(page.Locator("[data-part=scale]")).ToContainTextAsync("0 dBFS is 120.00 dB");
        await Assertions.Expect(page.Locator("canvas[data-drawn=true]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("the volume cannot be raised above that")).ToBeVisibleAsync();
        await AssertNoViolationAsync(page);
        await Assertions.Expect(player).ToHaveAttributeAsync("data-at", "3.00");
        await Assertions.Expect(player).ToHaveAttributeAsync("data-playing", "false");
        Assert.Equal(1, await LoudestAsync(page, 5));
        Assert.Equal(0.5, await LoudestAsync(page, 0.5));
        // 0.0283 Pa at 1 kHz are 60 dB: the tone reads its own level.
        Assert.Equal(60, await page.EvaluateAsync<double>($$"""
            async () => {
                const { spectrogramOf, levelAt } = await import('{{Module("spectrum")}}');
                const samples = Float32Array.from({ length: 48000 }, (_, n) => Math.sin(2 * Math.PI * 1000 * n / 48000) / 1000);
                const column = spectrogramOf({ samples, rate: 48000, pascal: Math.SQRT2 * 20e-6 * 1e6 }, 3)[1];
                return levelAt(column, 48000, 900, 1100);
            }
            """), 0.05);
        await page.GetByLabel("Listening filter").SelectOptionAsync("below 250 Hz");
        await Assertions.Expect(player.Locator("[role=status]")).ToContainTextAsync("Filter on: below 250 Hz; noted in the audit.");
        var audit = await Room.Http.GetStringAsync("/api/v1/audit");
        Assert.Contains("listening filter", audit, StringComparison.Ordinal);
        Assert.Contains("to hear the tone", audit, StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(Console);
    }

    private static string Module(string name) => $"/Cases/Sessions/{name}.js";

    /// <summary>What the player makes of a volume that is asked of it.</summary>
    private static Task<double> LoudestAsync(IPage page, double volume) => page.EvaluateAsync<double>($$"""
        async volume => {
            const { playerOf } = await import('{{Module("sound")}}');
            const player = playerOf({ samples: new Float32Array(480), rate: 48000, seconds: 0.01 }, () => {});
            player.volume = volume;
            return player.volume;
        }
        """, volume);
}
