namespace Solutions.Edge.ControlRoom.Cases.Licences;

/// <summary>What is logged of messages to licensees.</summary>
internal static partial class LicencesLog
{
    [LoggerMessage(1120, LogLevel.Information, "Message to the licensee of {Site}: {Outcome}")]
    public static partial void Nudged(ILogger log, string site, string outcome);

    [LoggerMessage(1121, LogLevel.Warning, "Levels of venues could not be read: {Reason}")]
    public static partial void StoreAway(ILogger log, string reason);
}
