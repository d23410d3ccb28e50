using Microsoft.EntityFrameworkCore;

namespace Solutions.Edge.ControlRoom.Database;

internal static class DatabaseFeature
{
    public const string FileName = "control-room.db";

    /// <summary>The relational store in <paramref name="dataFolder"/>; slices take an <c>IDbContextFactory&lt;ControlRoomDb&gt;</c>.</summary>
    public static void AddDatabase(this IServiceCollection services, string dataFolder)
    {
        services.AddDbContextFactory<SqliteControlRoomDb>(o => SqliteControlRoomDb.Configure(o, Path.Combine(dataFolder, FileName)));
        services.AddSingleton<IDbContextFactory<ControlRoomDb>, AnyEngineFactory>();
    }

    private sealed class AnyEngineFactory(IDbContextFactory<SqliteControlRoomDb> factory) : IDbContextFactory<ControlRoomDb>
    {
        public ControlRoomDb CreateDbContext() => factory.CreateDbContext();
    }
}
