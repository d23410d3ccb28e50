using Microsoft.Extensions.Diagnostics.HealthChecks;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Whether readings are stored and all of them can be read. No more than degraded: alerts do not wait for the store.</summary>
internal sealed class ReadingsCheck(ReadingWriter writer, IReadingStore store, SetAsideReadings aside, RetentionClock clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string?[] wrong =
        [
            writer.Fault is { } fault ? $"The reading store does not take readings ({fault}); {writer.Behind} bytes wait in the spool, alerts go on." : null,
            store.Damage is { } damage ? $"Readings of some days are missing: {damage}." : null,
            clock.Behind is { TotalDays: >= 1 } behind
                ? FormattableString.Invariant($"The clock of this machine is {behind.TotalDays:0} days ahead of what readings are kept by: ")
                    + "if it is right, what is too old is erased little by little; if not, set it right."
                : null,
            aside.Any ? $"Records that cannot be stored are in {aside.File} ({aside.Count} since start)." : null,
        ];
        var said = string.Join(' ', wrong.Where(w => w is not null));
        return Task.FromResult(said.Length == 0 ? HealthCheckResult.Healthy("readings are stored") : HealthCheckResult.Degraded(said));
    }
}
