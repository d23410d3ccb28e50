using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>From a complaint to a tap of the diary and an officer's visit, in a real browser.</summary>
public sealed partial class CasePagesTests : OperatorPage
{
    private protected override SiteEntry[] Sites => AlleyAndHome;

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(360, 780, ColorScheme.Light)]
    public async Task A_case_is_opened_and_its_acts_are_due_until_they_are_done(int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync(width, height, scheme: scheme);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/new");
        await AssertNoViolationAsync(page);
        await page.FillAsync("[name=complaint]", "Music at night");
        await page.FillAsync("[name=premises]", "Flat 2");
        await page.CheckAsync("[name=sites][value=home]");
        await page.ClickAsync("text=Open the case >> nth=-1");
        await page.WaitForURLAsync(CaseAddress());
        var address = page.Url;
        await Assertions.Expect(page.Locator(".due li")).ToContainTextAsync(["Write down why a recorder is, or is not, fitted", "Decide the first step"]);

        await page.SelectOptionAsync("[name=kind]", "fitted");
        await page.FillAsync("[name=text]", "The complaint is of nights");
        await page.ClickAsync("button:text-is('Enter')");
        await Assertions.Expect(page.Locator(".due")).Not.ToContainTextAsync("Write down why");
        // It has measured no night yet.
        await Assertions.Expect(page.Locator(".due")).ToContainTextAsync("Bedroom monitor gave nothing usable for 7 nights");
        await Assertions.Expect(page.Locator("[data-kind=recorder-decision]")).ToContainTextAsync("A recorder was fitted: The complaint is of nights");
        await page.SelectOptionAsync("[name=kind]", "promise");
        await page.FillAsync("[name=text]", "Call back");
        await page.FillAsync("[name=due]", "2026-01-02");
        await page.ClickAsync("button:text-is('Enter')");
        await Assertions.Expect(page.Locator(".due .late", new() { HasText = "Promised: Call back" })).ToHaveCountAsync(1);
        await AssertNoViolationAsync(page);
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases");
        await Assertions.Expect(page.Locator("[data-due]")).ToContainTextAsync("1 open, 1 overdue");
        await AssertNoViolationAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

        using var listed = await Room.Http.GetAsync("/api/v1/cases");
        var one = JsonSerializer.Deserialize<JsonElement>(await listed.Content.ReadAsStringAsync())[0];
        Assert.Equal(("Flat 2", "complaint", true, 1, 3), (one.GetProperty("premises").GetString(), one.GetProperty("stage").GetString(),
            one.GetProperty("overdue").GetBoolean(), one.GetProperty("promises").GetInt32(), one.GetProperty("acts").GetInt32()));

        await page.GotoAsync(address);
        await page.ClickAsync("[data-kind=promise] summary");
        await page.FillAsync("[data-kind=promise] [name=why]", "of another case");
        await page.ClickAsync("[data-kind=promise] button");
        await Assertions.Expect(page.Locator("[data-kind=promise] del")).ToContainTextAsync("Call back");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task A_resident_taps_without_an_account_and_writes_later_how_it_was()
    {
        var page = await OpenAsync(1440, 900);
        await OpenCaseAsync(page);
        await page.ClickAsync("text=Make a link for the resident");
        var link = await page.Locator("[data-link=diary]").TextContentAsync();

        await using var context = await page.Context.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 780 } });
        var phone = await context.NewPageAsync();
        await phone.GotoAsync(link!);
        await AssertNoViolationAsync(phone);
        await phone.ClickAsync("text=Now");
        var tap = phone.Locator("li[data-tap]");
        await Assertions.Expect(tap).ToContainTextAsync(ClockWords());
        // A tap without a network waits on the phone, with its age.
        await context.SetOfflineAsync(true);
        await phone.ClickAsync("text=Now");
        await Assertions.Expect(phone.Locator("[data-waiting]")).ToContainTextAsync("1 tap is kept on this phone");
        await context.SetOfflineAsync(false);
        await phone.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Assertions.Expect(tap).ToHaveCountAsync(2);
        await tap.First.Locator("[name=text]").FillAsync("The bass went through the wall");
        await tap.First.Locator("button").ClickAsync();
        await Assertions.Expect(tap.First).ToContainTextAsync("The bass went through the wall");
        Assert.True(await phone.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await AssertNoViolationAsync(phone);

        await page.GotoAsync(page.Url);
        var row = page.Locator("tr[data-tap]").First;
        await Assertions.Expect(row).ToContainTextAsync("The bass went through the wall");
        await row.Locator("[name=reason]").FillAsync("Seen on the night");
        await row.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("tr[data-tap]").First.Locator("td[data-label=Answer]")).ToHaveTextAsync("Seen on the night");
        await phone.GotoAsync(link!);
        await Assertions.Expect(phone.Locator("li[data-tap]").First).ToContainTextAsync("Environmental health: Seen on the night");
        var answer = await phone.GotoAsync(link![..^1] + (link[^1] == '0' ? '1' : '0'));
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task A_visit_is_entered_line_by_line_and_a_wrong_line_is_struck()
    {
        var page = await OpenAsync(360, 780);
        await OpenCaseAsync(page);
        await page.GotoAsync($"{page.Url}/visit");
        await AssertNoViolationAsync(page);
        await page.ClickAsync("text=Arrive");
        await EnterAsync("Room", "Back bedroom");
        await EnterAsync("Windows", "Open");
        await EnterAsync("Audible", "Bass from above");
        await page.Locator("li[data-line]").Nth(2).Locator("summary").ClickAsync();
        await page.Locator("li[data-line]").Nth(2).Locator("[name=why]").FillAsync("They were shut");
        await page.Locator("li[data-line]").Nth(2).Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("li[data-line] del")).ToHaveTextAsync("windows: Open");
        await AssertNoViolationAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.ClickAsync("text=Leave");
        await Assertions.Expect(page.Locator("li[data-line]")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("button:text-is('Arrive')")).ToBeVisibleAsync();

        async Task EnterAsync(string step, string text)
        {
            await page.CheckAsync($"[name=step][value={step}]");
            await page.FillAsync("[name=text]", text);
            await page.ClickAsync("button:text-is('Enter')");
            await Assertions.Expect(page.Locator("li[data-line]").Last).ToContainTextAsync(text);
        }
    }

    [Fact]
    public async Task A_conference_of_an_agency_lacks_what_that_agency_may_not_have()
    {
        var page = await OpenAsync(1440, 900);
        await OpenCaseAsync(page);
        var address = $"{page.Url}/conference";
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Music at night");
        await Assertions.Expect(page.Locator("tr[data-side=After] td[data-label=Measured]")).ToHaveTextAsync("0");
        await AssertNoViolationAsync(page);
        await page.GotoAsync($"{address}?agency=housing");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("for the housing association");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Music at night");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("demonstration");
    }

    [Fact]
    public async Task A_press_of_the_night_button_stands_once_in_the_diary()
    {
        var page = await OpenAsync(1440, 900);
        await OpenCaseAsync(page);
        var pressed = TimeProvider.System.GetUtcNow();
        await using var device = await WireDevice.ConnectAsync("bedroom", Room.MqttPort);
        foreach (var (at, isDown) in new[] { (0, false), (1, true), (2, true), (3, false) })
            await device.SendAsync(Streams.Gate, new GateRecord { T = pressed.AddSeconds(at - 4), Button = isDown });
        await device.IsAcknowledgedAsync(Streams.Gate);
        await Eventually.IsTrueAsync("the press in the diary", async () =>
        {
            await page.GotoAsync(page.Url);
            return await page.Locator("tr[data-tap]").CountAsync() > 0;
        });
        await Assertions.Expect(page.Locator("tr[data-tap]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr[data-tap] td[data-label='Tapped by']")).ToContainTextAsync("night button");
    }

    private async Task OpenCaseAsync(IPage page)
    {
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/cases/new");
        await page.FillAsync("[name=complaint]", "Music at night");
        await page.FillAsync("[name=premises]", "Flat 2");
        await page.CheckAsync("[name=sites][value=home]");
        await page.ClickAsync("text=Open the case >> nth=-1");
        await page.WaitForURLAsync(CaseAddress());
    }

    [GeneratedRegex("/cases/c-[0-9a-f]{12}$")]
    private static partial Regex CaseAddress();

    [GeneratedRegex("stamped here when it arrived, the phone's clock [0-9.]+ s (ahead|behind), within [0-9.]+ s")]
    private static partial Regex ClockWords();
}
