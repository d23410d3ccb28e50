using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Backup;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Backup;

public class NightlyBackupTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("2026-11-29T01:59:59Z", "2026-11-29T02:00:00Z")]
    [InlineData("2026-11-29T02:00:00Z", "2026-11-30T02:00:00Z")]
    [InlineData("2026-07-01T00:30:00Z", "2026-07-01T01:00:00Z")]
    public void The_next_is_when_the_local_clock_shows_the_hour(string now, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), NightlyBackup.Next(DateTimeOffset.Parse(now, null), 2, London));

    [Fact]
    public void An_hour_that_spring_leaves_out_is_the_one_after() =>
        Assert.Equal(DateTimeOffset.Parse("2027-03-28T01:00:00Z", null),
            NightlyBackup.Next(DateTimeOffset.Parse("2027-03-27T12:00:00Z", null), 1, London));

    [Fact]
    public async Task One_is_made_those_past_their_days_go_and_a_failure_is_said()
    {
        using var folder = new TemporaryFolder();
        using var database = new TestDatabase("");
        await database.MigrateAsync();
        var (data, keys, kept) = (database.Folder, Path.Combine(folder.Path, "keys"), Path.Combine(folder.Path, "kept"));
        Array.ForEach([Path.Combine(data, "spool"), keys, kept], f => Directory.CreateDirectory(f));
        var secret = Path.Combine(folder.Path, "passphrase");
        await File.WriteAllTextAsync(secret, "a lamp, a gate and a bolt\n", TestContext.Current.CancellationToken);
        foreach (var made in new[] { "20261101-020000", "20261128-020000" })
            await File.WriteAllTextAsync(Path.Combine(kept, $"control-room-{made}.backup"), "", TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-29T02:00:00Z", null));
        using var readings = new DuckDbReadingStore(Path.Combine(data, "readings"));
        using var writer = new BackupWriter(new(data, keys), database.Databases, readings, time);
        using var nightly = new NightlyBackup(new() { Folder = kept, PassphraseFile = secret }, writer, time, NullLogger<NightlyBackup>.Instance);

        await nightly.MakeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, (await nightly.CheckHealthAsync(new())).Status);
        Assert.Equal(["control-room-20261128-020000.backup", "control-room-20261129-020000.backup"],
            Directory.EnumerateFiles(kept).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        File.Delete(secret);
        await nightly.MakeAsync(TestContext.Current.CancellationToken);
        var health = await nightly.CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("the backup failed", health.Description, StringComparison.Ordinal);
    }
}
