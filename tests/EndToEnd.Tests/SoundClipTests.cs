using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>The real agent at a home, the real control room, MQTT and HTTP between them.</summary>
public class SoundClipTests
{
    private const string Case = "/api/v1/cases/c-fortnight";

    [Fact]
    public async Task Sound_leaves_a_home_only_in_a_session_sealed_and_opens_with_a_reason_at_the_level_that_was_measured()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "home",
            Name = "Home H-1",
            Type = SiteType.HOME,
            TimeZone = "Europe/London",
            SeededLAeq = 26,
            SeededNights = 1,
            Devices = [new() { Id = "bed", Name = "Bedroom", Sound = new() }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, "data"));
        // The demonstration's own session is over before the device begins.
        var first = (await room.GetAsync($"{Case}/sessions"))[0].GetProperty("id").GetString();
        await PostAsync(room, $"{Case}/sessions/{first}/end", new { why = "a test" }, HttpStatusCode.NoContent);
        var state = Directory.CreateDirectory(Path.Combine(folder.Path, "agent")).FullName;
        await using var agent = AgentProcess.Start(AgentFileWriter.Write(folder.Path, "bed", AgentFileWriter.OfScene("home", 1, "sound")), room, state);
        await Eventually.IsTrueAsync("the place is known, without a session", () => Task.FromResult(Place(state) is { } place && !place.Contains("\"sound\"",
            StringComparison.Ordinal)), seconds: 60);
        var refused = await PostAsync(room, $"{Case}/clips", new { device = "bed", why = "a test" }, HttpStatusCode.BadRequest);
        Assert.Contains("No evidence session", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(room.Data, "clips")));

        var expires = InstantConverter.Write(TimeProvider.System.GetUtcNow().AddHours(1));
        var entered = new { site = "home", authoriser = "A. Officer", basis = "overt", dated = "2026-01-02", expires };
        var session = (await PostAsync(room, $"{Case}/sessions", entered, HttpStatusCode.Created)).GetProperty("id").GetString();
        await Eventually.IsTrueAsync("the grant is at the device", () => Task.FromResult(Place(state)?.Contains(session!, StringComparison.Ordinal) == true));
        var clip = (await PostAsync(room, $"{Case}/clips", new { device = "bed", why = "a test" }, HttpStatusCode.Accepted)).GetProperty("clip").GetString()!;
        await Eventually.IsTrueAsync("the clip", async () => (await FactsAsync(room, clip)).GetProperty("check").GetString() == "intact", seconds: 120);
        var stored = await File.ReadAllBytesAsync(Path.Combine(room.Data, "clips", clip + ".sound"), TestContext.Current.CancellationToken);
        Assert.True(stored.Length > 1_000_000, $"the clip has {stored.Length} bytes");
        Assert.Equal(-1, stored.AsSpan().IndexOf("RIFF"u8));

        await room.StopAsync();
        await room.StartAgainAsync();
        Assert.True((await room.GetAsync($"{Case}/sessions"))[0].GetProperty("runs").GetBoolean());
        using var opened = await room.Http.PostAsJsonAsync($"{Case}/clips/{clip}/open", new { reason = "a test" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var sound = ClipWav.Read(await opened.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((48_000, 0), (sound.SampleRate, sound.Count % 48_000));
        Assert.InRange(sound.Length.TotalSeconds, 15, 30);
        await AssertLevelsAsync(room, sound);
        Assert.Contains("sound clip opened", await room.Http.GetStringAsync("/api/v1/audit", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await PostAsync(room, $"{Case}/sessions/{session}/end", new { why = "enough" }, HttpStatusCode.NoContent);
        await Eventually.IsTrueAsync("the grant is gone", () => Task.FromResult(Place(state)?.Contains("\"sound\"", StringComparison.Ordinal) == false));
        await agent.StopAsync();
    }

    /// <summary>LAeq of each second of the clip is that of the meter's record, and so is that of the whole.</summary>
    private static async Task AssertLevelsAsync(ControlRoomProcess room, ClipWav sound)
    {
        var (from, to) = (InstantConverter.Write(sound.From), InstantConverter.Write(sound.From + sound.Length));
        var measured = new List<double>();
        await Eventually.IsTrueAsync("the seconds are stored", async () =>
        {
            measured = [.. (await room.GetAsync($"/api/v1/noise?device=bed&from={from}&to={to}")).GetProperty("items").EnumerateArray()
                .Select(i => i.GetProperty("LAeq").GetDouble())];
            return measured.Count == sound.Count / sound.SampleRate;
        });
        var (meter, played) = (new SoundLevelMeter(sound.SampleRate), new List<double>());
        foreach (var second in sound.Pascal().Chunk(sound.SampleRate))
        {
            meter.Add(second);
            played.Add(meter.EndSecond().LAeq!.Value);
        }
        Assert.Equal(played.Count, measured.Count);
        // In the first second the weighting's memory of what was before is missing.
        Assert.All(measured.Zip(played).Skip(1), pair => Assert.Equal(pair.First, pair.Second, 0.1));
        Assert.Equal(Mean(measured), Mean(played), 0.1);
    }

    private static double Mean(List<double> levels) => 10 * Math.Log10(levels.Average(level => Math.Pow(10, level / 10)));

    private static string? Place(string state) =>
        Directory.EnumerateFiles(state, "place.json", SearchOption.AllDirectories).Select(File.ReadAllText).FirstOrDefault();

    private static async Task<JsonElement> FactsAsync(ControlRoomProcess room, string clip) =>
        (await room.GetAsync($"{Case}/clips")).EnumerateArray().Single(c => c.GetProperty("id").GetString() == clip);

    private static async Task<JsonElement> PostAsync(ControlRoomProcess room, string path, object body, HttpStatusCode expected)
    {
        using var answer = await room.Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {text}");
        return text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }
}
