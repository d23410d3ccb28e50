using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>From an empty installation to the first reading of a device, and what is changed of it later: all of it on pages.</summary>
public sealed partial class WalkTests : IAsyncLifetime
{
    private const string Password = "a long sentence of words";

    private readonly List<string> faults = [];
    private readonly TemporaryFolder folder = new();
    private ControlRoomProcess room = null!;
    private Browser browser = null!;
    private IPage page = null!;

    private string AgentFile => Path.Combine(folder.Path, "agent.json");

    public async ValueTask InitializeAsync()
    {
        browser = await SharedBrowser.OfTestAsync();
        room = await ControlRoomProcess.StartProductionAsync();
        page = await browser.OpenAsync($"http://127.0.0.1:{room.HttpPort}/");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                faults.Add(message.Text);
        };
        page.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (page is not null)
            await page.Context.CloseAsync();
        if (room is not null)
            await room.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_person_walks_from_the_first_code_to_a_devices_first_reading_and_changes_its_zone_figures_and_identity()
    {
        var steps = await ReachSettingsAsync();
        await FillAsync(("What it is called", "Borough control room"), ("Name or address", "localhost"), ("Days that stills", "14"));
        await PressAsync("Save");
        await Assertions.Expect(page.Locator("nav strong")).ToHaveTextAsync("Borough control room");
        await Assertions.Expect(page.Locator("[data-certificate=sha256]")).ToHaveTextAsync(new Regex("^[0-9A-F]{64}$"));
        steps++;
        await page.GetByText("Next: the first site").ClickAsync();
        await FillAsync(("Name", "Foundry Alley"));
        await page.GetByLabel("Kind of place").SelectOptionAsync("ALLEY");
        await PressAsync("Add it");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Foundry Alley");
        steps++;
        await FillAsync(("What engineers call it", "North lamp"));
        await page.GetByLabel("Camera", new() { Exact = true }).CheckAsync();
        await PressAsync("Add it");
        steps++;
        await page.GetByText("Next: enrol this device").ClickAsync();
        await PressAsync("Make an enrolment code");
        await Assertions.Expect(page.Locator("[data-command=enrol]")).ToHaveTextAsync(new Regex($"^solutions-agent enrol localhost:{room.DevicePort}/"));
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of the enrolment code" })).ToBeVisibleAsync();
        steps++;
        await EnrolAsync();
        await using var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"), ["run", "--config", AgentFile],
            new Dictionary<string, string>());
        await ShowsAsync("/devices", "tr[data-device] td:nth-child(3)", "yes");
        // The device's two: enrol it, run it.
        steps += 2;
        TestContext.Current.SendDiagnosticMessage("{0} steps to the first reading", steps);
        Assert.True(steps <= 12, $"{steps} steps to the first reading; they must be at most 12");

