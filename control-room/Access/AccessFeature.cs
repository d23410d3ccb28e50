using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Access.Installation;
using Solutions.Edge.ControlRoom.Access.Pages;
using Solutions.Edge.ControlRoom.Access.Provider;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

internal static class AccessFeature
{
    private const int ShortestPassword = 12, TriesUntilLocked = 5, SignInsAMinute = 20;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10), InvitationLasts = TimeSpan.FromDays(3);

    /// <summary>People, sessions, tokens, rights and the audit.</summary>
    /// <param name="services">Where it is put.</param>
    /// <param name="dataFolder">The control room's.</param>
    /// <param name="keyFolder">Where the keys are that seal cookies and invitations.</param>
    /// <param name="demonstration">True: there are ready accounts, and those that are not signed in may everything.</param>
    /// <param name="oidc">The provider by which people may sign in, if there is one.</param>
    public static void AddAccess(this IServiceCollection services, string dataFolder, string keyFolder, bool demonstration, OidcSettings oidc)
    {
        services.AddSingleton(new AccessSettings(demonstration));
        services.AddSingleton<IModelPart, AccessModel>().AddSingleton<IModelPart, InstallationModel>().AddSingleton<InstallationStore>();
        services.AddSingleton<Sessions>().AddHostedService(s => s.GetRequiredService<Sessions>());
        services.AddHostedService<AuditAnchor>();
        services.AddSingleton<AuditLog>().AddSingleton<Tokens>().AddSingleton<SetUpCode>().AddSingleton(_ => new CommandKey(dataFolder));
        services.AddDataProtection().SetApplicationName("Solutions Edge").PersistKeysToFileSystem(new(KeyFolder.Part(keyFolder, "web")));
        AddPeople(services);
        services.AddProvider(oidc);
        services.AddAuthorization(o =>
        {
            foreach (var right in Enum.GetValues<Right>())
                o.AddPolicy(right.ToString(), p => p.RequireAssertion(c => Caller.Of(c.User).Has(right)));
            // What names no right is for nobody; an address that nothing answers is not there, for those that are signed in.
            o.FallbackPolicy = new AuthorizationPolicyBuilder()
                .RequireAssertion(c => c.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint && Caller.Of(c.User) != Caller.Nobody)
                .Build();
        });
        services.AddCascadingAuthenticationState();
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(nameof(SignInsAMinute), context => HttpMethods.IsPost(context.Request.Method)
                || context.Request.Path == Addresses.Provider
                ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
                {
                    PermitLimit = SignInsAMinute,
                    Window = TimeSpan.FromMinutes(1),
                })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    /// <summary>Once the database is ready, before anything is asked.</summary>
    /// <returns>True: there is no account yet.</returns>
    public static async Task<bool> OpenAccessAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<CommandKey>();
        await services.GetRequiredService<Sessions>().OpenAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<People>();
        if (await people.AnyAsync())
            return false;
        if (!services.GetRequiredService<AccessSettings>().IsDemonstration)
            return true;
        foreach (var (role, name, title) in RoleNames.Each)
            await people.AddAsync(name, title, role, Caller.Visitor.Hand);
        return false;
    }

    /// <summary>Says where a request comes from, and holds what is open for as long as its session lasts. After routing.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        if (app.Services.GetRequiredService<AccessSettings>().IsDemonstration)
            app.Use((context, next) =>
            {
                if (context.User.Identity is not { IsAuthenticated: true } && context.Request.Headers.Authorization.Count == 0)
                    context.User = new(Caller.Visitor.ToIdentity("Demonstration"));
                return next(context);
            });
        app.Use(HoldAsync);
        app.UseAudit();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        AuditApi.Map(routes);
        TokensApi.Map(routes);
        PeopleApi.Map(routes);
        SetUpApi.Map(routes);
        SignInActs.Map(routes);
        ProviderSignIn.Map(routes);
    }

    private static void AddPeople(IServiceCollection services)
    {
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<ControlRoomDb>>().CreateDbContext());
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Person>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            o.SignIn.RequireConfirmedAccount = true;
            // Length is what counts (NIST SP 800-63B, 3.1.1.2).
            o.Password.RequiredLength = ShortestPassword;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
            o.Password.RequiredUniqueChars = 5;
            (o.Lockout.MaxFailedAccessAttempts, o.Lockout.DefaultLockoutTimeSpan) = (TriesUntilLocked, LockedFor);
            o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+";
        }).AddUserStore<PersonStore>().AddSignInManager<PersonSignIn>().AddDefaultTokenProviders()
            .AddTokenProvider<OneTimeCode>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddScoped<IUserConfirmation<Person>, OpenAccount>().AddScoped<IUserClaimsPrincipalFactory<Person>, PersonClaims>()
            .AddScoped<SessionCookie>().AddScoped<People>().AddSingleton<PersonalData>();
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = InvitationLasts);
        services.Configure<IdentityPasskeyOptions>(o => (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required"));
        services.AddAuthentication("any")
            .AddPolicyScheme("any", null, o => o.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? TokenHandler.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure(o =>
                {
                    o.EventsType = typeof(SessionCookie);
                    (o.LoginPath, o.AccessDeniedPath, o.ReturnUrlParameter) = (Addresses.SignIn, Addresses.Refused, Addresses.ReturnTo);
                    (o.Cookie.Name, o.Cookie.SameSite, o.ExpireTimeSpan, o.SlidingExpiration) = ("solutions", SameSiteMode.Lax, Sessions.Longest, false);
                });
                cookies.ExternalCookie!.Configure(o => (o.Cookie.Name, o.Cookie.SameSite) = ("solutions-provider", SameSiteMode.Lax));
                cookies.TwoFactorUserIdCookie!.Configure(o => (o.Cookie.Name, o.Cookie.SameSite) = ("solutions-second", SameSiteMode.Strict));
            });
    }

    private static async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        var sessions = context.RequestServices.GetRequiredService<Sessions>();
        if (sessions.Find(context.User.FindFirstValue(Caller.SessionClaim)) is not { } session)
        {
            await next(context);
            return;
        }
        using (session.Hold(context))
            await next(context);
        sessions.Touch(session);
    }

    /// <summary>Twenty tries a minute from one address: what is sent, and what has a provider asked.</summary>
    public static T LimitsTries<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.RequireRateLimiting(nameof(SignInsAMinute));
}

/// <param name="IsDemonstration">There are ready accounts, and those that are not signed in may everything.</param>
internal sealed record AccessSettings(bool IsDemonstration);
