using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>The real SQLite store with every slice's tables, in a folder of its own.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    private TestDatabase()
    {
        var collection = new ServiceCollection();
        collection.AddDatabase(folder.Path);
        collection.AddSingleton<IModelPart, AlertsModel>().AddSingleton<IModelPart, EvidenceModel>();
        services = collection.BuildServiceProvider();
    }

    public IDbContextFactory<ControlRoomDb> Databases => services.GetRequiredService<IDbContextFactory<ControlRoomDb>>();

    public string Folder => folder.Path;

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.MigrateAsync();
        return database;
    }

    public Task MigrateAsync() => DatabaseMigration.MigrateAsync(Databases, Folder, TimeProvider.System);

    public void Dispose()
    {
        services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
