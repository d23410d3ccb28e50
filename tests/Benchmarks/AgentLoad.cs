using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// A real agent with a microphone (libasound, its file plug-in as the card) and a camera of 640x360 at 10 frames a second (MJPEG of a program, as USB cameras
/// give it), reporting to a real control room: its processor time in % of one core, and its private memory by the minute.
/// </summary>
internal static class AgentLoad
{
    private const int SampleRate = 48_000, PiecesASecond = 20;

    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(int minutes)
    {
        using var folder = new TemporaryFolder();
        var (scene, pipe, alsa) = (Path.Combine(folder.Path, "scene"), Path.Combine(folder.Path, "pipe"), Path.Combine(folder.Path, "asound.conf"));
        await RunAsync("dotnet", Tree.Program("edge-agent", "solutions-agent"), "scene", "town", "--output", scene);
        await RunAsync("mkfifo", pipe);
        await File.WriteAllTextAsync(alsa, $$"""
            pcm.card { type file slave.pcm { type null } file "/dev/null" infile "{{pipe}}" format "raw" }
            """);
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.TOWN,
            TimeZone = "Europe/London",
            Devices =
            [
                new()
                {
                    Id = "lamp",
                    Name = "Lamp column",
                    Sound = new(),
                    Camera = new(),
                },
            ],
        });
        var film = Path.Combine(scene, "picture.avi");
        var file = AgentFileWriter.Write(folder.Path, "lamp", """
            "sound": {"source": "microphone", "device": "card", "format": "s16"}
            """, $$"""
            "camera": {
              "source": "command", "format": "mjpeg", "framesPerSecond": 10,
              "command": ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", "{{film}}", "-q:v", "3", "-f", "mjpeg", "-"]
            }
            """);
        await using var room = await ControlRoomProcess.StartAsync(sites);
        using var stop = new CancellationTokenSource();
        var playing = Task.Run(() => Play(Path.Combine(scene, "sound.wav"), pipe, stop.Token), CancellationToken.None);
        await using (var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"),
            ["run", "--config", file, "--mqtt", $"mqtt://127.0.0.1:{room.MqttPort}", "--state", Path.Combine(folder.Path, "state"),
                "--journal", Path.Combine(folder.Path, "journal"), "--trust-clock"],
            new Dictionary<string, string> { ["ALSA_CONFIG_PATH"] = alsa }))
        {
            await Task.Delay(Settled, TimeProvider.System);
            var (began, before) = (Stopwatch.GetTimestamp(), Figures.ProcessorSeconds(agent.Id));
            for (var minute = 1; minute <= minutes; minute++)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System);
                var share = (Figures.ProcessorSeconds(agent.Id) - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
                var work = await WorkAsync(room);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"minute {minute}: {share * 100:0.0} % of one core since the first, {Figures.PrivateMb(agent.Id):0.0} MB private, "
                    + $"{Figures.ResidentMb(agent.Id):0.0} MB resident; {work}"));
            }
            await stop.CancelAsync();
        }
        await playing;
        return 0;
    }

    /// <summary>That it measured: the load of an agent that stood still would say nothing.</summary>
    private static async Task<string> WorkAsync(ControlRoomProcess room)
    {
        var device = (await room.GetAsync("/api/v1/devices")).EnumerateArray().Single();
        var seconds = (await room.GetAsync("/api/v1/noise?device=lamp&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&limit=10000")).GetProperty("items");
        var measured = seconds.EnumerateArray().Count(s => s.GetProperty("LAeq").ValueKind == JsonValueKind.Number);
        return $"{measured} seconds with a level, faults: {device.GetProperty("faults")}";
    }

    /// <summary>The scene's sound in real time, again and again, in pieces of a period: of a shorter one the plug-in says that it was whole.</summary>
    private static void Play(string sound, string pipe, CancellationToken stop)
    {
        const int Piece = SampleRate / PiecesASecond * 2;
        ReadOnlySpan<byte> file = File.ReadAllBytes(sound);
        // A scene's samples are floating point.
        short[] samples = [.. MemoryMarshal.Cast<byte, float>(file[(file.IndexOf("data"u8) + 8)..]).ToArray().Select(s => (short)(s * short.MaxValue))];
        var bytes = MemoryMarshal.AsBytes(samples.AsSpan());
        using var card = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var (began, at) = (Stopwatch.GetTimestamp(), 0);
        try
        {
            for (var piece = 1; !stop.IsCancellationRequested; piece++)
            {
                card.Write(bytes.Slice(at, Piece));
                at = at + 2 * Piece > bytes.Length ? 0 : at + Piece;
                var ahead = TimeSpan.FromSeconds((double)piece / PiecesASecond) - Stopwatch.GetElapsedTime(began);
                if (ahead > TimeSpan.Zero)
                    stop.WaitHandle.WaitOne(ahead);
            }
        }
        catch (IOException)
        {
            // The agent has ended.
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var running = Process.Start(program, arguments);
        await running.WaitForExitAsync();
        if (running.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {running.ExitCode}");
    }
}
