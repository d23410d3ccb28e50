using System.Data.Common;

namespace Solutions.Edge.ControlRoom.Access.Audit;

/// <summary>Notes the audit's last row in the log, at the start and once a day: against it rows show that were cut off the end.</summary>
internal sealed class AuditAnchor(AuditLog audit, TimeProvider time, ILogger<AuditAnchor> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await audit.LastAsync(cancellationToken) is { } last)
                AccessLog.AuditStands(log, new(last.Number, last.Digest));
        }
        catch (DbException e)
        {
            AccessLog.NotNoted(log, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
            await NoteAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