        await ChangeZoneAsync();
        await ChangeFigureAsync();
        await EndIdentityAsync(agent);
        await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}/audit");
        string[] acts =
        [
            "settings changed", "site added", "device added", "enrolment code made", "zone changed", "figures changed", "device revoked",
            "enrolment code withdrawn",
        ];
        foreach (var act in acts)
            await Assertions.Expect(page.Locator("td", new() { HasText = act }).First).ToBeVisibleAsync();
        Assert.Empty(faults);
        Assert.Equal(0, await room.StopAsync());
        Assert.DoesNotContain("fail:", room.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rule_of_accessibility_is_broken_on_any_page_of_the_walk()
    {
        await ReachSettingsAsync();
        await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}/sites");
        await FillAsync(("Name", "Foundry Alley"));
        await PressAsync("Add it");
        await FillAsync(("What engineers call it", "North lamp"));
        await page.GetByLabel("Camera", new() { Exact = true }).CheckAsync();
        await PressAsync("Add it");
        await page.GetByText("Next: enrol this device").ClickAsync();
        var device = new Uri(page.Url).AbsolutePath;
        await page.GetByRole(AriaRole.Link, new() { Name = "Foundry Alley" }).ClickAsync();
        var site = new Uri(page.Url).AbsolutePath;
        var broken = new List<string>();
        foreach (var address in new[] { "/settings", "/sites", site, $"{site}{device}", $"{site}/parameters", "/devices", device, "/rejected" })
        {
            foreach (var (width, height, scheme) in from size in new[] { (1440, 900), (390, 844) }
                                                    from scheme in new[] { ColorScheme.Dark, ColorScheme.Light }
                                                    select (size.Item1, size.Item2, scheme))
            {
                await page.SetViewportSizeAsync(width, height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}{address}");
                var result = await page.RunAxe(new AxeRunOptions { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = true } } });
                broken.AddRange(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{address} {width} {scheme} {v.Id}: {n.Html}")));
                if (!await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"))
                    broken.Add($"{address} {width} {scheme}: wider than the screen");
            }
        }
        Assert.Empty(broken);
    }

    /// <returns>Steps that a person takes: starting it, the form of the code, the authenticator, the recovery codes.</returns>
    private async Task<int> ReachSettingsAsync()
    {
        await FillAsync(("Code", SetUpCode().Match(room.Output).Groups[1].Value), ("Your name", "Admin"), ("Sign-in name", "admin"), ("Password", Password));
        await PressAsync("Make the account");
        var key = await page.Locator("[data-key=authenticator]").InnerTextAsync();
        await FillAsync(("Six digits", Authenticator.Code(key)));
        await PressAsync("Sign in");
        await page.GetByText("I have kept them").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Settings of this installation");
        return 4;
    }

    /// <summary>On the device, by the command that the page shows.</summary>
    private async Task EnrolAsync()
    {
        var command = (await page.Locator("[data-command=enrol]").InnerTextAsync()).Split(' ');
        await File.WriteAllTextAsync(AgentFile, $$"""
            { "state": "{{folder.Path}}", "journal": "{{folder.Path}}", "trustClock": true, {{AgentFileWriter.OfScene("town", 1, "sound")}} }
            """);
        var enrolled = await CommandRun.OfAgentAsync([.. command.Skip(1), "--config", AgentFile]);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
    }

    private async Task EndIdentityAsync(ProgramUnderTest agent)
    {
        // The zone has reached the device, which runs on.
        await ShowsAsync("/devices", "tr[data-device] td[data-label=Configuration]", "in force");
        await page.GetByRole(AriaRole.Link, new() { Name = "North lamp" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-identity=valid]")).ToBeVisibleAsync();
        await FillAsync(("Reason", "taken from its pole"));
        await PressAsync("Revoke");
        await Assertions.Expect(page.Locator("[data-identity=revoked]")).ToHaveTextAsync("revoked: taken from its pole");
        await Eventually.IsTrueAsync("a word of its revocation", () => Task.FromResult(
            agent.Output.Contains("was revoked (taken from its pole)", StringComparison.Ordinal)));
        await PressAsync("Withdraw the open code");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToHaveTextAsync("It has no code that is open.");
        await PressAsync("Make an enrolment code");
        await PressAsync("Withdraw the open code");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The code is withdrawn.");
    }

    /// <summary>Loads a page again until it shows a text and nothing that differs.</summary>
    private Task ShowsAsync(string address, string place, string text) => Eventually.IsTrueAsync($"'{text}' at {address}", async () =>
    {
        await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}{address}");
        var shown = await page.Locator(place).First.InnerTextAsync();
        return shown.Contains(text, StringComparison.Ordinal) && !shown.Contains("wanted", StringComparison.Ordinal);
    });

    private async Task ChangeZoneAsync()
    {
        await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}/sites");
        await page.GetByRole(AriaRole.Link, new() { Name = "Foundry Alley" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "North lamp" }).ClickAsync();
        await FillAsync(("Its id", "gateway"), ("Corners", "0,0.5 1,0.5 2,1"));
        await page.GetByLabel("What it is for").SelectOptionAsync("Gate");
        await PressAsync("Add the zone");
        // What was typed stands there beside the sentence that says what is wrong with it.
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("zone 'gateway': its polygon has the corner [2, 1]");
        await Assertions.Expect(page.GetByLabel("Corners")).ToHaveValueAsync("0,0.5 1,0.5 2,1");
        await FillAsync(("Corners", "0,0.5 1,0.5 1,1"));
        await PressAsync("Add the zone");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Zone gateway is so from now on.");
        var site = await ReadAsync($"/api/v1/sites/{Site}");
        Assert.Equal("""[{"id":"gateway","kind":"gate","polygon":[[0,0.5],[1,0.5],[1,1]]}]""",
            site.GetProperty("devices")[0].GetProperty("camera").GetProperty("zones").GetRawText());
    }

    private async Task ChangeFigureAsync()
    {
        await page.GotoAsync($"http://127.0.0.1:{room.HttpPort}/sites/{Site}/parameters");
        await FillAsync(("Left open day, s", "9"), ("Why they are changed", "Deliveries until ten"));
        await PressAsync("Put them in force");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToHaveTextAsync("leftOpenDaySeconds is 9; it must be a whole number from 10 to 86400");
        await FillAsync(("Left open day, s", "900"));
        await PressAsync("Put them in force");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The figures are in force.");
        var figures = await ReadAsync($"/api/v1/sites/{Site}/parameters");
        Assert.Equal((900, 2, "person 1", "Deliveries until ten"), (figures.GetProperty("values").GetProperty("leftOpenDaySeconds").GetInt32(),
            figures.GetProperty("version").GetInt32(), figures.GetProperty("author").GetString(), figures.GetProperty("reason").GetString()));
    }

    private string Site => new Uri(page.Url).AbsolutePath.Split('/')[2];

    /// <summary>As the person that is signed in.</summary>
    private async Task<JsonElement> ReadAsync(string address) =>
        (await (await page.APIRequest.GetAsync($"http://127.0.0.1:{room.HttpPort}{address}")).JsonAsync())!.Value;

    private Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task FillAsync(params (string Label, string Value)[] fields)
    {
        foreach (var (label, value) in fields)
            await page.GetByLabel(label).First.FillAsync(value);
    }

    [GeneratedRegex("give this code within ten minutes: ([A-Z0-9-]+)")]
    private static partial Regex SetUpCode();
}
