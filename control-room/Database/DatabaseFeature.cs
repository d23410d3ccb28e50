using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Database;

internal static class DatabaseFeature
{
    private const string FileName = "control-room.db";

    /// <summary>The relational store; slices take an <c>IDbContextFactory&lt;ControlRoomDb&gt;</c>.</summary>
    /// <param name="services">Where it is put.</param>
    /// <param name="dataFolder">Where SQLite's file is.</param>
    /// <param name="postgres">A PostgreSQL connection string; empty = SQLite.</param>
    /// <param name="demonstration">Whether this is a demonstration, whose tables stay apart.</param>
    public static void AddDatabase(this IServiceCollection services, string dataFolder, string postgres, bool demonstration)
    {
        services.AddSingleton<IModelPart, LeadershipModel>();
        services.AddSingleton<DatabaseCheck>().AddHealthChecks().AddCheck<DatabaseCheck>("database");
        if (postgres.Length == 0)
            services.AddEngine<SqliteControlRoomDb>(o => SqliteControlRoomDb.Configure(o, Path.Combine(dataFolder, FileName)));
        else
            services.AddEngine<PostgresControlRoomDb>(o => PostgresControlRoomDb.Configure(o, postgres, demonstration));
    }

    private static void AddEngine<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure) where T : ControlRoomDb
    {
        services.AddDbContextFactory<T>(configure);
        services.AddSingleton<IDbContextFactory<ControlRoomDb>, AnyEngineFactory<T>>();
    }

    private sealed class AnyEngineFactory<T>(IDbContextFactory<T> factory) : IDbContextFactory<ControlRoomDb> where T : ControlRoomDb
    {
        public ControlRoomDb CreateDbContext() => factory.CreateDbContext();
    }
}
