using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Shelves;

/// <summary>Shelves and devices out of service, by scripts and by the forms of their pages; and the budget that the journal makes.</summary>
public sealed class ShelvesApiTests : IAsyncDisposable
{
    private readonly RunningRoom room = new(new SiteEntry
    {
        Id = "alley",
        Name = "Alley",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "gate", Name = "North gate", Gate = new() }],
    });

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shelf_is_made_listed_and_ended_and_says_who_why_and_what_it_hid()
    {
        await (await room.ServiceAsync<AlertJournal>()).CommitAsync("elsewhere", 1, [LeftOpen()]);
        await RefusedAsync("/api/v1/alerts/a1/shelve", new { minutes = 0, reason = "hinges" }, 400, "minutes is '0'; it must be 1 to 1440");
        await RefusedAsync("/api/v1/alerts/a1/shelve", new { minutes = 30 }, 400, "reason");
        await RefusedAsync("/api/v1/alerts/a1/shelve", new { minutes = 481, reason = "hinges" }, 409, "a P3 is shelved here for 1 to 480 min");
        await RefusedAsync("/api/v1/alerts/a2/shelve", new { minutes = 30, reason = "hinges" }, 404, "There is no alert");
        await DoneAsync("/api/v1/alerts/a1/shelve", new { minutes = 30, reason = "hinges" });
        Assert.Empty((await GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray());
        var shelf = Assert.Single((await GetAsync("/api/v1/shelves")).EnumerateArray());
        Assert.Equal(("GATE-LEFT-OPEN", "gate", "hinges", "demonstration", "a1", 0, 0, false), (Text("code"), Text("source"), Text("reason"), Text("by"),
            Text("alert"), shelf.GetProperty("hid").GetInt32(), shelf.GetProperty("real").GetInt32(), shelf.GetProperty("isOutOfService").GetBoolean()));
        Assert.Equal(TimeSpan.FromMinutes(30), shelf.GetProperty("until").GetDateTimeOffset() - shelf.GetProperty("since").GetDateTimeOffset());

        using var browser = new Visitor($"http://127.0.0.1:{room.Port}", IPAddress.Loopback);
        using var desk = await browser.GetAsync("/");
        Assert.Contains("1 shelved", await desk.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var ended = await browser.SubmitAsync("/shelves", $"end-{Text("id")}");
        Assert.Contains("It has ended: what still goes on rings.", await ended.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        await RefusedAsync($"/api/v1/shelves/{Text("id")}/end", new { }, 409, "it has ended");
        await RefusedAsync("/api/v1/shelves/none/end", new { }, 404, "There is no shelf 'none'.");
        Assert.Equal("was shelved; hid 0: open for 5 min",
            Assert.Single((await GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()).GetProperty("why").GetString());
        var trail = (await GetAsync("/api/v1/alerts/a1")).GetProperty("trail").EnumerateArray().Select(t => t.GetProperty("event").GetString());
        Assert.Equal(["raised", "shelved", "shelf-ended"], trail);

        var budget = await GetAsync("/api/v1/alert-budget?from=1970-01-01&to=1970-01-02");
        Assert.Equal((1, "alley"), (budget.GetProperty("rang").GetInt32(), budget.GetProperty("top")[0].GetProperty("site").GetString()));
        Assert.Equal("a1", Assert.Single(budget.GetProperty("stale").EnumerateArray()).GetProperty("alert").GetString());
        using var tooLong = await room.SendAsync(new(HttpMethod.Get, "/api/v1/alert-budget?from=2026-01-01&to=2026-12-01"));
        Assert.Contains("at most 92 days", await tooLong.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var page = await browser.GetAsync("/budget");
        Assert.Contains("data-stale", await page.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);

        string? Text(string name) => shelf.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_device_is_put_out_of_service_with_a_reason_and_in_service_again()
    {
        const string Out = "/api/v1/devices/gate/out-of-service", In = "/api/v1/devices/gate/in-service";
        await room.ServiceAsync<AuditLog>();
        await RefusedAsync(Out, new { reason = " " }, 400, "reason is ' '; it must be 1 to 500 characters");
        await RefusedAsync(Out, new { reason = "hinges", code = "GATE" }, 400, "code is 'GATE'; it must be an alert code");
        await RefusedAsync(Out, new { reason = "hinges", reviewBy = "2020-01-01T00:00:00Z" }, 400, "a time within the next year");
        await RefusedAsync("/api/v1/devices/none/out-of-service", new { reason = "hinges" }, 404, "There is no device 'none'.");
        await DoneAsync(Out, new { reason = "hinges", reviewBy = TimeProvider.System.GetUtcNow().AddDays(1) });
        await RefusedAsync(Out, new { reason = "hinges" }, 409, "it is out of service by demonstration: hinges");
        var shelf = Assert.Single((await GetAsync("/api/v1/shelves")).EnumerateArray());
        Assert.Equal((true, JsonValueKind.Null, false), (shelf.GetProperty("isOutOfService").GetBoolean(), shelf.GetProperty("code").ValueKind,
            shelf.GetProperty("isReviewOverdue").GetBoolean()));
        await DoneAsync(In, new { });
        await RefusedAsync(In, new { }, 409, "it is in service");

        using var browser = new Visitor($"http://127.0.0.1:{room.Port}", IPAddress.Loopback);
        using var wrong = await browser.SubmitAsync("/devices/gate", "out-of-service", ("code", ""), ("reason", "rust"), ("review", "soon"));
        Assert.Contains("it must be a day such as 2026-11-23", await wrong.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var done = await browser.SubmitAsync("/devices/gate", "out-of-service", ("code", "DEVICE-OFFLINE"), ("reason", "rust"), ("review", ""));
        Assert.Contains("It is out of service.", await done.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var back = await browser.SubmitAsync("/devices/gate", "in-service");
        Assert.Contains("It is in service: what still goes on rings.", await back.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private async Task DoneAsync(string path, object body)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Post, path) { Content = JsonContent.Create(body) });
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stopping)));
    }

    private async Task RefusedAsync(string path, object body, int status, string why)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Post, path) { Content = JsonContent.Create(body) });
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(why, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, path));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping);
    }

    private static AlertChange LeftOpen()
    {
        var alert = new Alert
        {
            Id = "a1",
            Code = "GATE-LEFT-OPEN",
            Site = "alley",
            Source = new("gate"),
            Devices = ["gate"],
            Priority = 3,
            State = AlertState.Unacknowledged,
            Why = "open for 5 min",
            SinceMs = 1,
            FiredMs = 2,
            LastMs = 2,
            Rule = "1",
            Parameters = "1",
        };
        return new(alert, new() { Alert = alert.Id, AtMs = 2, Event = AlertEvent.Raised, Priority = 3, Rings = true, Why = alert.Why });
    }
}
