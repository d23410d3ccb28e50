using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Provider;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>A control room in production, in this process and on free ports, by http and by https of its own authority.</summary>
internal sealed class InstalledRoom : IAsyncDisposable
{
    public const string Password = "a long sentence of words", Name = "room.example";

    private readonly TemporaryFolder folder = new();
    private readonly int[] ports;
    private WebApplication app = null!;
    private byte visitors;

    private InstalledRoom(int[] ports) => this.ports = ports;

    public string Http => $"http://localhost:{ports[0]}";

    /// <summary>By a name under which it is set to answer.</summary>
    public string Https => HttpsOf(ports);

    public X509Certificate2 Root => Get<ServerCertificate>().Root!;

    public static int[] TakePorts() => FreePort.Take(6);

    /// <summary>Where https will be.</summary>
    public static string HttpsOf(int[] ports) => $"https://{Name}:{ports[5]}";

    /// <param name="proxies">As the setting has them.</param>
    /// <param name="oidc">A provider; null = none.</param>
    /// <param name="ports">Taken before, for a provider that must know them.</param>
    public static async Task<InstalledRoom> StartAsync(string proxies = "", OidcSettings? oidc = null, int[]? ports = null)
    {
        var room = new InstalledRoom(ports ?? TakePorts());
        room.app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"{room.Http};https://127.0.0.1:{room.ports[5]}",
            Hosts = Name,
            Proxies = proxies,
            Oidc = oidc ?? new(),
            Data = Path.Combine(room.folder.Path, "data"),
            Mqtt = new() { TlsPort = room.ports[3] },
            Devices = new() { Port = room.ports[4] },
            Cluster = new() { SiloPort = room.ports[1], GatewayPort = room.ports[2] },
        }, TimeProvider.System, CancellationToken.None);
        await room.app.StartAsync();
        return room;
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A browser, which knows the pages' authority.</summary>
    public Visitor Visit(string address, params X509Certificate2[] alsoTrusted) =>
        new(address, new(new byte[] { 127, 0, 1, ++visitors }), [Root, .. alsoTrusted]);

    /// <summary>An account that is ready to sign in.</summary>
    /// <returns>The key of its authenticator.</returns>
    public async Task<string> AddPersonAsync(string name, Roles roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (person, fault) = await scope.ServiceProvider.GetRequiredService<People>().AddAsync(name, name, roles, "test", Password);
        Assert.Null(fault);
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await accounts.ResetAuthenticatorKeyAsync(person!);
        await accounts.SetTwoFactorEnabledAsync(person!, true);
        return (await accounts.GetAuthenticatorKeyAsync(person!))!;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
