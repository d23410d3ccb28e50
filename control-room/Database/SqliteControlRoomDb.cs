using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>The embedded engine: one file, write-ahead log, every commit on disk before it returns.</summary>
internal sealed class SqliteControlRoomDb(DbContextOptions<SqliteControlRoomDb> options, IEnumerable<IModelPart> parts)
    : ControlRoomDb(options, parts)
{
    public static void Configure(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite($"Data Source={file}").AddInterceptors(DurableConnection.Instance);

    private sealed class DurableConnection : DbConnectionInterceptor
    {
        public static readonly DurableConnection Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>What <c>dotnet ef migrations add NAME --project control-room</c> asks for a model: every slice's part.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteControlRoomDb>
{
    public SqliteControlRoomDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteControlRoomDb>();
        SqliteControlRoomDb.Configure(options, "design-time.db");
        return new(options.Options, Assembly.GetExecutingAssembly().GetTypes()
            .Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IModelPart)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (IModelPart)Activator.CreateInstance(t)!));
    }
}
