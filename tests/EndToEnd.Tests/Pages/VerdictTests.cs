using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>An operator's answers by keyboard alone: verdict and cause, escalation, a shelf, what was missed; and the same over HTTP.</summary>
public sealed class VerdictTests : OperatorPage
{
    [Fact]
    public async Task Two_keys_give_a_reasoned_answer_and_what_is_escalated_or_missed_is_entered_by_keyboard()
    {
        var page = await OpenAsync();
        await using var north = await ForceAsync("north");
        var (act, row, standing) = (page.Locator("[data-act]"), page.Locator("[data-alert]"), page.Locator("[data-standing]"));
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await PressAsync(page, "2");
        await Assertions.Expect(act).ToContainTextAsync("Judged not real: P1 Gate forced, Alley.");
        await Assertions.Expect(page.Locator("[data-causes] button")).ToHaveCountAsync(6);
        await page.Keyboard.PressAsync("5");
        await Assertions.Expect(act).ToContainTextAsync("Not real: sensor fault.");
        await Assertions.Expect(standing).ToContainTextAsync("Judged not real by operator, desk");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Unacknowledged");
        await PressAsync(page, "1");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Acknowledged");
        await Assertions.Expect(row).ToContainTextAsync("real");
        await AssertNoViolationAsync(page);

        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("[data-radio]")).ToContainTextAsync("Alley: gate forced, going on, since");
        await Assertions.Expect(page.Locator("[data-radio]")).ToContainTextAsync("Camera 14, preset 2.");
        await AssertNoViolationAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("0412");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("a unit in 5 min");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-escalated]")).ToHaveTextAsync("Police, log 0412: a unit in 5 min");

        await page.Keyboard.PressAsync("s");
        await AssertNoViolationAsync(page);
        await page.Keyboard.TypeAsync("the bolt is out for repair");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(act).ToContainTextAsync("Shelved for 30 min: P1 Gate forced, Alley.");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-state", "Acknowledged");
        await Assertions.Expect(page.Locator("[data-shelved]")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("m");
        await AssertNoViolationAsync(page);
        await page.GetByLabel("What happened, in one line").FillAsync("a bin set alight");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(act).ToContainTextAsync("Entered as missed: Alley, a bin set alight.");
        var missed = await Room.Http.GetFromJsonAsync<JsonElement>("/api/v1/missed?from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z");
        Assert.Equal("a bin set alight", Assert.Single(missed.EnumerateArray()).GetProperty("line").GetString());

        var id = await row.GetAttributeAsync("data-alert");
        await AnswersAsync(HttpStatusCode.NoContent, id!, "verdict", new { verdict = "not-real", cause = "sensor-fault" });
        await Assertions.Expect(standing).ToContainTextAsync("Judged not real");
        await AnswersAsync(HttpStatusCode.BadRequest, id!, "verdict", new { verdict = (string?)null });
        await AnswersAsync(HttpStatusCode.Conflict, id!, "reopen", new { });
        await AnswersAsync(HttpStatusCode.NoContent, id!, "note", new { text = "the magnet is loose" });
        await AnswersAsync(HttpStatusCode.BadRequest, id!, "escalate", new { agency = "Navy" });

        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/shift");
        await AssertNoViolationAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Play the tone of a P1" }).ClickAsync();
        await page.GetByLabel("I hear it").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the shift" }).ClickAsync();
        await page.WaitForSelectorAsync("main[data-ready=true]");
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/shift");
        await page.GetByLabel("Function").FillAsync("door staff");
        await page.GetByLabel("Reached by").FillAsync("channel 3");
        await page.GetByRole(AriaRole.Button, new() { Name = "It is on duty" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-roster] tbody tr")).ToContainTextAsync("confirmed");
        await page.GetByRole(AriaRole.Link, new() { Name = "The hand-over sheet" }).ClickAsync();
        await Assertions.Expect(page.Locator($"[data-alert=\"{id}\"]")).ToContainTextAsync("not real");
        await AssertNoViolationAsync(page);
        await page.GetByLabel("What the next shift should know besides").FillAsync("the north gate sticks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over and end the shift" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have read it and take over" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-taken]")).ToContainTextAsync("Taken at");
        Assert.Empty(Console);
    }

    private async Task AnswersAsync(HttpStatusCode expected, string alert, string verb, object body)
    {
        using var answer = await Room.Http.PostAsJsonAsync($"/api/v1/alerts/{alert}/{verb}", body);
        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>Presses once the selected alert has been on the screen for as long as it must.</summary>
    private static async Task PressAsync(IPage page, string key)
    {
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 2200))");
        await page.Keyboard.PressAsync(key);
    }
}
