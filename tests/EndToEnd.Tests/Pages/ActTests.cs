using Solutions.Edge.Tests.Support;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>What an operator does acts on what he saw, is confirmed by the control room, and can be taken back.</summary>
public sealed class ActTests : OperatorPage
{
    private protected override async Task<IControlRoom> StartRoomAsync(string sitesFile) => await ControlRoomProcess.StartAsync(sitesFile);

    [Fact]
    public async Task A_key_pressed_as_an_alert_comes_up_acknowledges_nothing_and_says_so()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        var act = page.Locator("[data-act]");
        await AcknowledgeAsync(page);
        await Assertions.Expect(act).ToContainTextAsync("Acknowledged: P1 Gate forced, Alley.");
        await PressAsItComesAsync(page);
        await using var south = await ForceAsync("south");
        await Assertions.Expect(act).ToContainTextAsync("Not done: P1 Gate forced, Alley had been on screen for under a second.");
        await Assertions.Expect(page.Locator("[data-state=Unacknowledged]")).ToHaveCountAsync(1);
        await AcknowledgeAsync(page);
        await Assertions.Expect(page.Locator("[data-state=Acknowledged]")).ToHaveCountAsync(2);
        Assert.Empty(Console);
    }

    [Fact]
    public async Task What_another_desk_acknowledges_under_the_key_is_not_followed_by_the_next()
    {
        await using var north = await ForceAsync("north");
        var (one, other) = (await OpenAsync(), await OpenAsync());
        foreach (var page in new[] { one, other })
            await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(1);
        await using var south = await ForceAsync("south");
        foreach (var page in new[] { one, other })
            await Assertions.Expect(page.Locator("[data-state=Unacknowledged]")).ToHaveCountAsync(2);
        await PressAsItComesAsync(one);
        await AcknowledgeAsync(other);
        await Assertions.Expect(other.Locator("[data-act]")).ToContainTextAsync("Acknowledged: P1 Gate forced");
        await Assertions.Expect(one.Locator("[data-act]")).ToContainTextAsync("had been on screen for under a second");
        await Assertions.Expect(one.Locator("[data-state=Unacknowledged]")).ToHaveCountAsync(1);
        // The journal knows one desk from the other.
        await one.Locator("[data-state=Acknowledged]").ClickAsync();
        await Assertions.Expect(one.Locator("[data-standing]")).ToContainTextAsync(new Regex("^Acknowledged by operator, desk [0-9a-f]{4}, goes on$"));
        Assert.Empty(Console);
    }

    [Fact]
    public async Task An_acknowledgement_is_taken_back_by_U_and_the_way_back_ends_after_ten_seconds()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        var (row, undo) = (page.Locator("[data-alert]"), page.Locator("[data-key=u]"));
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(undo).ToHaveCountAsync(0);
        await AcknowledgeAsync(page);
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Acknowledged");
        await Assertions.Expect(undo).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Unacknowledged");
        await Assertions.Expect(page.Locator("[data-act]")).ToContainTextAsync("Taken back: P1 Gate forced, Alley waits again.");
        await AcknowledgeAsync(page);
        await Assertions.Expect(undo).ToBeVisibleAsync();
        await Assertions.Expect(undo).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Acknowledged");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task A_control_room_that_answers_nothing_is_said_to_be_gone_and_an_act_to_be_unconfirmed()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(1);
        var band = page.GetByText("The control room does not answer.");
        await Assertions.Expect(band).ToBeHiddenAsync();
        ((ControlRoomProcess)Room).Pause();
        try
        {
            // Half of what the connection itself takes to notice.
            await Assertions.Expect(band).ToBeVisibleAsync(new() { Timeout = 13_000 });
            await Assertions.Expect(page).ToHaveTitleAsync("Lost - Solutions Edge");
            await AcknowledgeAsync(page);
            await Assertions.Expect(page.Locator("[data-act]")).ToContainTextAsync(
                "Not confirmed: the control room has not answered.", new() { Timeout = 10_000 });
        }
        finally
        {
            ((ControlRoomProcess)Room).Resume();
        }
        await Assertions.Expect(band).ToBeHiddenAsync();
    }
}
