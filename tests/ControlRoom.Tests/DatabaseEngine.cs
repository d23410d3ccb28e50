using Microsoft.EntityFrameworkCore.Diagnostics;
using Solutions.Edge.Tests.Support;

[assembly: AssemblyFixture(typeof(Solutions.Edge.ControlRoom.Tests.PostgresEngine))]

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>What the relational store may be; every test that needs one runs on each.</summary>
public abstract class DatabaseEngine
{
    /// <summary>A new store in this version's schema.</summary>
    internal async Task<TestDatabase> CreateAsync(params IInterceptor[] interceptors)
    {
        var database = new TestDatabase(await SettingAsync(), interceptors: interceptors);
        await database.MigrateAsync();
        return database;
    }

    /// <summary>The setting that leads to a store of the test's own.</summary>
    internal abstract Task<string> SettingAsync();
}

public sealed class SqliteEngine : DatabaseEngine
{
    internal override Task<string> SettingAsync() => Task.FromResult("");
}

/// <summary>One server for all, started by the first test that asks for it; without one such a test is skipped.</summary>
public sealed class PostgresEngine : DatabaseEngine, IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSql>> server = new(PostgreSql.StartAsync);

    internal override async Task<string> SettingAsync()
    {
        Assert.SkipUnless(PostgreSql.IsInstalled, PostgreSql.Absent);
        return await (await server.Value).CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated)
            await (await server.Value).DisposeAsync();
    }
}
