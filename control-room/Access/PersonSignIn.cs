using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>Where ASP.NET Core Identity keeps people.</summary>
internal sealed class PersonStore(ControlRoomDb db, IdentityErrorDescriber? describer = null)
    : Microsoft.AspNetCore.Identity.EntityFrameworkCore.UserOnlyStore<Person, ControlRoomDb, long, IdentityUserClaim<long>, IdentityUserLogin<long>,
        IdentityUserToken<long>, IdentityUserPasskey<long>>(db, describer);

/// <summary>Signing in: a password alone is never enough.</summary>
internal sealed class PersonSignIn(
    UserManager<Person> people, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Person> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Person> confirmation)
    : SignInManager<Person>(people, context, claims, options, log, schemes, confirmation)
{
    /// <summary>Also of one that has none yet: the next page has it made.</summary>
    public override Task<bool> IsTwoFactorEnabledAsync(Person user) => Task.FromResult(true);
}

/// <summary>Signs in only those whose account is open.</summary>
internal sealed class OpenAccount : IUserConfirmation<Person>
{
    public Task<bool> IsConfirmedAsync(UserManager<Person> manager, Person user) => Task.FromResult(user.DisabledMs is null);
}

/// <summary>What the cookie holds of a person.</summary>
internal sealed class PersonClaims : IUserClaimsPrincipalFactory<Person>
{
    public Task<ClaimsPrincipal> CreateAsync(Person user) =>
        Task.FromResult(new ClaimsPrincipal(Caller.Of(user).ToIdentity(IdentityConstants.ApplicationScheme)));
}

/// <summary>The cookie is a session's: it is made with it, and believed while it lasts.</summary>
internal sealed class SessionCookie(Sessions sessions, AuditLog audit) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var caller = Caller.Of(context.Principal!);
        var id = await sessions.BeginAsync(caller.Person!.Value, context.HttpContext);
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new(Caller.SessionClaim, id));
        await audit.WriteAsync(caller.Hand, "signed in");
    }

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (sessions.Find(context.Principal?.FindFirstValue(Caller.SessionClaim)) is null)
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.User.FindFirstValue(Caller.SessionClaim) is { } id)
            await sessions.EndAsync([id]);
        await audit.WriteAsync(Caller.Of(context.HttpContext.User).Hand, "signed out");
    }

    /// <summary>A browser is led to the page where one signs in; a program is answered.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        AnswerAsync(context, StatusCodes.Status401Unauthorized, context.RedirectUri);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        // The front door is the operators': others go on to what is theirs.
        AnswerAsync(context, StatusCodes.Status403Forbidden, context.Request.Path == "/" ? Pages.Addresses.Account : Pages.Addresses.Refused);

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string page)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            context.Response.Redirect(page);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
