using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What a real device seals, over MQTT, in the real control room's store, by the commands that people have.</summary>
public class SealTests
{
    [Fact]
    public async Task Two_runs_of_a_device_verify_as_one_chain_are_anchored_and_a_minute_of_them_is_proved_without_the_control_room()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Street), Path.Combine(folder.Path, "data"));
        var (file, state) = (AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "sound")), Path.Combine(folder.Path, "agent"));
        for (var run = 1; run <= 2; run++)
        {
            await using var agent = AgentProcess.Start(file, room, state);
            await Eventually.IsTrueAsync("seconds of sound", async () => await SecondsAsync(room) >= 3 * run);
            Assert.Equal(0, await agent.StopAsync());
        }
        var report = default(JsonElement);
        await Eventually.IsTrueAsync("seals of both runs", async () =>
        {
            return Seals(report = (await room.GetAsync("/api/v1/seals/verify?device=lamp"))[0]) >= 2 && report.GetProperty("unsealed").GetInt64() == 0;
        });
        Assert.Equal(0, report.GetProperty("faults").GetInt64());
        Assert.True(report.GetProperty("isIntact").GetBoolean());

        var verify = await room.CommandAsync("seals", "verify", "--device", "lamp");
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains("nothing is wrong", verify.Output, StringComparison.Ordinal);
        Assert.Contains("not enrolled (demonstration)", verify.Output, StringComparison.Ordinal);
        Assert.Contains("root", (await room.CommandAsync("seals", "anchor", "--make")).Output, StringComparison.Ordinal);
        await ProveAsync(room, folder.Path);
    }

    private static SiteEntry Street => new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "lamp", Name = "Lamp column", Sound = new() }],
    };

    private static long Seals(JsonElement report) => report.GetProperty("seals").GetInt64();

    private static async Task<int> SecondsAsync(ControlRoomProcess room) =>
        (await room.GetAsync("/api/v1/noise?device=lamp&from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")).GetProperty("items").GetArrayLength();

    private static async Task ProveAsync(ControlRoomProcess room, string folder)
    {
        var sound = await room.GetAsync("/api/v1/noise?device=lamp&from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&limit=1");
        var minute = sound.GetProperty("items")[0].GetProperty("t").GetString()![..16] + ":00Z";
        var proof = Path.Combine(folder, "minute.proof");
        var written = await room.CommandAsync("seals", "proof", "--device", "lamp", "--minute", minute, "--output", proof);
        Assert.True(written.ExitCode == 0, written.Output + written.Error);
        Assert.InRange(new FileInfo(proof).Length, 1, 1000);

        var environment = new Dictionary<string, string>();
        var check = await CommandRun.OfControlRoomAsync(["seals", "check-proof", proof], environment);
        Assert.True(check.ExitCode == 0, check.Error);
        Assert.Contains($"Device lamp sealed the minute {minute[..16]}", check.Output, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(proof);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(proof, bytes);
        Assert.Equal(1, (await CommandRun.OfControlRoomAsync(["seals", "check-proof", proof], environment)).ExitCode);

        using var partner = DeviceKey.New();
        var (secret, open) = (Path.Combine(folder, "partner.key"), Path.Combine(folder, "partner.pem"));
        await File.WriteAllTextAsync(secret, partner.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(open, partner.ExportSubjectPublicKeyInfoPem());
        var anchor = Assert.Single(Directory.GetFiles(Path.Combine(room.Data, "anchors")));
        Assert.Equal(0, (await CommandRun.OfControlRoomAsync(["seals", "cosign", "--key", secret, anchor], environment)).ExitCode);
        Assert.Equal(0, (await CommandRun.OfControlRoomAsync(["seals", "cosigned", "--key", open, anchor], environment)).ExitCode);
        await File.WriteAllTextAsync(anchor, (await File.ReadAllTextAsync(anchor)).Replace("\"seals\":", "\"seals\":1", StringComparison.Ordinal));
        Assert.Equal(1, (await CommandRun.OfControlRoomAsync(["seals", "cosigned", "--key", open, anchor], environment)).ExitCode);
    }
}
