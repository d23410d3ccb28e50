using System.Net;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>What the evidence slice tells an engineer.</summary>
internal static partial class EvidenceLog
{
    [LoggerMessage(500, LogLevel.Information, "Still {Id} of {At:O} is with the control room, {Bytes} bytes")]
    public static partial void Sent(ILogger log, string id, DateTimeOffset at, int bytes);

    [LoggerMessage(501, LogLevel.Warning, "Still {Id} cannot be taken: the camera gave no picture in the last 15 s")]
    public static partial void NoPicture(ILogger log, string id);

    [LoggerMessage(502, LogLevel.Warning, "Still {Id} does not get through yet ({Reason}); trying again until it expires")]
    public static partial void TryingAgain(ILogger log, string id, string reason);

    [LoggerMessage(503, LogLevel.Warning, "Still {Id} is given up: the control room refuses it with {Status}")]
    public static partial void Refused(ILogger log, string id, HttpStatusCode status);

    [LoggerMessage(504, LogLevel.Warning, "Still {Id} is given up: it expired before it got through")]
    public static partial void Expired(ILogger log, string id);

    [LoggerMessage(505, LogLevel.Warning, "Still {Id} is not taken: {Most} others wait already; {Dropped} dropped since the start")]
    public static partial void TooMany(ILogger log, string id, int most, long dropped);

    [LoggerMessage(506, LogLevel.Warning, "A still is asked for under the id '{Id}'; it must be 1 to 64 letters, digits, - or _")]
    public static partial void NoId(ILogger log, string id);
}
