using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Guest.Tests;

/// <summary>
/// A guest with devices on its bench, the agent in it, and the control room here that it reports to. On the sound card a tone of 88 dB plays.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    /// <summary>The tone's level: 6 dB under the 94 dB at which the microphone gives -26 dBFS. The channel that is not listened to is 20 dB over it.</summary>
    public const double Level = 88;

    public const string Sound = """
        "sound": {"source": "microphone", "device": "hw:Loopback,1", "format": "s32", "channel": "right"}
        """;

    public const string Gate = """
        "gate": {
          "source": "gpio", "shock": {"bus": 1},
          "lines": {
            "contact": {"line": 17, "pull": "none"}, "bolt": {"line": 27, "pull": "none"}, "enclosure": {"line": 22, "pull": "none"},
            "button": {"line": 23, "pull": "none"}
          }
        }
        """;

    public const string Camera = """
        "camera": {"source": "v4l2", "path": "/dev/video0", "width": 640, "height": 360, "framesPerSecond": 5}
        """;

    public const string Air = """
        "climate": {"source": "sht4x"}, "supply": {"lowVolts": 11.5}
        """;

    private const string Device = "pi";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, List<JsonElement>> records = [];
    private readonly string[] hardware;
    private readonly string? disk;
    private WireDevice? witness;

    private Bench(string[] hardware, string? disk) => (this.hardware, this.disk) = (hardware, disk);

    public Guest Guest { get; private set; } = null!;

    public ControlRoomProcess Room { get; private set; } = null!;

    /// <summary>The agent's program and the file that names its hardware, as a command begins.</summary>
    public static string Agent => $"{Environment.ProcessPath} {Tree.Program("edge-agent", "solutions-agent")}";

    public static string AgentFile => $"/orders/{Device}.agent.json";

    /// <param name="hardware">What the agent's file names, such as <see cref="Sound"/>.</param>
    /// <param name="disk">As of <see cref="Guest.BootAsync"/>: where the agent's state is.</param>
    public static async Task<Bench> StartAsync(string[] hardware, string? disk = null)
    {
        var bench = new Bench(hardware, disk);
        try
        {
            bench.Room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(bench.folder.Path, new SiteEntry
            {
                Id = "town",
                Name = "Town",
                Type = SiteType.TOWN,
                TimeZone = "Europe/London",
                Devices = [new() { Id = Device, Name = "Gate", Gate = new(), Sound = new(), Camera = new() }],
            }));
            bench.witness = await WireDevice.ConnectAsync("witness", bench.Room.MqttPort);
            await bench.witness.ListenAsync(Topics.Up(Device, "#"));
            await bench.BootAsync();
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Boots a guest, with its devices plugged in and the tone playing, and starts the agent in it.</summary>
    public async Task BootAsync()
    {
        if (Guest is not null)
            await Guest.DisposeAsync();
        Guest = await Guest.BootAsync(disk);
        ToneFile.Write(Path.Combine(Guest.Shared, "tone.wav"), 20, Level - 94 - 26 + 20, Level - 94 - 26);
        AgentFileWriter.Write(Guest.Shared, Device, hardware);
        await Guest.RunAsync($"""
            {(hardware.Contains(Camera) ? "plug_camera" : "")}
            plug_sound_card; plug_header; plug_i2c; close_gate
            (while true; do aplay -q -D hw:Loopback,0 /orders/tone.wav || sleep 0.2; done) >/dev/null 2>&1 &
            setsid {Agent} run --config {AgentFile} --mqtt mqtt://{Guest.Host}:{Room.MqttPort} --state /state --journal /dev/shm --trust-clock \
              >/orders/agent.log 2>&1 &
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (witness is not null)
            await witness.DisposeAsync();
        if (Guest is not null)
            await Guest.DisposeAsync();
        if (Room is not null)
            await Room.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>How many records of a stream have come: those that come after it are asked for by this number.</summary>
    public int Count(string stream) => Of(stream).Count;

    /// <summary>The first record of a stream that <paramref name="is"/>; fails with the last ones and the agent's log.</summary>
    public async Task<JsonElement> HasAsync(string what, string stream, Func<JsonElement, bool> @is, int after = 0, double seconds = 90)
    {
        try
        {
            return (await Eventually.HasAsync(what, () => Task.FromResult(Of(stream).Skip(after).Where(@is).Cast<JsonElement?>().FirstOrDefault()),
                seconds))!.Value;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; last of {stream}: {string.Join('\n', Of(stream).TakeLast(3))}\n{await LogAsync()}", e);
        }
    }

    /// <summary>A second at the tone's level.</summary>
    public Task<JsonElement> HasToneAsync(int after = 0) => HasAsync("second of the tone", Streams.Noise,
        r => r.GetProperty("LAeq").ValueKind == JsonValueKind.Number && Math.Abs(r.GetProperty("LAeq").GetDouble() - Level) < 0.3, after);

    /// <summary>Waits until of every boot and stream all numbers up to the last have come: what waited in an outage comes behind what is new.</summary>
    /// <returns>The last number of each.</returns>
    public async Task<IReadOnlyDictionary<(string Boot, string Stream), long>> HasAllAsync()
    {
        var last = new Dictionary<(string, string), long>();
        await Eventually.LacksNothingAsync("records without a gap", () =>
        {
            _ = Of(Streams.Noise);
            // The state of a device is no record and has no number.
            var numbers = records.SelectMany(s => s.Value.Where(r => r.TryGetProperty("seq", out _)).Select(r =>
                (Of: (r.GetProperty("boot").GetString()!, s.Key), Seq: r.GetProperty("seq").GetInt64()))).ToLookup(r => r.Of, r => r.Seq);
            last = numbers.ToDictionary(n => n.Key, n => n.Max());
            return Task.FromResult(string.Join(", ", numbers.Where(n => n.Distinct().Count() < n.Max()).Select(n => $"{n.Key.Key} up to {n.Max()}")));
        }, seconds: 180);
        return last;
    }

    /// <summary>What a heartbeat says of a part that does not work; null: it works.</summary>
    public static string? Fault(JsonElement heartbeat, string part) =>
        heartbeat.TryGetProperty("faults", out var faults) && faults.TryGetProperty(part, out var words) ? words.GetString() : null;

    private Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(Guest.Shared, "agent.log"));

    /// <summary>A stream's records as they came: a message carries one or, catching up, several.</summary>
    private List<JsonElement> Of(string stream)
    {
        var of = records.TryGetValue(stream, out var known) ? known : records[stream] = [];
        while (witness!.Received.TryDequeue(out var message))
        {
            if (!Topics.TryParseUp(message.Topic, out _, out var name))
                continue;
            var into = records.TryGetValue(name, out var list) ? list : records[name] = [];
            into.AddRange(message.Payload.ValueKind == JsonValueKind.Array ? message.Payload.EnumerateArray() : [message.Payload]);
        }
        return of;
    }
}
