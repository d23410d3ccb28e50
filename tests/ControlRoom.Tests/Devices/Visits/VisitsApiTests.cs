using System.Net;
using System.Net.Http.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Visits;

/// <summary>A visit starts and ends by a script, by the device and by the forms of its page.</summary>
public sealed class VisitsApiTests : IAsyncDisposable
{
    private const string Address = "/api/v1/devices/gate/visit";

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
    public async Task A_script_starts_a_visit_and_ends_it_and_both_are_in_the_audit()
    {
        using var started = await SendAsync(HttpMethod.Post, Address, new VisitRequest("Ada", 30));
        var visit = (await started.Content.ReadFromJsonAsync<VisitAnswer>(Stopping))!;
        Assert.Equal(("gate", "Ada", TimeSpan.FromMinutes(30)), (visit.Device, visit.Name, visit.Ends - visit.Started));
        using var asked = await SendAsync(HttpMethod.Get, Address);
        Assert.Equal(visit, await asked.Content.ReadFromJsonAsync<VisitAnswer>(Stopping));
        using var ended = await SendAsync(HttpMethod.Delete, Address);
        Assert.True((await ended.Content.ReadFromJsonAsync<VisitAnswer>(Stopping))!.Ends < visit.Ends);
        using var over = await SendAsync(HttpMethod.Get, Address);
        Assert.Equal(HttpStatusCode.NoContent, over.StatusCode);
        using var none = await SendAsync(HttpMethod.Delete, Address);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var rows = await (await room.ServiceAsync<AuditLog>()).FindAsync("visit", null, 10, Stopping);
        Assert.Equal(["DELETE /api/v1/devices/{id}/visit", "POST /api/v1/devices/{id}/visit"], rows.Select(r => r.Act));
    }

    [Theory]
    [InlineData("", 60, "name")]
    [InlineData("Ada", 0, "minutes")]
    [InlineData("Ada", 481, "minutes is '481'; it must be 1 to 480")]
    public async Task A_visit_without_a_name_or_of_another_length_is_refused_by_its_field(string name, int minutes, string reason)
    {
        using var refused = await SendAsync(HttpMethod.Post, Address, new VisitRequest(name, minutes));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(reason, await refused.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_at_no_site_is_not_visited()
    {
        using var refused = await SendAsync(HttpMethod.Post, "/api/v1/devices/nowhere/visit", new VisitRequest("Ada"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_device_says_that_an_engineer_is_there_and_has_left()
    {
        using var started = await SendAsync(HttpMethod.Put, DevicePaths.Visit("gate"), new VisitRequest("Ada"));
        Assert.Equal(TimeSpan.FromMinutes(60),
            await started.Content.ReadFromJsonAsync<VisitAnswer>(Stopping) is { } visit ? visit.Ends - visit.Started : default);
        using var ended = await SendAsync(HttpMethod.Delete, DevicePaths.Visit("gate"));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        var rows = await (await room.ServiceAsync<AuditLog>()).FindAsync("device gate", null, 10, Stopping);
        Assert.Equal(["visit ended", "visit started"], rows.Select(r => r.Act));
    }

    [Fact]
    public async Task The_page_starts_a_visit_shows_until_when_lists_its_tests_and_ends_it()
    {
        await room.ServiceAsync<AuditLog>();
        using var browser = new Visitor($"http://127.0.0.1:{room.Port}", IPAddress.Loopback);
        using var wrong = await browser.SubmitAsync("/devices/gate", "visit-start", ("name", "Ada"), ("minutes", "x"));
        Assert.Contains("Minutes must be 1 to 480", await wrong.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var started = await browser.SubmitAsync("/devices/gate", "visit-start", ("name", "Ada <L>"), ("minutes", "45"));
        Assert.Contains("<b>Ada &lt;L&gt;</b> is on site until", await started.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var calm = await browser.GetAsync("/devices/gate");
        Assert.Contains("Nothing that would have rung.", await calm.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        await (await room.ServiceAsync<AlertJournal>()).CommitAsync("elsewhere", 1, [Test()]);
        using var again = await browser.GetAsync("/devices/gate");
        Assert.Contains("TEST: North gate: opened while the bolt reads thrown", await again.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var operators = await browser.GetAsync("/");
        Assert.Contains("Engineer on site: Ada &lt;L&gt; at Alley, North gate, until", await operators.Content.ReadAsStringAsync(Stopping),
            StringComparison.Ordinal);
        using var ended = await browser.SubmitAsync("/devices/gate", "visit-end");
        Assert.Contains("The visit is over", await ended.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        using var left = await browser.GetAsync("/");
        Assert.DoesNotContain("Engineer on site", await left.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    [Fact]
    public void Engineers_and_administrators_visit_and_nobody_else_does() =>
        Assert.Equal([Roles.Engineer, Roles.Administrator], RoleNames.Each.Select(r => r.Role).Where(r => r.Allows(Right.VisitDevices)));

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, VisitRequest? body = null) =>
        room.SendAsync(new(method, path) { Content = body is null ? null : JsonContent.Create(body, ContractsJson.Default.VisitRequest) });

    private static AlertChange Test()
    {
        var alert = new Alert
        {
            Id = "t1",
            Code = "GATE-FORCED",
            Site = "elsewhere",
            Source = new("gate"),
            Devices = ["gate"],
            Priority = 1,
            State = AlertState.Normal,
            Why = "TEST: North gate: opened while the bolt reads thrown",
            LastMs = 1,
            UntilMs = 2,
            Rule = "1",
            Parameters = "1",
            Visit = 1,
            Suppressed = "an engineer's visit",
        };
        return new(alert, new() { Alert = alert.Id, Event = AlertEvent.Suppressed, Why = alert.Why });
    }
}
