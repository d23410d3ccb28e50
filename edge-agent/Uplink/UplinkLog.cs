using Microsoft.Extensions.Logging;
using MQTTnet;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>What the uplink logs for an engineer.</summary>
internal static partial class UplinkLog
{
    [LoggerMessage(100, LogLevel.Information, "Connected to the broker at {Host}:{Port}; {Waiting} records wait")]
    public static partial void Connected(ILogger log, string host, int port, long waiting);

    [LoggerMessage(101, LogLevel.Warning, "The broker at {Host}:{Port} does not answer ({Reason}); records are kept, trying again until it does")]
    public static partial void NoBroker(ILogger log, string host, int port, string reason);

    [LoggerMessage(102, LogLevel.Warning, "The connection to the broker is lost ({Reason}); records are kept")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(103, LogLevel.Warning, "A message on {Topic} does not read: {Reason}")]
    public static partial void Unreadable(ILogger log, string topic, string reason);

    [LoggerMessage(104, LogLevel.Information, "Command {Id} ({Kind}) is not carried out: it has expired or this device has nothing that could")]
    public static partial void NotCarriedOut(ILogger log, string id, string kind);

    [LoggerMessage(105, LogLevel.Information, "Stopping with {Waiting} records unacknowledged; they are sent after the next start")]
    public static partial void Left(ILogger log, long waiting);

    [LoggerMessage(106, LogLevel.Warning, "The broker refuses {Stream} records: {Reason}; they are kept and offered again")]
    public static partial void Refused(ILogger log, string stream, MqttClientPublishReasonCode reason);

    [LoggerMessage(107, LogLevel.Information, "{Records} records wait on the disk")]
    public static partial void Backlog(ILogger log, long records);

    [LoggerMessage(108, LogLevel.Error, "The disk takes no records ({Reason}); they are kept in memory, and the oldest telemetry is dropped when that is full")]
    public static partial void DiskRefuses(ILogger log, string reason);

    [LoggerMessage(109, LogLevel.Information, "The disk takes records again")]
    public static partial void DiskTakes(ILogger log);

    [LoggerMessage(110, LogLevel.Error, "The journal cannot be written ({Reason}); a kill would cost the records that wait in memory")]
    public static partial void JournalRefuses(ILogger log, string reason);

    [LoggerMessage(112, LogLevel.Warning, "{Records} records were set aside since the start: "
        + "the control room refuses them, or has not taken them however often they were sent; they are in {File}")]
    public static partial void SetAside(ILogger log, long records, string file);

    [LoggerMessage(113, LogLevel.Error,
        "{Places} places of the journal and the backlog did not read; the records in them are lost unless the control room has them")]
    public static partial void Damaged(ILogger log, int places);

    [LoggerMessage(114, LogLevel.Information, "Configuration {Version} of the place is in force: {Type}, {Zones} zones, {Masks} masks")]
    public static partial void PlaceChanged(ILogger log, long version, SiteType type, int zones, int masks);

    [LoggerMessage(115, LogLevel.Warning, "{File} does not read ({Reason}); until the control room sends what holds at this place there are no zones, "
        + "and pictures are a mosaic all over")]
    public static partial void PlaceDamaged(ILogger log, string file, string reason);

    [LoggerMessage(116, LogLevel.Error, "{File} cannot be written ({Reason}); the configuration of this place is in force until the next start only")]
    public static partial void PlaceNotKept(ILogger log, string file, string reason);

    [LoggerMessage(111, LogLevel.Warning, "{Records} records were dropped since the start for want of room: {Drops}")]
    public static partial void Dropped(ILogger log, long records, Drops drops);
}
