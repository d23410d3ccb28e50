using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.Tests.Support;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Solutions.Edge.ControlRoom.Tests.Access.Provider;

/// <summary>Whom the provider recognises next.</summary>
internal sealed record ProviderPerson(string Subject, string Email, bool IsVerified = true);

/// <summary>
/// A provider of OpenID Connect (OpenIddict) on loopback over https. It asks its person nothing, and states an e-mail address at the userinfo only.
/// </summary>
internal sealed class RealProvider : IAsyncDisposable
{
    public const string ClientId = "control-room", Secret = "a secret of the client";

    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private WebApplication app = null!;

    public string Authority { get; private set; } = "";

    public X509Certificate2 Root { get; } = Issue.Root("provider", TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1), isForServers: true);

    public ProviderPerson Person { get; set; } = new("4711", "olive@example.org");

    /// <summary>Challenges of PKCE that it was sent, with their method.</summary>
    public List<string> Challenges { get; } = [];

    /// <param name="answerTo">Where the client may be answered.</param>
    public static async Task<RealProvider> StartAsync(string answerTo)
    {
        var provider = new RealProvider();
        var (port, now) = (FreePort.Take(1)[0], TimeProvider.System.GetUtcNow());
        provider.Authority = $"https://localhost:{port}";
        await provider.connection.OpenAsync();
        using var key = DeviceKey.New();
        using var made = Issue.Server(provider.Root, ["localhost"], new(key), now, TimeSpan.FromDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.UseHttps(made.CopyWithPrivateKey(key))));
        builder.Services.AddDbContext<DbContext>(o => o.UseSqlite(provider.connection).UseOpenIddict());
        builder.Services.AddOpenIddict().AddCore(o => o.UseEntityFrameworkCore().UseDbContext<DbContext>()).AddServer(o =>
        {
            o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo");
            o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Email, Scopes.Profile);
            // Quickly made: those that it would make are of RSA.
            o.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))).AddEphemeralSigningKey(Algorithms.EcdsaSha256);
            o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough();
        });
        builder.Services.AddAuthentication();
        provider.app = builder.Build();
        provider.app.UseAuthentication();
        provider.app.MapGet("/connect/authorize", provider.Recognise);
        provider.app.MapGet("/connect/userinfo", (Delegate)StateAsync);
        await provider.app.StartAsync();
        await provider.RegisterAsync(answerTo);
        return provider;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await connection.DisposeAsync();
        Root.Dispose();
    }

    private async Task RegisterAsync(string answerTo)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = Secret,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new(answerTo) },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Email,
                Permissions.Scopes.Profile,
            },
        });
    }

    private IResult Recognise(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        Challenges.Add($"{request.CodeChallengeMethod} {request.CodeChallenge}");
        var identity = new ClaimsIdentity("provider");
        identity.SetClaim(Claims.Subject, Person.Subject).SetClaim(Claims.Email, Person.Email).SetClaim(Claims.EmailVerified, Person.IsVerified);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> StateAsync(HttpContext context)
    {
        var person = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        return Results.Json(new Dictionary<string, object?>
        {
            [Claims.Subject] = person.GetClaim(Claims.Subject),
            [Claims.Email] = person.GetClaim(Claims.Email),
            [Claims.EmailVerified] = bool.Parse(person.GetClaim(Claims.EmailVerified)!),
        });
    }
}
