using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>The embedded engine: one file, write-ahead log, every commit on disk before it returns.</summary>
internal sealed class SqliteControlRoomDb(DbContextOptions<SqliteControlRoomDb> options, IEnumerable<IModelPart> parts)
    : ControlRoomDb(options, parts)
{
    public override string Remedy =>
        $"Put a copy from the backup folder beside it in its place and move {Where}-wal and {Where}-shm away, "
            + "or move all three away to begin without what they hold.";

    public override string Where => Database.GetDbConnection().DataSource;

    public static void Configure(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite($"Data Source={file}").AddInterceptors(DurableConnection.Instance)
            // Logged by the caller, in a sentence.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.CommandError, RelationalEventId.ConnectionError));

    /// <summary>A page that is damaged is found now, not by the alert that is stored on it.</summary>
    public override async Task ReachAsync(TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        // On the engine's own connection: EF writes its trace to the log before it throws.
        var connection = Database.GetDbConnection();
        if (!Path.Exists(connection.DataSource))
            return;
        await connection.OpenAsync(cancellationToken);
        DurableConnection.Prepare(connection);
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        var said = (string?)await check.ExecuteScalarAsync(cancellationToken);
        await connection.CloseAsync();
        if (said != "ok")
            throw new InvalidOperationException($"{Where} is damaged: {said}. {Remedy}");
    }

    public override async Task BackUpAsync(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FormattableString.Invariant($"control-room-{now:yyyyMMdd-HHmmss}.db"));
        await CopyAsync(file, CancellationToken.None);
    }

    public override string? WhyNotCopied => null;

    public override Task CopyAsync(string file, CancellationToken cancellationToken) => Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancellationToken);

    private sealed class DurableConnection : DbConnectionInterceptor
    {
        public static readonly DurableConnection Instance = new();

        /// <remarks>What is erased is overwritten: a name must not be readable in the file afterwards.</remarks>
        public static void Prepare(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";
            command.ExecuteNonQuery();
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>For <c>dotnet ef migrations add NAME --project control-room --context SqliteControlRoomDb</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteControlRoomDb>
{
    public SqliteControlRoomDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteControlRoomDb>();
        SqliteControlRoomDb.Configure(options, "design-time.db");
        return new(options.Options, ModelParts.All);
    }
}
