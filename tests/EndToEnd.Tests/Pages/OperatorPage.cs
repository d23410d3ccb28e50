using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;
using Chromium = Solutions.Edge.Tests.Support.Browser;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>The operator's page in a real browser, against the real control room, fed by devices on the wire.</summary>
/// <param name="shared">The control room that is looked at; null for one of the test's own.</param>
public abstract class OperatorPage(RestingRoom? shared = null) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly List<IBrowserContext> opened = [];
    private Chromium browser = null!;

    private protected ConcurrentQueue<string> Console { get; } = new();

    private protected ConcurrentQueue<string> Responses { get; } = new();

    private protected IControlRoom Room { get; private set; } = null!;

    /// <summary>Settings of the control room beside the usual.</summary>
    private protected virtual Dictionary<string, string> Settings => [];

    /// <summary>The places there are.</summary>
    private protected virtual SiteEntry[] Sites => AlleyAndHome;

    internal static SiteEntry[] AlleyAndHome =>
    [
        new()
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            CallUp = new(12, 1),
            Devices =
            [
                new()
                {
                    Id = "north", Name = "North gate", Gate = new(), Sound = new(),
                    Camera = new()
                    {
                        Zones = [new() { Id = "gateway", Kind = ZoneKind.Gate, Polygon = [[0, 0.5], [1, 0.5], [1, 1]], CallUp = new(14, 2) }],
                    },
                },
                new() { Id = "south", Name = "South gate", Gate = new() },
            ],
        },
        new()
        {
            Id = "home",
            Name = "Home H-017",
            Type = SiteType.HOME,
            TimeZone = "Europe/London",
            DemoHours = true,
            SeededLAeq = 26,
            Baseline = new() { LA90Median = 25 },
            Devices = [new() { Id = "bedroom", Name = "Bedroom monitor", Sound = new() }],
        },
    ];

    /// <summary>The control room that is looked at; a test that kills it has one in a process of its own.</summary>
    private protected virtual Task<IControlRoom> StartRoomAsync(string sitesFile) => RoomInside.StartAsync(sitesFile, Settings);

    public async ValueTask InitializeAsync()
    {
        browser = await SharedBrowser.OfTestAsync();
        Room = shared?.Room ?? await StartRoomAsync(SitesFileWriter.Write(folder.Path, Sites));
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in opened)
            await context.CloseAsync();
        if (Room is not null && shared is null)
            await Room.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IPage> OpenAsync(
        int width = 1440, int height = 900, ReducedMotion motion = ReducedMotion.NoPreference, ColorScheme scheme = ColorScheme.Dark, string script = "")
    {
        var page = await browser.OpenAsync("about:blank", width, height, scheme);
        opened.Add(page.Context);
        await page.AddInitScriptAsync(script + ";");
        await page.EmulateMediaAsync(new() { ReducedMotion = motion });
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Console.Enqueue($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => Console.Enqueue(error);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            Responses.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        await page.GotoAsync($"http://127.0.0.1:{Room.HttpPort}/");
        await page.WaitForSelectorAsync("main[data-ready=true]");
        return page;
    }

    /// <summary>No rule of accessibility is broken, also of those that are not on by themselves.</summary>
    private protected static async Task AssertNoViolationAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = true } } });
        Assert.Empty(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")));
    }

    /// <summary>Presses A once the selected alert has been on the screen for as long as it must.</summary>
    private protected static async Task AcknowledgeAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[data-acknowledge]")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 1500))");
        await page.Keyboard.PressAsync("a");
    }

    /// <summary>Presses A at the very moment at which the alert on the screen is another, or the first.</summary>
    private protected static Task PressAsItComesAsync(IPage page) => page.EvaluateAsync("""
        () => {
            const shown = () => document.querySelector('[data-answers]')?.dataset.answers;
            const before = shown();
            const changes = new MutationObserver(() => {
                if (!shown() || shown() === before) return;
                changes.disconnect();
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
            });
            changes.observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """);

    private protected async Task<WireDevice> ForceAsync(string gate) => await ForceAsync(await WireDevice.ConnectAsync(gate, Room.MqttPort));

    /// <summary>A gate whose bolt reads thrown, and opens.</summary>
    private protected static async Task<WireDevice> ForceAsync(WireDevice device)
    {
        var now = TimeProvider.System.GetUtcNow();
        await device.SendAsync(Streams.Gate, new GateRecord { T = now.AddSeconds(-2), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
        await device.SendAsync(Streams.Gate, new GateRecord { T = now, Contact = ContactState.Open, Bolt = BoltState.Thrown });
        return device;
    }

    /// <summary>What the control room asked of a device for its alert.</summary>
    private protected static Task<Command> AskedAsync(WireDevice device, string kind) => Eventually.HasAsync($"command for a {kind}", () => Task.FromResult(
        device.Received.Where(m => m.Topic.EndsWith("/down/command", StringComparison.Ordinal))
            .Select(m => m.Payload.Deserialize(ContractsJson.Default.Command)!).FirstOrDefault(c => c.Kind == kind)));

    /// <summary>Delivers blocks <paramref name="from"/> to before <paramref name="to"/> of what was asked for; past its end it is complete.</summary>
    private protected async Task DeliverAsync(string device, string id, byte[] bytes, int from = 0, int to = int.MaxValue)
    {
        var blocks = bytes.Chunk(EvidenceRecord.BlockBytes).ToList();
        for (var n = from; n < Math.Min(to, blocks.Count); n++)
        {
            using var body = new ByteArrayContent(blocks[n]);
            body.Headers.ContentType = new("application/octet-stream");
            body.Headers.Add("Digest-Sha256", Convert.ToHexStringLower(SHA256.HashData(blocks[n])));
            (await Room.Http.PutAsync($"/api/v1/devices/{device}/evidence/{id}/blocks/{n}?last={n == blocks.Count - 1}", body)).EnsureSuccessStatusCode();
        }
    }
}
