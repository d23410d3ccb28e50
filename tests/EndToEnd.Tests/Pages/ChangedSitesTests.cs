using System.Net.Http.Json;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>A page that stands open follows the catalogue.</summary>
public sealed class ChangedSitesTests : OperatorPage
{
    [Fact]
    public async Task A_site_that_is_added_is_drawn_on_a_page_that_is_open_and_a_renamed_one_has_its_new_name()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.Locator("[data-strip=level]")).ToHaveCountAsync(1);
        await PutAsync(new()
        {
            Id = "street",
            Name = "Market Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp", Sound = new() }],
        });
        await PutAsync(Sites[0] with { Name = "Alley behind the market" });
        await using var lamp = await WireDeviceAsync("lamp");
        await Assertions.Expect(page.Locator("[data-strip=level][data-site=street]")).ToContainTextAsync("47 dB");
        await Assertions.Expect(page.Locator("[data-quiet-site=street]")).ToContainTextAsync("Market Street");
        await Assertions.Expect(page.Locator("[data-quiet-site=alley]")).ToContainTextAsync("Alley behind the market");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Alley behind the market" })).ToBeVisibleAsync();
        Assert.Empty(Console);
    }

    private async Task<IAsyncDisposable> WireDeviceAsync(string id)
    {
        var device = await WireDevice.ConnectAsync(id, Room.MqttPort);
        var now = TimeProvider.System.GetUtcNow();
        for (var second = 0; second < 60; second++)
            await device.SendAsync(Streams.Noise, new NoiseRecord { T = now.AddSeconds(second - 30), LAeq = 47.2, N = 48000 });
        return device;
    }

    private async Task PutAsync(SiteEntry site)
    {
        using var answer = await Room.Http.PutAsJsonAsync($"/api/v1/sites/{site.Id}", site, SitesJson.Default.SiteEntry);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
