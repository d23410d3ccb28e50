using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>An alarm that rings late: the camera has no picture of it any more.</summary>
public sealed class LatePictureTests : OperatorPage
{
    private const string Camera = "lamp";

    private protected override SiteEntry[] Sites =>
    [
        new()
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = Camera, Name = "Lamp column", Camera = new() },
                new() { Id = "gate", Name = "Gate", Gate = new() },
            ],
        },
    ];

    [Fact]
    public async Task An_alarm_of_four_minutes_ago_says_that_there_is_no_picture_of_it_and_shows_none_of_now_in_its_place()
    {
        using var state = new TemporaryFolder();
        await using var camera = AgentProcess.Start(
            AgentFileWriter.Write(state.Path, Camera, AgentFileWriter.OfScene("town", 3, "camera")), Room, state.Path);
        var page = await OpenAsync();
        var movement = page.Locator("[data-strip=movement]");
        await Assertions.Expect(movement).ToHaveAttributeAsync("data-last-second", new Regex("[0-9]+"), new() { Timeout = 60_000 });

        await using var gate = await WireDevice.ConnectAsync("gate", Room.MqttPort);
        var opened = TimeProvider.System.GetUtcNow().AddMinutes(-4);
        await gate.SendAsync(Streams.Gate, new GateRecord { T = opened.AddMinutes(-1), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
        await gate.SendAsync(Streams.Gate, new GateRecord { T = opened, Contact = ContactState.Open, Bolt = BoltState.Thrown });

        await Assertions.Expect(page.Locator("[data-alert]")).ToContainTextAsync("happened 4 min ago");
        var asked = TimeZoneInfo.ConvertTime(opened, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var said = new Regex($"^Picture: no picture of {asked}; the nearest is of [0-9:]{{8}}$");
        await Assertions.Expect(page.Locator(".taken")).ToHaveTextAsync(said, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("figure img, figure canvas")).ToHaveCountAsync(0);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Room.Data, "stills"), "*.jpg"));
        Assert.Empty(Console);
        await camera.StopAsync();
    }
}
