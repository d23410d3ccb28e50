using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Access.Pages;

namespace Solutions.Edge.ControlRoom.Access.Provider;

/// <summary>To the provider and back. A link and no form, which a page's policy would not let lead elsewhere.</summary>
internal static class ProviderSignIn
{
    private const string Back = Addresses.Provider + "/back";

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<OidcSettings>().IsSet)
            return;
        routes.MapGet(Addresses.Provider, BeginAsync).ForAnyone().LimitsTries().ExcludeFromDescription();
        routes.MapGet(Back, EndAsync).ForAnyone().ExcludeFromDescription();
    }

    /// <summary>The page of signing in, with the sentence for a refusal.</summary>
    public static string PageOf(ProviderRefusal refusal) => $"{Addresses.SignIn}?refused={refusal}";

    /// <summary>What the person is shown.</summary>
    public static string Sentence(ProviderRefusal refusal, OidcSettings settings) => refusal switch
    {
        ProviderRefusal.Silent => $"{settings.Name} cannot be asked now; sign in with your password or passkey, or try again later.",
        ProviderRefusal.Unnamed => $"{settings.Name} states no '{settings.Claim}' that it has verified, so your account cannot be found.",
        ProviderRefusal.Uninvited => $"No account here has the name that {settings.Name} states; an administrator invites you under that name.",
        ProviderRefusal.Another => $"Your account here is linked with another person of {settings.Name}; an administrator invites you again to undo that.",
        ProviderRefusal.Shut => "Your account here is closed, or locked for ten minutes.",
        _ => $"You were not signed in by {settings.Name}; try again.",
    };

    private static async Task<IResult> BeginAsync(HttpContext context, string? to, PersonSignIn signIn, ILogger<OidcSettings> log)
    {
        var back = $"{Back}?{Addresses.ReturnTo}={Uri.EscapeDataString(Addresses.Local(to))}";
        try
        {
            await context.ChallengeAsync(ProviderFeature.Scheme, signIn.ConfigureExternalAuthenticationProperties(ProviderFeature.Scheme, back));
            return Results.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException
            && !context.RequestAborted.IsCancellationRequested)
        {
            AccessLog.ProviderSilent(log, e.GetBaseException().Message);
            return Results.LocalRedirect(PageOf(ProviderRefusal.Silent));
        }
    }

    private static async Task<IResult> EndAsync(
        HttpContext context, string? to, PersonSignIn signIn, ProviderLinks links, OidcSettings settings, AuditLog audit)
    {
        var stated = (await context.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal;
        // It served for this.
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (stated is null)
            return Results.LocalRedirect(PageOf(ProviderRefusal.Answer));
        var refusal = await links.LinkAsync(stated);
        if (refusal is null)
        {
            var result = await signIn.ExternalLoginSignInAsync(settings.Authority, stated.FindFirstValue(ProviderLinks.Subject)!, false, settings.SecondFactor);
            if (result.Succeeded)
                return Results.LocalRedirect(Addresses.Local(to));
            if (result.RequiresTwoFactor)
                return Results.LocalRedirect($"{Addresses.Code}?{Addresses.ReturnTo}={Uri.EscapeDataString(Addresses.Local(to))}");
            refusal = ProviderRefusal.Shut;
        }
        await audit.WriteAsync(Caller.Nobody.Hand, "sign-in refused", detail: $"provider: {refusal}");
        return Results.LocalRedirect(PageOf(refusal.Value));
    }
}
