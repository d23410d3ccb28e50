using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

public class EvidenceTests
{
    [Fact]
    public async Task An_alert_at_a_site_with_a_camera_has_a_still_and_a_whole_clip_although_the_control_room_was_killed_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = "lamp", Name = "Lamp column", Camera = new() },
                new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } },
            ],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, "data"));
        await using var camera = AgentProcess.Start(
            AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "camera")), room, Path.Combine(folder.Path, "agent"));
        await using var gate = AgentProcess.Start(
            AgentFileWriter.Write(folder.Path, "gate", AgentFileWriter.OfGate(Forced(folder.Path))), room, Path.Combine(folder.Path, "agent"));
        var clip = await Eventually.HasAsync("start of a clip", () =>
            Task.FromResult(Directory.EnumerateFiles(Path.Combine(room.Data, "clips")).FirstOrDefault()), seconds: 120);
        Assert.False(await IsCompleteAsync(room, clip), "the clip is complete although half of it is still to come");
        await room.KillAsync();
        await room.StartAgainAsync();
        await Eventually.IsTrueAsync("whole clip", () => IsCompleteAsync(room, clip), seconds: 120);
        await Eventually.IsTrueAsync("still", () => Task.FromResult(Directory.EnumerateFiles(Path.Combine(room.Data, "stills"), "*.jpg").Any()));

        var bytes = await room.Http.GetByteArrayAsync(Address(clip));
        var alert = (await room.GetAsync("/api/v1/alerts?state=all")).GetProperty("items").EnumerateArray()
            .Single(a => a.GetProperty("code").GetString() == "GATE-FORCED");
        var fired = alert.GetProperty("since").GetDateTimeOffset();
        var frames = ClipFile.Read(bytes);
        Assert.True(frames.Count > 30, $"the clip has {frames.Count} frames");
        Assert.All(frames, f => Assert.InRange(f.At - fired, TimeSpan.FromSeconds(-10), TimeSpan.FromSeconds(20)));
        Assert.True(frames[^1].At - fired > TimeSpan.FromSeconds(15), $"the last frame is of {frames[^1].At:O}, the alert of {fired:O}");

        await Task.WhenAll(camera.StopAsync(), gate.StopAsync());
        await room.StopAsync();
        await using var spool = RecordSpool.Open(Path.Combine(room.Data, "spool"), TimeProvider.System, NullLogger<RecordSpool>.Instance);
        var record = spool.Read(0, spool.Durable).Where(r => r.Stream == Streams.Evidence)
            .Select(r => (EvidenceRecord)RecordJson.Read(r.Stream, r.Payload.Span))
            .Single(r => r.Id == Path.GetFileNameWithoutExtension(clip));
        Assert.Equal((EvidenceRecord.Clip, (long)bytes.Length, frames[0].At), (record.Kind, record.Bytes, record.T));
        Assert.Equal(bytes.Chunk(EvidenceRecord.BlockBytes).Select(b => Convert.ToHexStringLower(SHA256.HashData(b))), record.Sha256);
    }

    private static string Address(string clip) => $"/evidence/{Path.GetFileName(clip)}";

    private static async Task<bool> IsCompleteAsync(ControlRoomProcess room, string clip)
    {
        using var answer = await room.Http.GetAsync(Address(clip), HttpCompletionOption.ResponseHeadersRead);
        return answer.Headers.TryGetValues("X-Complete", out var complete) && complete.Single() == "true";
    }

    /// <summary>Opened while its bolt is thrown, once the camera has been looking for twelve seconds or so.</summary>
    private static string Forced(string folder)
    {
        var path = Path.Combine(folder, "gate.json");
        File.WriteAllText(path, """{"repeat":null,"steps":[{"at":0,"contact":"closed","bolt":"thrown"},{"at":15,"contact":"open","bolt":"thrown"}]}""");
        return path;
    }
}
