using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Devices.WalkTests;

/// <summary>The whole control room over HTTP: a device delivers its sheet, and people read it.</summary>
public class WalkTestsApiTests(RunningRoom room)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sheet_is_stored_once_with_an_audit_row_and_is_on_the_devices_page()
    {
        var sheet = Sheet();
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(sheet, "lamp", sheet.Id));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(sheet with { Name = "Another" }, "lamp", sheet.Id));

        using var answer = await room.SendAsync(new(HttpMethod.Get, "/api/v1/devices/lamp/walk-tests"));
        var stored = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>(Stopping)).EnumerateArray()
            .Select(s => s.GetProperty("sheet")), s => s.GetProperty("id").GetString() == sheet.Id);
        Assert.Equal("A. Fitter", stored.GetProperty("name").GetString());
        Assert.Equal(["green", "amber", "not-fitted"], stored.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("result").GetString()));

        var rows = await (await room.ServiceAsync<AuditLog>()).FindAsync(sheet.Id, null, 10, Stopping);
        var row = Assert.Single(rows);
        Assert.Equal(("device lamp", "walk test stored", "lamp"), (row.Hand, row.Act, row.Subject));
        Assert.Equal($"{sheet.Id}: 1 green, 1 amber, 1 not fitted", row.Detail);

        using var page = await room.SendAsync(new(HttpMethod.Get, "/devices/lamp"));
        var html = await page.Content.ReadAsStringAsync(Stopping);
        Assert.Contains($"data-walk-test=\"{sheet.Id}\"", html, StringComparison.Ordinal);
        Assert.Matches("<tr data-step=\"knock\">\\s*<td data-label=\"Step\">knock</td>\\s*<td data-label=\"Result\" class=\"doubtful\">amber</td>\\s*"
            + "<td data-label=\"Measured\">0.6 g, 1 of 3</td>\\s*<td data-label=\"Reason\">the post is loose</td>", html);
        Assert.Contains("class=\"well\">green</td>", html, StringComparison.Ordinal);
        Assert.Contains("1.0 g for the site", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_cannot_be_is_refused_and_named()
    {
        var sheet = Sheet();
        Assert.Equal((HttpStatusCode.BadRequest, "The sheet is refused: it has 0 steps; it must have 1 to 32."),
            await RefusedAsync(sheet with { Steps = [] }, "lamp", sheet.Id));
        Assert.Equal((HttpStatusCode.BadRequest, $"The sheet is '{sheet.Id}' of device 'lamp'; it must be 'other' of 'lamp', as its address says."),
            await RefusedAsync(sheet, "lamp", "other"));
        var tooLong = sheet with { Name = new string('x', WalkTestSheet.MostBytes) };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutAsync(tooLong, "lamp", sheet.Id));
        Assert.Equal((HttpStatusCode.NotFound, "Device 'nobody' is at no site now."), await RefusedAsync(sheet with { Device = "nobody" }, "nobody", sheet.Id));
    }

    [Fact]
    public async Task Of_a_device_without_a_walk_there_is_none_and_of_none_the_address_is_not_there()
    {
        using var unknown = await room.SendAsync(new(HttpMethod.Get, "/api/v1/devices/nobody/walk-tests"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    internal static WalkTestSheet Sheet() => new()
    {
        Id = Ids.New(),
        Device = "lamp",
        At = new(2026, 11, 29, 14, 0, 0, TimeSpan.Zero),
        Version = "0.1.0",
        Configuration = new string('a', 64),
        Name = "A. Fitter",
        Steps =
        [
            new() { Step = "open", Result = StepResult.Green, Words = "contact open, line 17" },
            new() { Step = "knock", Result = StepResult.Amber, Words = "0.6 g, 1 of 3", Reason = "the post is loose", Values = [0.6], Unit = "g" },
            new() { Step = "lens", Result = StepResult.NotFitted, Reason = "the device's file gives no camera" },
        ],
        Shock = new(0.8, 1, "a blow begins at 1.7 g"),
    };

    private async Task<HttpStatusCode> PutAsync(WalkTestSheet sheet, string device, string id) => (await RefusedAsync(sheet, device, id)).Status;

    private async Task<(HttpStatusCode Status, string? Detail)> RefusedAsync(WalkTestSheet sheet, string device, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, DevicePaths.WalkTest(device, id)) { Content = new ByteArrayContent(sheet.Write()) };
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await room.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        return (answer.StatusCode, text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
    }
}
