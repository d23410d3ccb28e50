using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MQTTnet.Exceptions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Devices.Examinations;

/// <summary>Has devices examine themselves, and keeps the last report of each.</summary>
internal sealed class Doctor(IDbContextFactory<ControlRoomDb> databases, MqttConnection mqtt, TimeProvider time)
{
    /// <summary>A device looks for some ten seconds; one that comes back later does not begin any more.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromMinutes(2);

    public async Task<Examination?> FindAsync(string device, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Examination>().AsNoTracking().SingleOrDefaultAsync(e => e.Device == device, cancellationToken);
    }

    /// <summary>Sends the command. It is noted first: only a report that was asked for is taken.</summary>
    /// <returns>Its id; null = it could not be sent, for there is no broker now.</returns>
    public async Task<string?> AskAsync(string device, CancellationToken cancellationToken)
    {
        var command = new Command(Ids.New(), Command.Doctor, time.GetUtcNow() + Waits, null, "asked for by an engineer");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Examination>().SingleOrDefaultAsync(e => e.Device == device, cancellationToken) is { } known)
            (known.Asked, known.AskedMs) = (command.Id, time.GetUtcNow().ToUnixTimeMilliseconds());
        else
            db.Add(new Examination { Device = device, Asked = command.Id, AskedMs = time.GetUtcNow().ToUnixTimeMilliseconds() });
        await db.SaveChangesAsync(cancellationToken);
        try
        {
            await mqtt.PublishAsync(Topics.DownCommand(device), JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command), retain: false,
                cancellationToken);
            return command.Id;
        }
        catch (Exception e) when (e is InvalidOperationException or MqttCommunicationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Takes the report that a device was asked for last.</summary>
    /// <returns>False: it was not asked for.</returns>
    public async Task<bool> TakeAsync(string device, string id, ExaminationReport report, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Examination>().SingleOrDefaultAsync(e => e.Device == device && e.Asked == id, cancellationToken) is not { } asked)
            return false;
        (asked.ReportedMs, asked.Report) =
            (time.GetUtcNow().ToUnixTimeMilliseconds(), JsonSerializer.Serialize(report, ContractsJson.Default.ExaminationReport));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
