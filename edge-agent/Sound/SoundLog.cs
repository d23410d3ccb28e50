using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Sound;

/// <summary>What the sound slice logs for an engineer.</summary>
internal static partial class SoundLog
{
    [LoggerMessage(200, LogLevel.Information, "Listening to {Source}")]
    public static partial void Listening(ILogger log, string source);

    [LoggerMessage(201, LogLevel.Warning,
        "{Source}: the clock was set by over half a second, or the sound was not taken for ten; it begins anew at {Second:O}")]
    public static partial void SegmentBegins(ILogger log, string source, DateTimeOffset second);

    [LoggerMessage(202, LogLevel.Warning, "No sound from {Source}: {Reason}")]
    public static partial void NoSound(ILogger log, string source, string reason);
}
