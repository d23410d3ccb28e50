using System.Net;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>What the evidence slice logs for an engineer. A kind is still, clip or sound.</summary>
internal static partial class EvidenceLog
{
    [LoggerMessage(500, LogLevel.Information, "The {Kind} {Id} of {At:O} is with the control room, {Bytes} bytes")]
    public static partial void Sent(ILogger log, string kind, string id, DateTimeOffset at, long bytes);

    [LoggerMessage(501, LogLevel.Warning,
        "The {Kind} {Id} cannot be taken: the camera gave no picture of that time, or longer than 15 s ago; it is reported to the control room")]
    public static partial void NoPicture(ILogger log, string kind, string id);

    [LoggerMessage(502, LogLevel.Warning, "The {Kind} {Id} does not get through yet ({Reason}); trying again until it expires")]
    public static partial void TryingAgain(ILogger log, string kind, string id, string reason);

    [LoggerMessage(503, LogLevel.Warning, "The {Kind} {Id} is given up at block {Number}: the control room refuses it with {Status}")]
    public static partial void Refused(ILogger log, string kind, string id, int number, HttpStatusCode status);

    [LoggerMessage(504, LogLevel.Warning, "The {Kind} {Id} is given up: it expired before it got through")]
    public static partial void Expired(ILogger log, string kind, string id);

    [LoggerMessage(505, LogLevel.Warning, "The {Kind} {Id} is not taken: {Most} others are under way already; {Dropped} dropped since the start")]
    public static partial void TooMany(ILogger log, string kind, string id, int most, long dropped);

    [LoggerMessage(506, LogLevel.Warning, "A {Kind} is asked for under the id '{Id}'; it must be 1 to 64 letters, digits, - or _")]
    public static partial void NoId(ILogger log, string kind, string id);

    [LoggerMessage(507, LogLevel.Warning, "The sound clip {Id} is not taken: no evidence session runs here; it is reported to the control room")]
    public static partial void NoSession(ILogger log, string id);

    [LoggerMessage(508, LogLevel.Warning,
        "The sound clip {Id} cannot be taken: no whole second of sound of that time is here, or its session ended; it is reported to the control room")]
    public static partial void NoSound(ILogger log, string id);

    [LoggerMessage(509, LogLevel.Warning, "The sound clip {Id} is given up at block {Number}: its evidence session is over")]
    public static partial void SessionOver(ILogger log, string id, int number);
}
