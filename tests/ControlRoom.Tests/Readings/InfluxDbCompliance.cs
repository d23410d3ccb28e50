using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>A server for all tests of a class, and a database for each.</summary>
public abstract class InfluxDbServerFixture(bool auth, string token = "", int api = 1) : IAsyncLifetime
{
    private const string Org = "night & day";
    private InfluxDb? server;
    private TokenGate? gate;
    private int databases;

    public async ValueTask InitializeAsync()
    {
        server = InfluxDb.IsInstalled ? await InfluxDb.StartAsync(auth) : null;
        gate = server is not null && token.Length > 0 ? await TokenGate.StartAsync(server.Url, token, Org) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (gate is not null)
            await gate.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What it has been asked by the v2 API.</summary>
    internal IReadOnlyCollection<string> AskedByV2 => gate!.AskedByV2;

    /// <summary>A new database; without a server the test is skipped.</summary>
    internal async Task<InfluxDbSettings> CreateDatabaseAsync()
    {
        Assert.SkipWhen(server is null, InfluxDb.Absent);
        var database = $"street lamps {Interlocked.Increment(ref databases)}";
        await server.StateAsync($"CREATE DATABASE \"{database}\"");
        return new()
        {
            Url = gate?.Url ?? server.Url,
            Database = database,
            User = server.User,
            Password = server.Password,
            Token = token,
            Api = api,
            Org = api == 1 ? "" : Org,
        };
    }
}

public sealed class OpenInfluxDb() : InfluxDbServerFixture(auth: false);

public sealed class GuardedInfluxDb() : InfluxDbServerFixture(auth: true);

public sealed class TokenInfluxDb() : InfluxDbServerFixture(auth: false, token: "of+2.x==");

public sealed class V2InfluxDb() : InfluxDbServerFixture(auth: false, token: "of+2.x==", api: 2);

/// <summary>Through the v2 API as far as the tests can give it: no server of version 2 is in Debian.</summary>
public sealed class InfluxDbV2ComplianceTests(V2InfluxDb server) : InfluxDbCompliance(server), IClassFixture<V2InfluxDb>
{
    [Fact]
    public async Task Lines_go_gzipped_by_the_v2_api_and_what_is_too_old_is_erased_by_it()
    {
        using var store = new InfluxDbServer(await server.CreateDatabaseAsync());
        Assert.Null(await store.WriteAsync("noise,device=lamp LAeq=52i 1", Cancel));
        await store.DeleteAsync("noise", SpoolFolder.Start, Cancel);
        Assert.Equal([], (await store.QueryAsync("SELECT LAeq FROM noise", Cancel)).Rows);
        Assert.Superset(new HashSet<string> { "/api/v2/write gzip ns", "/api/v2/delete" }, server.AskedByV2.ToHashSet());
    }

    [Fact]
    public async Task A_line_that_the_server_refuses_comes_back_with_its_reason()
    {
        using var store = new InfluxDbServer(await server.CreateDatabaseAsync());
        Assert.Null(await store.WriteAsync("noise,device=lamp LAeq=52i 1", Cancel));
        Assert.Contains("field type conflict", await store.WriteAsync("noise,device=lamp LAeq=52.5 2", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another", "night & day", "TOKEN")]
    [InlineData("of+2.x==", "another", "make the database")]
    public async Task What_a_server_refuses_is_named_with_the_settings_to_look_at(string token, string org, string says)
    {
        var settings = await server.CreateDatabaseAsync();
        using var store = new InfluxDbServer(new() { Url = settings.Url, Database = settings.Database, Token = token, Api = 2, Org = org });
        Assert.Contains(says, (await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("noise,device=lamp LAeq=52i 1", Cancel))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_no_answer_in_time_and_a_caller_that_gives_up_are_distinct()
    {
        // Connections are made, and nobody reads them.
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var deafPort = ((IPEndPoint)deaf.LocalEndpoint).Port;
        InfluxDbSettings At(int port) => new() { Url = $"http://127.0.0.1:{port}", Token = "t", Api = 2, Org = "o" };
        using var nobody = new InfluxDbV2(At(FreePort.Take(1)[0]), TimeSpan.FromSeconds(30));
        Assert.Contains("does not answer",
            (await Assert.ThrowsAsync<IOException>(() => nobody.WriteAsync("a b=1 1", Cancel))).Message, StringComparison.Ordinal);
        using var silent = new InfluxDbV2(At(deafPort), TimeSpan.FromSeconds(1));
        Assert.Contains("did not answer within 1 s",
            (await Assert.ThrowsAsync<IOException>(() => silent.WriteAsync("a b=1 1", Cancel))).Message, StringComparison.Ordinal);
        using var waiting = new InfluxDbV2(At(deafPort), TimeSpan.FromSeconds(30));
        using var giveUp = new CancellationTokenSource();
        var writing = waiting.WriteAsync("a b=1 1", giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_server_of_version_3_is_left_to_its_own_retention_which_is_said_once()
    {
        var settings = await server.CreateDatabaseAsync();
        var log = new CollectedLog<InfluxDbReadingStore>();
        using var store = new InfluxDbReadingStore(
            new() { Url = settings.Url, Database = settings.Database, Token = settings.Token, Org = settings.Org, Api = 3 },
            SpoolFolder.Boot, new FakeTimeProvider(SpoolFolder.Start), log);
        await store.WriteAsync([new("lamp", new NoiseRecord { Boot = SpoolFolder.Boot, Seq = 1, T = SpoolFolder.Start, N = 1, LAeq = 50 })], 3, Cancel);
        for (var time = 0; time < 2; time++)
            await store.TidyAsync(SpoolFolder.Start.AddDays(900), new(), Cancel);
        Assert.Equal((3, 1), (await store.OffsetAsync(Cancel), (await SpoolFolder.ExportAsync(store)).Count));
        Assert.Contains("has no DELETE", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }
}

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
