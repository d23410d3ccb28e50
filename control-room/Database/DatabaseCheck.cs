using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>Whether the database answers a question.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private DateTimeOffset? failingSince;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await AskAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            failingSince = null;
            return HealthCheckResult.Healthy("answers");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failingSince ??= time.GetUtcNow();
            return HealthCheckResult.Unhealthy($"does not answer, seen first {failingSince:yyyy-MM-dd HH:mm:ss} UTC: {e.Message}");
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
    }
}
