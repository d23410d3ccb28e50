using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary><c>Authorization: Bearer TOKEN</c>: a program's token, or the secret of this machine's commands.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tokens tokens, CommandKey commands)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";
    private const string Prefix = Name + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("Authorization must be Bearer TOKEN");
        var token = header[Prefix.Length..].Trim();
        if (commands.Is(token))
            return Success(new("command line", null, "", Roles.All));
        return await tokens.FindAsync(token) is { } row
            ? Success(new(string.Create(CultureInfo.InvariantCulture, $"token {row.Number}"), null, "", row.Roles))
            : AuthenticateResult.Fail("no such token");
    }

    private static AuthenticateResult Success(Caller caller) =>
        AuthenticateResult.Success(new(new ClaimsPrincipal(caller.ToIdentity(Name)), Name));
}
