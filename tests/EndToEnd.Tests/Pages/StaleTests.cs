using System.Buffers;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>What is said at one moment and would be wrong at the next.</summary>
public sealed class StaleTests : OperatorPage
{
    private protected override async Task<IControlRoom> StartRoomAsync(string sitesFile) => await ControlRoomProcess.StartAsync(sitesFile);

    [Fact]
    public async Task A_clip_whose_camera_has_stopped_is_said_to_have_broken_off()
    {
        await using var north = await ForceAsync("north");
        var page = await OpenAsync();
        var asked = await AskedAsync(north, Command.Clip);
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        for (var frame = 0; frame < 40; frame++)
            ClipFile.WriteFrame(clip, asked.At!.Value.AddMilliseconds(frame * 200), new byte[20_000]);
        await DeliverAsync("north", asked.Id, clip.WrittenSpan.ToArray(), to: 4);
        await Assertions.Expect(page.Locator(".clip .arriving")).ToContainTextAsync("clip arriving, 2 of 30 s");
        await Assertions.Expect(page.Locator(".clip .arriving")).ToHaveTextAsync("clip broke off, 2 of 30 s came");
    }

    [Fact]
    public async Task A_browser_whose_clock_is_ten_minutes_ahead_goes_on_reading_the_trace()
    {
        var page = await OpenAsync(script: "const real = Date.now.bind(Date); Date.now = () => real() + 600000;");
        var read = 0;
        page.Response += (_, response) => _ = response.Url.Contains("/live/trace", StringComparison.Ordinal) ? Interlocked.Increment(ref read) : 0;
        await using var north = await ForceAsync("north");
        await Eventually.IsTrueAsync("the trace read again and again", () => Task.FromResult(Volatile.Read(ref read) >= 4));
    }

    [Fact]
    public async Task After_a_restart_an_alerts_movement_is_still_there_and_so_are_what_stayed_quiet_and_what_the_operator_had_gone_to()
    {
        var page = await OpenAsync();
        var explained = page.Locator("[data-quiet-site=alley] + ol > li");
        await using (var resident = await WireDevice.ConnectAsync("south", Room.MqttPort))
        {
            var opened = TimeProvider.System.GetUtcNow().AddSeconds(-5);
            await resident.SendAsync(Streams.Gate, new GateRecord { T = opened.AddSeconds(-1), Contact = ContactState.Closed, Bolt = BoltState.Withdrawn });
            await resident.SendAsync(Streams.Gate, new GateRecord { T = opened, Contact = ContactState.Open, Bolt = BoltState.Withdrawn });
            await resident.SendAsync(Streams.Gate, new GateRecord { T = opened.AddSeconds(3), Contact = ContactState.Closed, Bolt = BoltState.Withdrawn });
            await page.Locator("[data-quiet-site=alley]").ClickAsync();
            await Assertions.Expect(explained).ToContainTextAsync("GATE-FORCED South gate: valid opening 3 s");
        }
        await using (var north = await ForceAsync("north"))
        {
            var now = TimeProvider.System.GetUtcNow();
            var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() - 2);
            await north.SendAsync(Streams.Noise, new NoiseRecord { T = second, LAeq = 47.25, N = 48_000 });
            await north.SendAsync(Streams.Motion, new MotionRecord { T = second, Occupied = 12.5 });
            await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(1);
            await using var south = await ForceAsync("south");
            await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(2);
            // Not the one that a page begins with.
            var last = page.Locator("[data-alert]").Last;
            await last.ClickAsync();
            var chosen = await last.GetAttributeAsync("data-alert");
            await Assertions.Expect(page.Locator("main")).ToHaveAttributeAsync("data-chosen", chosen!);
            await Eventually.IsTrueAsync("the records in the store", async () =>
                (await Room.GetAsync($"/api/v1/noise?device=north&from={second:yyyy-MM-ddTHH:mm:ssZ}&to={second.AddSeconds(1):yyyy-MM-ddTHH:mm:ssZ}"))
                    .ToString().Contains("47.25", StringComparison.Ordinal));

            await ((ControlRoomProcess)Room).KillAsync();
            await ((ControlRoomProcess)Room).StartAgainAsync();
            var from = second.ToUnixTimeMilliseconds();
            var trace = await Room.GetAsync($"/live/trace?site=alley&from={from}&to={from + 1000}");
            Assert.Contains("47.25", trace.ToString(), StringComparison.Ordinal);
            Assert.Contains("12.5", trace.ToString(), StringComparison.Ordinal);
            // The page comes back by itself; the one of before shows its alerts until then.
            await Assertions.Expect(page.GetByText("no record yet")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main[data-ready=true] [data-alert]")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator("[data-alert][aria-current]")).ToHaveAttributeAsync("data-alert", chosen!);
            await Assertions.Expect(page.GetByText("2 of 6 this hour")).ToBeVisibleAsync();
            await page.Locator("[data-quiet-site=alley]").ClickAsync();
            await Assertions.Expect(explained).ToContainTextAsync("GATE-FORCED South gate: valid opening 3 s");
        }
    }
}
