using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Backup;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Backup;

/// <summary>A whole control room, backed up while it runs, and what comes of the file in an empty place.</summary>
public sealed class BackupTests : IAsyncDisposable
{
    private const string Secret = "a lamp, a gate and a bolt";
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
    private readonly int[] ports = FreePort.Take(5);
    private readonly HttpClient http = new();
    private WebApplication? app;

    private string File => Path.Combine(folder.Path, "room.backup");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_restored_installation_goes_on_with_the_same_people_devices_records_and_alerts()
    {
        await StartAsync("first");
        await using (var gate = await WireDevice.ConnectAsync("gate", app!.Services.GetRequiredService<EmbeddedBroker>().Port))
        {
            var now = TimeProvider.System.GetUtcNow();
            await gate.SendAsync(Streams.Gate, new GateRecord { T = now.AddSeconds(-2), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
            await gate.SendAsync(Streams.Gate, new GateRecord { T = now, Contact = ContactState.Open, Bolt = BoltState.Thrown });
            await gate.IsAcknowledgedAsync(Streams.Gate);
        }
        await Eventually.IsTrueAsync("an alert", async () => (await AlertsAsync()).Length > 0);
        await Eventually.IsTrueAsync("both records in the reading store", async () => await RecordsAsync() == 2);
        await BackUpAsync();
        var (before, room) = (await StateAsync(), app.Services.GetRequiredService<DeviceAuthority>().Fingerprint);
        await StopAsync();

        await BackupReader.RestoreAsync(File, Secret, Folders("second"), Stopping);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Assert.Equal((Own, Own), (System.IO.File.GetUnixFileMode(Folders("second").Data), System.IO.File.GetUnixFileMode(Folders("second").Keys)));
        }
        await StartAsync("second");
        Assert.Equal(room, app!.Services.GetRequiredService<DeviceAuthority>().Fingerprint);
        Assert.Equal(before, await StateAsync());
        Assert.Null((await app.Services.GetRequiredService<AuditLog>().VerifyAsync(Stopping)).Fault);
        Assert.Equal(2, await RecordsAsync());
        await using var again = await WireDevice.ConnectAsync("gate", app.Services.GetRequiredService<EmbeddedBroker>().Port);
        await again.SendAsync(Streams.Gate,
            new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
        await again.IsAcknowledgedAsync(Streams.Gate);
        await Eventually.IsTrueAsync("a third record in the reading store", async () => await RecordsAsync() == 3);
    }

    [Fact]
    public async Task What_does_not_hold_is_named_and_nothing_is_put_in_place()
    {
        await StartAsync("first");
        await BackUpAsync();
        await StopAsync();

        var wrong = await Assert.ThrowsAsync<IOException>(() => BackupReader.RestoreAsync(File, "another passphrase", Folders("second"), Stopping));
        Assert.Contains("The passphrase is not that of", wrong.Message, StringComparison.Ordinal);
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            using var database = archive.GetEntry("data/control-room.db")!.Open();
            database.Position = 1000;
            database.WriteByte(1);
            database.WriteByte(2);
        }
        var changed = await Assert.ThrowsAsync<IOException>(() => BackupReader.RestoreAsync(File, Secret, Folders("second"), Stopping));
        Assert.Contains("data/control-room.db in the backup is not as it was written", changed.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Folders("second").Data) || Path.Exists(Folders("second").Keys));
        var full = await Assert.ThrowsAsync<IOException>(() => BackupReader.RestoreAsync(File, Secret, Folders("first"), Stopping));
        Assert.Contains("is not empty", full.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, "is no backup, or was cut off")]
    [InlineData(0.5, "is no backup, or was cut off")]
    [InlineData(0.999, "is no backup, or was cut off")]
    public async Task A_file_that_was_cut_off_is_named_so(double share, string says)
    {
        await StartAsync("first");
        await BackUpAsync();
        await using (var file = System.IO.File.Open(File, FileMode.Open))
            file.SetLength((long)(file.Length * share));
        var refused = await Assert.ThrowsAsync<IOException>(() => BackupReader.RestoreAsync(File, Secret, Folders("second"), Stopping));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Folders("second").Data) || Path.Exists(Folders("second").Keys));
    }

    [Theory]
    [InlineData(1, "77.0.0", "was made by version 77.0.0; this is")]
    [InlineData(2, "77.0.0", "is of format 2, made by version 77.0.0; this is")]
    public async Task A_file_of_a_later_version_names_the_version_that_restores_it(int format, string version, string says)
    {
        var salt = new byte[Passphrase.SaltLength];
        var json = new Manifest(format, version, DateTimeOffset.UnixEpoch, Passphrase.Rounds, salt, []).ToJson();
        await using (var archive = await ZipFile.OpenAsync(File, ZipArchiveMode.Create, Stopping))
        {
            foreach (var (name, content) in new[]
            {
                (Manifest.FileName, json), (Manifest.CodeName, Manifest.CodeOf(json, Passphrase.KeyOf(Secret, salt, Passphrase.Rounds))),
            })
            {
                await using var entry = await archive.CreateEntry(name).OpenAsync(Stopping);
                await entry.WriteAsync(content, Stopping);
            }
        }
        var refused = await Assert.ThrowsAsync<IOException>(() => BackupReader.RestoreAsync(File, Secret, Folders("second"), Stopping));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Folders("second").Data));
    }

    [Fact]
    public async Task No_content_of_an_installation_is_readable_in_its_backup()
    {
        await StartAsync("first");
        await BackUpAsync();
        var key = Directory.EnumerateFiles(Folders("first").Keys, "*.pem", SearchOption.AllDirectories).First();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Stopping);
        var secret = await System.IO.File.ReadAllBytesAsync(key, Stopping);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(secret.AsSpan(0, 100)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("SQLite format 3"u8));
    }

    [Fact]
    public async Task A_short_passphrase_is_refused()
    {
        await StartAsync("first");
        using var answer = await http.PostAsJsonAsync($"http://127.0.0.1:{ports[0]}/api/v1/backup", new BackupWish("short"), Stopping);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("has 5 characters", await answer.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    private InstalledFolders Folders(string name) => new(Path.Combine(folder.Path, name), Path.Combine(folder.Path, name + "-keys"));

    private async Task StartAsync(string name)
    {
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices = [new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } }],
        });
        app = await ControlRoomApp.BuildAsync(new()
        {
            Demo = true,
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Folders(name).Data,
            Sites = sites,
            Mqtt = new() { Port = 0, TlsPort = ports[3] },
            Devices = new() { Port = ports[4] },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, TimeProvider.System, CancellationToken.None);
        await app.StartAsync(Stopping);
    }

    private async Task StopAsync()
    {
        if (app is null)
            return;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        app = null;
    }

    private async Task BackUpAsync()
    {
        using var answer = await http.PostAsJsonAsync($"http://127.0.0.1:{ports[0]}/api/v1/backup", new BackupWish(Secret), Stopping);
        answer.EnsureSuccessStatusCode();
        await using var written = System.IO.File.Create(File);
        await answer.Content.CopyToAsync(written, Stopping);
    }

    private async Task<JsonElement[]> AlertsAsync() =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{ports[0]}/api/v1/alerts", Stopping)).GetProperty("items").EnumerateArray()];

    private async Task<int> RecordsAsync() => await app!.Services.GetRequiredService<IReadingStore>()
        .ExportAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1), new HashSet<string> { "gate" }, Stopping).CountAsync(Stopping);

    /// <summary>The open alerts and the accounts.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = await app!.Services.GetRequiredService<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync(Stopping);
        var people = await db.Set<Person>().OrderBy(p => p.Id).Select(p => $"{p.Id} {p.SecurityStamp} {p.Roles}").ToListAsync(Stopping);
        var alerts = (await AlertsAsync()).Select(a => $"{a.GetProperty("id")} {a.GetProperty("code")} {a.GetProperty("since")}");
        return string.Join('\n', people.Concat(alerts));
    }
}
