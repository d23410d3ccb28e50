using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>A server for all tests of a class, and a database for each.</summary>
public abstract class InfluxDbServerFixture(bool auth) : IAsyncLifetime
{
    private InfluxDb? server;
    private int databases;

    public async ValueTask InitializeAsync() => server = InfluxDb.IsInstalled ? await InfluxDb.StartAsync(auth) : null;

    public async ValueTask DisposeAsync()
    {
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
        return new() { Url = server.Url, Database = database, User = server.User, Password = server.Password };
    }
}

public sealed class OpenInfluxDb() : InfluxDbServerFixture(auth: false);

public sealed class GuardedInfluxDb() : InfluxDbServerFixture(auth: true);

public sealed class InfluxDbComplianceTests(OpenInfluxDb server) : InfluxDbCompliance(server), IClassFixture<OpenInfluxDb>;

public sealed class InfluxDbWithAuthenticationComplianceTests(GuardedInfluxDb server) : InfluxDbCompliance(server), IClassFixture<GuardedInfluxDb>;

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
