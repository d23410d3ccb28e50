using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Uplink.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(120, LogLevel.Information, "The device's certificates are renewed; they are valid until {Until:yyyy-MM-dd}")]
    public static partial void Renewed(ILogger log, DateTime until);

    [LoggerMessage(121, LogLevel.Warning,
        "The device's certificates, valid until {Until:yyyy-MM-dd}, cannot be renewed now ({Reason}); trying again every hour")]
    public static partial void NotRenewed(ILogger log, DateTime until, string reason);

    [LoggerMessage(122, LogLevel.Warning, "{File} cannot be written ({Reason})")]
    public static partial void NotKept(ILogger log, string file, string reason);
}
