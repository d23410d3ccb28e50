using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Devices;

/// <summary>An engineer has a device examine itself, and reads what it found.</summary>
public sealed class DoctorApiTests : IAsyncDisposable
{
    private const string Address = "/api/v1/devices/gate/doctor";

    private static readonly ExaminationReport Report = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero),
        [new("clock", "green", "synced"), new("gate contact", "amber", "open, <line 17> reads high", "its wire is cut", "is the gate open?")]);

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
    public async Task A_report_that_was_asked_for_is_taken_and_read_and_any_other_is_not()
    {
        using var none = await SendAsync(HttpMethod.Get, Address);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        var first = await AskAsync();
        var asked = await AskAsync();
        Assert.Equal(HttpStatusCode.NotFound, await DeliverAsync(first, Report));
        Assert.Equal(HttpStatusCode.BadRequest, await DeliverAsync(asked, new(Report.At, [new("clock", "blue", "x")])));
        Assert.Equal(HttpStatusCode.BadRequest, await DeliverAsync(asked, new(Report.At, [])));
        Assert.Equal(HttpStatusCode.NoContent, await DeliverAsync(asked, Report));
        using var answer = await SendAsync(HttpMethod.Get, Address);
        var read = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.ExaminationReport, Stopping))!;
        Assert.Equal((Report.At, 2), (read.At, read.Findings.Count));
        Assert.Equal(Report.Findings, read.Findings);
        using var nowhere = await SendAsync(HttpMethod.Post, "/api/v1/devices/nowhere/doctor");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task The_page_asks_says_that_it_waits_and_shows_what_was_found()
    {
        var audit = await room.ServiceAsync<AuditLog>();
        using var browser = new Visitor($"http://127.0.0.1:{room.Port}", IPAddress.Loopback);
        using var asked = await browser.SubmitAsync("/devices/gate", "doctor");
        var page = await asked.Content.ReadAsStringAsync(Stopping);
        Assert.Contains("The device is asked to examine itself.", page, StringComparison.Ordinal);
        Assert.Contains("data-doctor=\"awaited\"", page, StringComparison.Ordinal);
        Assert.Equal(["examination asked for"], (await audit.FindAsync("examination", null, 10, Stopping)).Select(r => r.Act));
        Assert.Equal(HttpStatusCode.NoContent, await DeliverAsync(await AskAsync(), Report));
        using var again = await browser.GetAsync("/devices/gate");
        page = await again.Content.ReadAsStringAsync(Stopping);
        Assert.Contains("Examined at 2026-11-23 23:00:00 UTC, by the device&#x27;s clock: 0 red, 1 amber, 1 green.", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"Is\" class=\"amber\">amber</td>", page, StringComparison.Ordinal);
        Assert.Contains("open, &lt;line 17&gt; reads high", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-doctor=\"awaited\"", page, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private async Task<string> AskAsync()
    {
        using var asked = await SendAsync(HttpMethod.Post, Address);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return (await asked.Content.ReadFromJsonAsync<JsonElement>(Stopping)).GetProperty("id").GetString()!;
    }

    private async Task<HttpStatusCode> DeliverAsync(string id, ExaminationReport report)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Put, DevicePaths.Examination("gate", id))
        {
            Content = JsonContent.Create(report, ContractsJson.Default.ExaminationReport),
        });
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) => room.SendAsync(new(method, path));
}
