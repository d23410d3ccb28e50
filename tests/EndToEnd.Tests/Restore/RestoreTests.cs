using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Restore;

/// <summary>A production control room with enrolled agents whose machine is lost: what its backup, made while it ran, brings back on another.</summary>
public sealed partial class RestoreTests : IAsyncDisposable
{
    private const string Password = "a long sentence of words", Passphrase = "a lamp, a gate and a bolt";
    private static readonly string[] Kinds = ["stills", "clips"];
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
    private ControlRoomProcess room = null!;

    private string Data => Path.Combine(folder.Path, "data");

    private string Keys => Data + "-keys";

    private string File => Path.Combine(folder.Path, "room.backup");

    public async ValueTask DisposeAsync()
    {
        if (room is not null)
            await room.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Devices_people_evidence_and_day_files_go_on_and_only_what_was_acknowledged_after_the_backup_is_lost()
    {
        room = await ControlRoomProcess.StartProductionAsync(Data, new Dictionary<string, string> { ["SOLUTIONS__ADDRESS"] = "localhost" });
        var (admin, key) = await SetUpAsync();
        using var first = admin;
        await CommandAsync("sites", "import", SitesFile());
        await CommandAsync("import", PastReadings("past.ndjson", "lamp", 600, days: 5));
        // Its days go to their files at a start.
        Assert.Equal(0, await room.StopAsync());
        await room.StartAgainAsync();
        await Eventually.IsTrueAsync("a day's file", () => Task.FromResult(Digests("readings").Count > 0), seconds: 60);
        await using var lamp = await RunAsync("lamp", AgentFileWriter.OfScene("town", 3, "camera", "sound"));
        await using var gate = await RunAsync("gate", AgentFileWriter.OfGate(Forced()));
        await Eventually.IsTrueAsync("a still and a whole clip", async () => (await EvidenceAsync()).Count == 2, seconds: 120);

        var load = CommandAsync("import", PastReadings("load.ndjson", "load", 20_000, days: 1));
        var begun = TimeProvider.System.GetUtcNow();
        await CommandAsync("backup", File, "--passphrase-file", PassphraseFile());
        await load;
        var (evidence, days, alerts) = (await EvidenceAsync(), Digests("readings"), await AlertsAsync());
        var last = await LastReadingAsync();
        await Eventually.IsTrueAsync("readings after the backup", async () => await LastReadingAsync() > last.AddSeconds(3));
        await room.KillAsync();
        var before = Spooled();
        Directory.Move(Data, Path.Combine(folder.Path, "gone"));
        Directory.Move(Keys, Path.Combine(folder.Path, "gone-keys"));

        var restored = await CommandRun.OfControlRoomAsync(["restore", File, "--passphrase-file", PassphraseFile()], new() { ["SOLUTIONS__DATA"] = Data });
        Assert.True(restored.ExitCode == 0, restored.Error);
        await room.StartAgainAsync();
        var started = TimeProvider.System.GetUtcNow();
        await Eventually.IsTrueAsync("readings of the same device", async () => await LastReadingAsync() > started.AddSeconds(3), seconds: 120);
        Assert.Equal(evidence, await EvidenceAsync());
        foreach (var day in days)
            Assert.Contains(day, Digests("readings"));
        Assert.Equal(alerts, await AlertsAsync());
        Assert.Contains("The audit holds", (await CommandAsync("audit", "verify")).Output, StringComparison.Ordinal);
        using (var cookie = await first.GetAsync("/signed-in"))
            Assert.Equal(204, (int)cookie.StatusCode);
        using var again = Visit();
        await again.SubmitAsync("/sign-in", "sign-in", ("Given.Name", "admin"), ("Given.Password", Password));
        using (await again.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code(key))))
            Assert.NotNull(again.Cookie("solutions"));

