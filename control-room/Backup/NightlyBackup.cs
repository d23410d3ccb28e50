using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>Makes a backup every night, and says how the last one went. What fails keeps nothing else from working.</summary>
internal sealed class NightlyBackup(BackupSettings settings, BackupWriter backup, TimeProvider time, ILogger<NightlyBackup> log)
    : BackgroundService, IHealthCheck
{
    private const string Prefix = "control-room-", Extension = ".backup", Stamp = "yyyyMMdd-HHmmss";
    private string? failed;
    private string last = "none has been made since the start";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        // Degraded: the control room is as ready without.
        Task.FromResult(failed is { } reason ? HealthCheckResult.Degraded($"the backup failed: {reason}") : HealthCheckResult.Healthy(last));

    /// <summary>The next instant at which the local clock shows the hour.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, int hour, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var at = local.Date.AddHours(hour);
        if (at <= local.DateTime)
            at = at.AddDays(1);
        // In spring the hour may not be there: the one after it is.
        if (zone.IsInvalidTime(at))
            at = at.AddHours(1);
        return new(at, zone.GetUtcOffset(at));
    }

    /// <summary>Makes one, and deletes those whose time is over.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var file = Path.Combine(settings.Folder, Prefix + now.ToString(Stamp, CultureInfo.InvariantCulture) + Extension);
        var part = file + ".part";
        try
        {
            if (await backup.FindFaultAsync(cancellationToken) is { } fault)
                throw new IOException(fault);
            Directory.CreateDirectory(settings.Folder);
            await using (var written = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
            {
                await backup.WriteAsync(written, Passphrase.Read(settings.PassphraseFile), cancellationToken);
                written.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
            foreach (var old in Directory.EnumerateFiles(settings.Folder, Prefix + "*" + Extension).Where(f => IsOver(f, now)))
                File.Delete(old);
            (failed, last) = (null, FormattableString.Invariant($"{file}, {new FileInfo(file).Length} bytes"));
            BackupLog.Made(log, file, new FileInfo(file).Length);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = e.Message;
            BackupLog.Failed(log, e.Message);
        }
        finally
        {
            File.Delete(part);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            await Task.Delay(Next(now, settings.At, time.LocalTimeZone) - now, time, stoppingToken);
            await MakeAsync(stoppingToken);
        }
    }

    private bool IsOver(string file, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], Stamp, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var made) && made < now.AddDays(-settings.Keep);
}
