using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Access.Provider;

internal static class ProviderFeature
{
    public const string Scheme = "provider";

    /// <summary>Where the provider sends a browser back; it is to be registered there.</summary>
    private const string AnswerPath = "/sign-in/provider/answer";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Nothing is asked of the provider until a person wants to sign in by it: one that is away keeps nothing from starting.</summary>
    public static void AddProvider(this IServiceCollection services, OidcSettings settings)
    {
        services.AddSingleton(settings).AddScoped<ProviderLinks>();
        if (!settings.IsSet)
            return;
        services.AddAuthentication().AddOpenIdConnect(Scheme, settings.Name, o =>
        {
            (o.Authority, o.ClientId, o.ClientSecret) = (settings.Authority, settings.ClientId, settings.Secret);
            o.RequireHttpsMetadata = settings.Authority.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
            (o.ResponseType, o.ResponseMode, o.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            o.SignInScheme = IdentityConstants.ExternalScheme;
            // Signing out ends the session here, not the one at the provider.
            (o.CallbackPath, o.RemoteSignOutPath, o.SignedOutCallbackPath) = (AnswerPath, default, default);
            o.Scope.Add("email");
            (o.MapInboundClaims, o.GetClaimsFromUserInfoEndpoint) = (false, true);
            foreach (var claim in new[] { settings.Claim, ProviderLinks.Verified })
                o.ClaimActions.MapUniqueJsonKey(claim, claim);
            foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            (o.BackchannelHttpHandler, o.BackchannelTimeout) = (PublicAddress.Handler(settings.Private, OidcSettings.PrivateSetting), Patience);
            o.Events.OnRemoteFailure = RefuseAsync;
        });
    }

    /// <summary>The person declined there, or the answer is not the provider's to a question of ours.</summary>
    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var services = context.HttpContext.RequestServices;
        AccessLog.ProviderRefused(services.GetRequiredService<ILogger<OidcSettings>>(), context.Failure?.GetBaseException().Message ?? "no reason");
        await services.GetRequiredService<AuditLog>().WriteAsync(Caller.Nobody.Hand, "sign-in refused", detail: "provider: its answer");
        context.Response.Redirect(ProviderSignIn.PageOf(ProviderRefusal.Answer));
        context.HandleResponse();
    }
}
