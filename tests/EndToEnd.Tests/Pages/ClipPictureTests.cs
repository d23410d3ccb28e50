using System.Buffers;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>The clip of an alert: six seconds, five frames a second, whose middle shows by its redness which frame it is.</summary>
public sealed class ClipPictureTests : OperatorPage
{
    private const int Frames = 30, StepMs = 200, BeforeMs = 2000, RednessStep = 8;

    /// <summary>When the first frame was captured, Unix ms.</summary>
    private long start;

    [Fact]
    public async Task What_has_arrived_of_a_clip_is_played_and_the_rest_when_it_comes()
    {
        await using var north = await ForceAsync("north");
        var page = await OpenAsync();
        var (asked, clip) = await ClipAsync(page, north);
        await DeliverAsync("north", asked.Id, clip, to: 4);
        await Assertions.Expect(page.Locator(".clip")).ToHaveAttributeAsync("data-state", "playing");
        await Assertions.Expect(page.Locator(".clip canvas")).ToHaveCSSAsync("background-image", new Regex("/evidence/[^/]+[.]jpg"));
        await Assertions.Expect(page.Locator(".clip .arriving")).ToHaveTextAsync(new Regex("^clip arriving, [1-4] of 30 s$"));
        await DeliverAsync("north", asked.Id, clip, from: 4);
        await Assertions.Expect(page.Locator(".clip .arriving")).ToBeEmptyAsync();
        var (from, to) = (Local(start), Local(start + (Frames - 1) * StepMs));
        await Assertions.Expect(page.Locator(".clip canvas")).ToHaveAttributeAsync("aria-label", $"Clip of Alley, {from} to {to}: people are pixelated");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task The_clip_moves_at_its_own_times_and_the_traces_line_with_it()
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north);
        var seen = new HashSet<long>();
        await Eventually.IsTrueAsync("five frames of the clip", async () =>
        {
            var now = await SeenAsync(page);
            Assert.Equal(now.T, now.Trace);
            Assert.Equal((now.T - start) / StepMs, now.Frame);
            return seen.Add(now.T) && seen.Count >= 5;
        });
        Assert.Empty(Console);
    }

    [Fact]
    public async Task Space_pauses_the_clip_and_lets_it_go_on_and_a_button_that_has_the_focus_keeps_its_Space()
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north);
        var clip = page.Locator(".clip");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(clip).ToHaveAttributeAsync("data-state", "paused");
        await Assertions.Expect(clip.Locator("button")).ToContainTextAsync("Play");
        var paused = await SeenAsync(page);
        await page.EvaluateAsync("async () => { for (let i = 0; i < 40; i++) await new Promise(requestAnimationFrame); }");
        Assert.Equal(paused, await SeenAsync(page));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(clip).ToHaveAttributeAsync("data-state", "playing");
        await Eventually.IsTrueAsync("another frame", async () => (await SeenAsync(page)).T != paused.T);
        await page.Locator("[data-sound]").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(clip).ToHaveAttributeAsync("data-state", "playing");
        await clip.Locator("button").ClickAsync();
        await Assertions.Expect(clip).ToHaveAttributeAsync("data-state", "paused");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task The_traces_cursor_pauses_the_clip_at_its_instant_by_pointer_and_by_arrows()
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north);
        var trace = page.Locator("[data-trace] canvas");
        await page.Keyboard.PressAsync("Space");
        var before = await trace.EvaluateAsync<string>("c => c.toDataURL()");
        var box = (await trace.BoundingBoxAsync())!;
        // The trace reaches from 80 s before the alert to 40 s after, between margins of 40 and 8 pixels.
        await trace.HoverAsync(new() { Position = new() { X = (float)(40 + 82.1 / 120 * (box.Width - 48)), Y = 60 } });
        await Eventually.IsTrueAsync("the frame two seconds after the alert", async () =>
            Math.Abs((await SeenAsync(page)).T - (start + BeforeMs + 2000)) <= 500);
        await page.Mouse.MoveAsync(5, 5);
        Assert.NotEqual(before, await trace.EvaluateAsync<string>("c => c.toDataURL()"));
        var pointed = await SeenAsync(page);
        Assert.Equal(pointed.T, pointed.Trace);
        await trace.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Eventually.IsTrueAsync("an earlier frame", async () => (await SeenAsync(page)).T < pointed.T);
        // From one whole second to the one before: the frame that was seen as it began.
        var second = (pointed.T - 1000) / 1000 * 1000 - 1000;
        await page.Keyboard.PressAsync("ArrowLeft");
        await Eventually.IsTrueAsync("the frame a second earlier", async () => second - (await SeenAsync(page)).T is >= 0 and < StepMs);
        // Where there is no picture the cursor only reads the trace.
        await page.Keyboard.PressAsync("Space");
        await trace.HoverAsync(new() { Position = new() { X = 60, Y = 60 } });
        await Assertions.Expect(page.Locator(".readout")).Not.ToBeEmptyAsync();
        await Assertions.Expect(page.Locator(".clip")).ToHaveAttributeAsync("data-state", "playing");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task With_reduced_motion_the_page_shows_the_alerts_own_frame_and_the_operator_starts_the_clip()
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north, motion: ReducedMotion.Reduce);
        await Assertions.Expect(page.Locator(".clip")).ToHaveAttributeAsync("data-state", "paused");
        await Assertions.Expect(page.Locator(".clip .instant")).ToContainTextAsync("the alert");
        Assert.Equal(BeforeMs / StepMs, (await SeenAsync(page)).Frame);
    }

    [Fact]
    public async Task Another_alert_takes_the_clip_away_and_coming_back_brings_it_again()
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north);
        await using var south = await ForceAsync("south");
        await Assertions.Expect(page.Locator("[data-alert]")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator("figure canvas")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-trace] canvas")).ToHaveAttributeAsync("data-shown", "");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator(".clip")).ToHaveAttributeAsync("data-state", "playing");
        Assert.Empty(Console);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_button_is_large_enough_and_nothing_lies_over_another(int width, int height)
    {
        await using var north = await ForceAsync("north");
        var page = await PlayingAsync(north, width, height);
        var button = (await page.Locator(".clip button").BoundingBoxAsync())!;
        var note = (await page.Locator(".clip .note").BoundingBoxAsync())!;
        Assert.True(button.Height >= 24 && button.Width >= 24);
        Assert.True(note.X + note.Width <= button.X, $"the note ends at {note.X + note.Width}, the button begins at {button.X}");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    private async Task<IPage> PlayingAsync(WireDevice north, int width = 1440, int height = 900, ReducedMotion motion = ReducedMotion.NoPreference)
    {
        var page = await OpenAsync(width, height, motion);
        var (asked, clip) = await ClipAsync(page, north);
        await DeliverAsync("north", asked.Id, clip);
        await Assertions.Expect(page.Locator(".clip canvas[data-t]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".clip .arriving")).ToBeEmptyAsync();
        return page;
    }

    private async Task<(Command Asked, byte[] Clip)> ClipAsync(IPage page, WireDevice device)
    {
        var asked = await AskedAsync(device, Command.Clip);
        start = asked.At!.Value.ToUnixTimeMilliseconds() - BeforeMs;
        var jpegs = await page.EvaluateAsync<string[]>("""
            ([frames, redness]) => Array.from({ length: frames }, (_, i) => {
                const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
                const g = canvas.getContext('2d');
                const noise = g.createImageData(320, 240);
                for (let p = 0; p < noise.data.length; p++) noise.data[p] = p % 4 === 3 ? 255 : Math.random() * 120;
                g.putImageData(noise, 0, 0);
                g.fillStyle = `rgb(${i * redness} 40 40)`;
                g.fillRect(100, 60, 120, 120);
                return canvas.toDataURL('image/jpeg', 0.6).split(',')[1];
            })
            """, new[] { Frames, RednessStep });
        // The still comes first, as it does in the field.
        await DeliverAsync("north", (await AskedAsync(device, Command.Still)).Id, Convert.FromBase64String(jpegs[0]));
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        for (var i = 0; i < Frames; i++)
            ClipFile.WriteFrame(clip, DateTimeOffset.FromUnixTimeMilliseconds(start + i * StepMs), Convert.FromBase64String(jpegs[i]));
        return (asked, clip.WrittenSpan.ToArray());
    }

    private static string Local(long unixMs) =>
        $"{TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")):HH:mm:ss}";

    /// <summary>What picture and trace show at one moment.</summary>
    private static async Task<Seen> SeenAsync(IPage page)
    {
        var numbers = await page.EvaluateAsync<long[]>($$"""
            () => {
                const canvas = document.querySelector('.clip canvas');
                const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
                copy.drawImage(canvas, 160, 120, 1, 1, 0, 0, 1, 1);
                const red = copy.getImageData(0, 0, 1, 1).data[0];
                return [Number(canvas.dataset.t), Number(document.querySelector('[data-trace] canvas').dataset.shown), Math.round(red / {{RednessStep}})];
            }
            """);
        return new(numbers[0], numbers[1], numbers[2]);
    }

    private sealed record Seen(long T, long Trace, long Frame);
}
