using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>A server for all tests of a class, and a database for each.</summary>
public abstract class InfluxDbServerFixture(bool auth, string token = "") : IAsyncLifetime
{
    private InfluxDb? server;
    private TokenGate? gate;
    private int databases;

    public async ValueTask InitializeAsync()
    {
        server = InfluxDb.IsInstalled ? await InfluxDb.StartAsync(auth) : null;
        gate = server is not null && token.Length > 0 ? await TokenGate.StartAsync(server.Url, token) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (gate is not null)
            await gate.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new database; without a server the test is skipped.</summary>
    internal async Task<InfluxDbSettings> CreateDatabaseAsync()
    {
        Assert.SkipWhen(server is null, InfluxDb.Absent);
        var database = $"street lamps {Interlocked.Increment(ref databases)}";
        await server.StateAsync($"CREATE DATABASE \"{database}\"");
        return new() { Url = gate?.Url ?? server.Url, Database = database, User = server.User, Password = server.Password, Token = token };
    }
}

public sealed class OpenInfluxDb() : InfluxDbServerFixture(auth: false);

public sealed class GuardedInfluxDb() : InfluxDbServerFixture(auth: true);

public sealed class TokenInfluxDb() : InfluxDbServerFixture(auth: false, token: "of+2.x==");

public sealed class InfluxDbComplianceTests(OpenInfluxDb server) : InfluxDbCompliance(server), IClassFixture<OpenInfluxDb>;

public sealed class InfluxDbWithAuthenticationComplianceTests(GuardedInfluxDb server) : InfluxDbCompliance(server), IClassFixture<GuardedInfluxDb>;

public sealed class InfluxDbWithTokenComplianceTests(TokenInfluxDb server) : InfluxDbCompliance(server), IClassFixture<TokenInfluxDb>
{
    [Fact]
    public async Task Another_token_is_refused_with_the_settings_that_tell_it()
    {
        var settings = await server.CreateDatabaseAsync();
        using var other = new InfluxDbServer(new() { Url = settings.Url, Database = settings.Database, Token = "another" });
        var refused = await Assert.ThrowsAsync<IOException>(() => other.WriteAsync("noise,device=lamp LAeq=52.3 1", TestContext.Current.CancellationToken));
        Assert.Contains("SOLUTIONS__READINGS__INFLUXDB__TOKEN", refused.Message, StringComparison.Ordinal);
    }
}

public abstract class InfluxDbCompliance(InfluxDbServerFixture server) : ReadingStoreCompliance
{
    private readonly FakeTimeProvider time = new(SpoolFolder.Start);
    private InfluxDbSettings? settings;
    private InfluxDbReadingStore? store;

    private protected override async Task<IReadingStore> OpenAsync()
    {
        settings ??= await server.CreateDatabaseAsync();
        return store = new(settings, SpoolFolder.Boot, time, NullLogger<InfluxDbReadingStore>.Instance);
    }

    private protected override void Close() => store?.Dispose();
}
