using Solutions.Edge.ControlRoom.Access.Audit;

namespace Solutions.Edge.ControlRoom.Access;

internal static partial class AccessLog
{
    [LoggerMessage(900, LogLevel.Warning, "Sessions could not be stored and will be again in 15 s: {Reason}")]
    public static partial void SessionsNotStored(ILogger log, string reason);

    [LoggerMessage(901, LogLevel.Warning,
        "There is no account yet. Open {Address}/set-up and give this code within ten minutes: {Code}   (`solutions-control-room setup-code` makes another)")]
    public static partial void SetUp(ILogger log, string address, string code);

    [LoggerMessage(903, LogLevel.Warning, "The provider of SOLUTIONS__OIDC__AUTHORITY cannot be asked: {Reason}. Passwords and passkeys sign in as ever")]
    public static partial void ProviderSilent(ILogger log, string reason);

    [LoggerMessage(904, LogLevel.Warning, "A sign-in by the provider of SOLUTIONS__OIDC__AUTHORITY came to nothing: {Reason}")]
    public static partial void ProviderRefused(ILogger log, string reason);

    [LoggerMessage(902, LogLevel.Warning, "{Act} by {Hand} is not in the audit: {Reason}")]
    public static partial void NotAudited(ILogger log, string act, string hand, string reason);

    [LoggerMessage(903, LogLevel.Information, "The audit's last row is {Mark} (`audit verify --expect {Mark}` holds it against this)")]
    public static partial void AuditStands(ILogger log, AuditMark mark);

    [LoggerMessage(904, LogLevel.Warning, "The audit's last row could not be read and is not noted today: {Reason}")]
    public static partial void NotNoted(ILogger log, string reason);
}
