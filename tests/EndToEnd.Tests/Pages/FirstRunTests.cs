using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Tests.Support;
using Chromium = Solutions.Edge.Tests.Support.Browser;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>An empty installation, from its first code to people with roles, in a real browser.</summary>
public sealed partial class FirstRunTests
{
    private const string Password = "a long sentence of words";

    [Fact]
    public async Task The_first_code_makes_an_administrator_that_invites_others_and_shuts_them_out_at_once()
    {
        await using var room = await ControlRoomProcess.StartProductionAsync();
        await using var browser = await Chromium.StartAsync();
        var address = $"http://127.0.0.1:{room.HttpPort}";

        var admin = await browser.OpenAsync(address + "/");
        await Assertions.Expect(admin).ToHaveURLAsync(address + "/set-up");
        await FillAsync(admin, ("Code", "AAAA-BBBB-CCCC-DDDD"), ("Your name", "Admin"), ("Sign-in name", "admin"), ("Password", Password));
        await admin.GetByText("Make the account").ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Alert)).ToContainTextAsync("The code is not right");
        await FillAsync(admin, ("Code", SetUpCode().Match(room.Output).Groups[1].Value), ("Password", Password));
        await admin.GetByText("Make the account").ClickAsync();
        var adminKey = await AddAuthenticatorAsync(admin);

        await admin.GotoAsync(address + "/people");
        await FillAsync(admin, ("Name", "Olive Operator"), ("Sign-in name", "olive"));
        await admin.Locator("fieldset").GetByLabel("Operator").CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = await admin.Locator("[data-link=invitation]").InnerTextAsync();

        var olive = await browser.OpenAsync(link);
        await FillAsync(olive, ("Password", Password));
        await olive.GetByText("Go on").ClickAsync();
        var oliveKey = await AddAuthenticatorAsync(olive);
        await Assertions.Expect(olive.Locator("main[data-ready=true]")).ToBeVisibleAsync();
        await Assertions.Expect(olive.Locator("nav").GetByText("People")).ToHaveCountAsync(0);
        await olive.GotoAsync(address + "/people");
        await Assertions.Expect(olive.Locator("h1")).ToHaveTextAsync("This page is not for your account");
        // A link is good once.
        var other = await browser.OpenAsync(link);
        await Assertions.Expect(other.Locator("h1")).ToHaveTextAsync("This invitation is not good any more");

        // Her page is open when the account is closed: it is out by itself, and a password and code bring her back only when it is open again.
        await olive.GotoAsync(address + "/");
        await Assertions.Expect(olive.Locator("main[data-ready=true]")).ToBeVisibleAsync();
        await admin.GotoAsync(address + "/people");
        await admin.Locator("tr", new() { HasText = "olive" }).GetByText("Close").ClickAsync();
        await Assertions.Expect(olive).ToHaveURLAsync(new Regex("/sign-in"));
        await SignInAsync(olive, "olive", null);
        await Assertions.Expect(olive.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Name or password is not right");
        await admin.Locator("tr", new() { HasText = "olive" }).GetByText("Open again").ClickAsync();
        await SignInAsync(olive, "olive", oliveKey);
        await Assertions.Expect(olive.Locator("main[data-ready=true]")).ToBeVisibleAsync();

        await admin.GotoAsync(address + "/audit");
        await Assertions.Expect(admin.Locator("[data-audit=holds]")).ToBeVisibleAsync();
        foreach (var act in new[] { "account made", "invited", "invitation taken up", "authenticator added", "signed in", "account closed", "sign-in refused" })
            await Assertions.Expect(admin.Locator("td", new() { HasText = act }).First).ToBeVisibleAsync();
        Assert.DoesNotContain("Olive", await admin.Locator("table").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await admin.GetByRole(AriaRole.Link, new() { Name = "Admin" }).ClickAsync();
        await admin.GetByText("Sign out here").ClickAsync();
        await Assertions.Expect(admin).ToHaveURLAsync(address + "/sign-in");
        await SignInAsync(admin, "admin", adminKey);
        await Assertions.Expect(admin).ToHaveURLAsync(address + "/account");
        Assert.Equal(0, await room.StopAsync());
        Assert.DoesNotContain("fail:", room.Output, StringComparison.Ordinal);
    }

    private static async Task FillAsync(IPage page, params (string Label, string Value)[] fields)
    {
        foreach (var (label, value) in fields)
            await page.GetByLabel(label).First.FillAsync(value);
    }

    private static async Task<string> AddAuthenticatorAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Add an authenticator");
        var key = await page.Locator("[data-key=authenticator]").InnerTextAsync();
        await page.GetByLabel("Six digits").FillAsync(Authenticator.Code(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await page.GetByText("I have kept them").ClickAsync();
        return key;
    }

    private static async Task SignInAsync(IPage page, string name, string? key)
    {
        await FillAsync(page, ("Sign-in name", name), ("Password", Password));
        await page.GetByText("Go on").ClickAsync();
        if (key is null)
            return;
        // The next one: that of this half minute may have been used, and each is good once.
        await page.GetByLabel("Six digits").FillAsync(Authenticator.Code(key, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    [GeneratedRegex("give this code within ten minutes: ([A-Z0-9-]+)")]
    private static partial Regex SetUpCode();
}