        Assert.Equal((0, 0), (await lamp.StopAsync(), await gate.StopAsync()));
        Assert.Equal(0, await room.StopAsync());
        Compare(before, Spooled(), begun);
    }

    /// <summary>What is in neither spool was never numbered; what is in the first alone arrived after the backup was begun.</summary>
    private static void Compare(List<SpoolRecord> before, List<SpoolRecord> after, DateTimeOffset begun)
    {
        var (was, there) = (before.Select(KeyOf).ToHashSet(), after.Select(KeyOf).ToHashSet());
        Assert.Equal(after.Count, there.Count);
        var lost = before.Where(r => !there.Contains(KeyOf(r))).ToList();
        TestContext.Current.SendDiagnosticMessage("{0} records acknowledged after the backup are lost, {1} came later", lost.Count, there.Except(was).Count());
        Assert.NotEmpty(lost);
        Assert.All(lost, r => Assert.True(r.Arrival >= begun, $"{KeyOf(r)} of {r.Arrival:O} is lost, and the backup was begun at {begun:O}"));
        foreach (var run in was.Union(there).GroupBy(r => (r.Device, r.Boot, r.Stream)))
            Assert.Equal(run.Max(r => r.Seq), run.Count());
    }

    private static (string Device, string Boot, string Stream, long Seq) KeyOf(SpoolRecord record) => (record.Device, record.Boot, record.Stream, record.Seq);

    private async Task<(Visitor Admin, string Key)> SetUpAsync()
    {
        var visitor = Visit();
        using var made = await visitor.SubmitAsync("/set-up", "set-up", ("Given.Code", SetUpCode().Match(room.Output).Groups[1].Value),
            ("Given.Name", "Admin"), ("Given.SignIn", "admin"), ("Given.Password", Password));
        using var page = await visitor.GetAsync("/sign-in/code");
        var key = KeyShown().Match(await page.Content.ReadAsStringAsync(Stopping)).Groups[1].Value;
        using var done = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", Authenticator.Code(key)));
        Assert.NotNull(visitor.Cookie("solutions"));
        return (visitor, key);
    }

    private Visitor Visit() => new($"http://127.0.0.1:{room.HttpPort}", System.Net.IPAddress.Loopback);

    private async Task<ProgramUnderTest> RunAsync(string device, string hardware)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder.Path, device)).FullName;
        var code = (await CommandAsync("enrolment-code", device, "--plain")).Output.Split(' ')[1].Trim();
        return new(Tree.Program("edge-agent", "solutions-agent"),
            ["run", "--config", AgentFileWriter.Write(own, device, hardware), "--state", own, "--journal", own, "--trust-clock", "--enrol", code],
            new Dictionary<string, string>());
    }

    private async Task<CommandRun> CommandAsync(params string[] arguments)
    {
        var run = await room.CommandAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", CommandKey.Read(Data));
        return await room.Http.SendAsync(request, Stopping);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stopping));
    }

    private async Task<string> AlertsAsync() => string.Join('\n', (await JsonAsync("/api/v1/alerts?state=all")).GetProperty("items").EnumerateArray()
        .Where(a => a.GetProperty("code").GetString() == "GATE-FORCED").Select(a => $"{a.GetProperty("id")} {a.GetProperty("since")}"));

    private async Task<DateTimeOffset> LastReadingAsync()
    {
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        var items = (await JsonAsync($"/api/v1/noise?device=lamp&from={from}&to=2200-01-01T00:00:00Z&limit=1000")).GetProperty("items");
        return items.GetArrayLength() == 0 ? default : items[items.GetArrayLength() - 1].GetProperty("t").GetDateTimeOffset();
    }

    /// <summary>Still and clip, whole as they are served, by name with their SHA-256.</summary>
    private async Task<SortedDictionary<string, string>> EvidenceAsync()
    {
        var whole = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Kinds.Select(n => Path.Combine(Data, n)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Select(f => Path.GetFileName(f)!))
        {
            using var answer = await GetAsync($"/evidence/{name}");
            if (answer.IsSuccessStatusCode && (name.EndsWith(".jpg", StringComparison.Ordinal)
                || (answer.Headers.TryGetValues("X-Complete", out var complete) && complete.Single() == "true")))
                whole[name] = Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(Stopping)));
        }
        return whole;
    }

    private Dictionary<string, string> Digests(string part) => Directory.EnumerateFiles(Path.Combine(Data, part), "*.parquet", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(Data, f), f => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(f))));

    private List<SpoolRecord> Spooled()
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "spool")))
            System.IO.File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        var spool = RecordSpool.Open(copy.Path, TimeProvider.System, NullLogger<RecordSpool>.Instance);
        var records = spool.Read(0, spool.Durable).ToList();
        spool.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return records;
    }

    private string SitesFile() => SitesFileWriter.Write(folder.Path, new SiteEntry
    {
        Id = "alley",
        Name = "Alley",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        DemoHours = true,
        Devices =
        [
            new() { Id = "lamp", Name = "Lamp column", Camera = new(), Sound = new() },
            new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } },
        ],
    });

    /// <summary>Seconds of noise of days ago, as an export has them: those of five days go to a day's file, those of one stay in the database.</summary>
    private string PastReadings(string name, string device, int seconds, int days)
    {
        var (path, from) = (Path.Combine(folder.Path, name), TimeProvider.System.GetUtcNow().AddDays(-days));
        using var file = System.IO.File.Create(path);
        foreach (var n in Enumerable.Range(1, seconds))
            file.Write(ReadingLine.Write(new(device, new NoiseRecord
            {
                Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
                Bn = 1,
                Seq = n,
                T = from.AddSeconds(n),
                Up = n * 1000,
                Tq = TimeQuality.Synced,
                LAeq = 50 + n % 10,
                N = 48_000,
            })));
        return path;
    }

    private string PassphraseFile()
    {
        var path = Path.Combine(folder.Path, "passphrase");
        System.IO.File.WriteAllText(path, Passphrase + "\n");
        return path;
    }

    /// <summary>Opened while its bolt is thrown, once the camera has been looking for a while.</summary>
    private string Forced()
    {
        var path = Path.Combine(folder.Path, "gate.json");
        System.IO.File.WriteAllText(path,
            """{"repeat":null,"steps":[{"at":0,"contact":"closed","bolt":"thrown"},{"at":20,"contact":"open","bolt":"thrown"}]}""");
        return path;
    }

    [GeneratedRegex("give this code within ten minutes: ([A-Z0-9-]+)")]
    private static partial Regex SetUpCode();

    [GeneratedRegex("data-key=\"authenticator\">([^<]+)<")]
    private static partial Regex KeyShown();
}
