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

    [LoggerMessage(203, LogLevel.Warning, "{Source} lost {Milliseconds:0} ms of sound; its buffer has overrun {Overruns} times since the start")]
    public static partial void SamplesLost(ILogger log, string source, double milliseconds, long overruns);

    [LoggerMessage(204, LogLevel.Warning, "{Source}: {Diagnosis}")]
    public static partial void Diagnosed(ILogger log, string source, string diagnosis);

    [LoggerMessage(205, LogLevel.Information, "{Source} is well again")]
    public static partial void Well(ILogger log, string source);
}
