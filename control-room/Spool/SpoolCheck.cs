using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Whether the spool takes records: its writer answers and its folder takes a file.</summary>
internal sealed class SpoolCheck(RecordSpool spool, string folder, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private DateTimeOffset? failingSince;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await spool.AppendAsync([], cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
            await using var probe = new FileStream(Path.Combine(folder, "probe.tmp"), FileMode.Create, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            probe.Write([0]);
            probe.Flush(flushToDisk: true);
            failingSince = null;
            return HealthCheckResult.Healthy("records are stored");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failingSince ??= time.GetUtcNow();
            return HealthCheckResult.Unhealthy($"records cannot be stored, seen first {failingSince:yyyy-MM-dd HH:mm:ss} UTC: {e.Message}");
        }
    }
}
