using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>A control room in production, in this process: a street of two lamps, a home, and people with roles.</summary>
internal sealed class AttackedRoom : IAsyncDisposable
{
    public const string Password = "a long sentence of words", HomeName = "Flat 3, Elm Grove";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> keys = [];
    private readonly int[] ports = FreePort.Take(6);
    private readonly AheadClock clock = new();
    private WebApplication app = null!;
    private byte visitors;

    public string Address => $"http://127.0.0.1:{ports[0]}";

    public int DevicePort => ports[3];

    public int MqttPort => ports[4];

    /// <summary>Where the provider of its settings is said to be: on this machine, which nothing allows.</summary>
    public int ProviderPort => ports[5];

    public DeviceAuthority Authority => Get<DeviceAuthority>();

    public DeviceIdentities Identities => Get<DeviceIdentities>();

    public Tokens Tokens => Get<Tokens>();

    /// <summary>From now on its clock is by so much ahead.</summary>
    public TimeSpan Ahead { get => clock.By; set => clock.By = value; }

    public static async Task<AttackedRoom> StartAsync()
    {
        var room = new AttackedRoom();
        room.app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = room.Address,
            Data = Path.Combine(room.folder.Path, "data"),
            Keys = Path.Combine(room.folder.Path, "keys"),
            Address = "localhost",
            Oidc = new() { Authority = $"https://localhost:{room.ProviderPort}", ClientId = "room" },
            Mqtt = new() { TlsPort = room.MqttPort },
            Devices = new() { Port = room.DevicePort },
            Cluster = new() { SiloPort = room.ports[1], GatewayPort = room.ports[2] },
        }, room.clock, CancellationToken.None);
        await room.app.StartAsync();
        foreach (var (id, name, type) in new[] { ("street", "Street", SiteType.STREET), ("home", HomeName, SiteType.HOME) })
            await room.Get<SiteStore>().PutAsync(new()
            {
                Id = id,
                Name = name,
                Type = type,
                TimeZone = "Europe/London",
                Devices = [new() { Id = $"{id}-one", Name = "One", Sound = new() }, new() { Id = $"{id}-two", Name = "Two", Sound = new() }],
            }, CancellationToken.None);
        foreach (var (role, name, title) in RoleNames.Each)
            await room.AddPersonAsync(name, title, role);
        return room;
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>An account that is ready to sign in.</summary>
    public async Task<long> AddPersonAsync(string name, string title, Roles roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (person, fault) = await scope.ServiceProvider.GetRequiredService<People>().AddAsync(name, title, roles, "test", Password);
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await accounts.ResetAuthenticatorKeyAsync(person ?? throw new InvalidOperationException(fault));
        await accounts.SetTwoFactorEnabledAsync(person, true);
        keys[name] = (await accounts.GetAuthenticatorKeyAsync(person))!;
        return person.Id;
    }

    public async Task ActAsync(Func<People, Task> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<People>());
    }

    /// <summary>Changes the database behind the control room's back.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var db = await Get<IDbContextFactory<ControlRoomDb>>().CreateDbContextAsync();
        return await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>A code that was not used: in half a minute a person signs in more often here than anywhere else.</summary>
    public async Task<string> CodeAsync(string name)
    {
        await SqlAsync("DELETE FROM person_secrets WHERE LoginProvider = 'used codes'");
        return Authenticator.Code(keys[name], clock.GetUtcNow());
    }

    /// <summary>A browser with nobody signed in.</summary>
    public Visitor Visit() => new(Address, new(new byte[] { 127, 0, 1, ++visitors }));

    /// <summary>A browser in which a person has signed in.</summary>
    public async Task<Visitor> SignInAsync(string name)
    {
        var visitor = Visit();
        await visitor.SubmitAsync("/sign-in", "sign-in", ("Given.Name", name), ("Given.Password", Password));
        using var answer = await visitor.SubmitAsync("/sign-in/code", "code", ("Given.Code", await CodeAsync(name)));
        return visitor.Cookie("solutions") is null ? throw new InvalidOperationException($"'{name}' could not sign in: {(int)answer.StatusCode}") : visitor;
    }

    public async Task<string> TokenAsync(Roles roles) => (await Tokens.MakeAsync("test", roles, 1, Caller.Nobody)).Token!;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
