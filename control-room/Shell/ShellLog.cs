namespace Solutions.Edge.ControlRoom.Shell;

internal static partial class ShellLog
{
    [LoggerMessage(990, LogLevel.Information,
        "https is by an authority of this control room's own, SHA-256 {Sha256}; /settings says how a browser comes to trust it")]
    public static partial void OwnAuthority(ILogger log, string sha256);
}
