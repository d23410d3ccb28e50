using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Tests.Http;

namespace Solutions.Edge.ControlRoom.Tests.Devices;

/// <summary>Which devices run a version of the agent, of as many as no partnership has.</summary>
public sealed class ListDevicesTests : IAsyncLifetime
{
    private const int Count = 3_000, Old = 40, Silent = 5;

    private readonly RunningRoom room = new(new SiteEntry
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [.. Enumerable.Range(0, Count).Select(n => new DeviceEntry { Id = $"lamp-{n}", Name = $"Lamp {n}" })],
    });

    public async ValueTask InitializeAsync()
    {
        var presence = await room.ServiceAsync<DevicePresence>();
        for (var n = Silent; n < Count; n++)
        {
            presence.States($"lamp-{n}", new()
            {
                Boot = Ids.New(),
                Bn = 1,
                Seq = 1,
                T = DateTimeOffset.UnixEpoch,
                Queue = 0,
                Dropped = 0,
                Version = n < Silent + Old ? "0.0.9" : "0.1.0",
            });
        }
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Those_of_one_version_are_named_and_no_others()
    {
        await room.Http.GetFromJsonAsync<JsonElement>("/api/v1/devices?version=none", TestContext.Current.CancellationToken);
        var began = Stopwatch.GetTimestamp();
        var devices = await room.Http.GetFromJsonAsync<JsonElement[]>("/api/v1/devices?version=0.0.9", TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage("{0} of {1} devices in {2:0} ms", devices!.Length, Count, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        Assert.Equal(Enumerable.Range(Silent, Old).Select(n => $"lamp-{n}"), devices.Select(d => d.GetProperty("id").GetString()));
        Assert.All(devices, d => Assert.Equal("0.0.9", d.GetProperty("version").GetString()));
        Assert.Equal(Count, (await room.Http.GetFromJsonAsync<JsonElement[]>("/api/v1/devices", TestContext.Current.CancellationToken))!.Length);
    }

    [Fact]
    public async Task The_page_counts_every_version_and_lists_the_one_that_is_asked_for()
    {
        var page = await room.Http.GetStringAsync("/devices?version=0.0.9", TestContext.Current.CancellationToken);
        Assert.Equal(Old, page.Split("<tr data-device=").Length - 1);
        Assert.Matches(@"0\.0\.9: 40\b", page);
        Assert.Matches(@"not stated since the control room started: 5\b", page);
        page = await room.Http.GetStringAsync("/devices?version=%3F", TestContext.Current.CancellationToken);
        Assert.Equal(Silent, page.Split("<tr data-device=").Length - 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_can_be_no_version_is_refused_by_name(string version)
    {
        using var answer = await room.Http.GetAsync($"/api/v1/devices?version={version}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"version is '{version}'; it must be an agent's version such as 0.1.0",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
