using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>A PostgreSQL server. Its database is made beforehand; in it everything is in one schema, and a demonstration's is another.</summary>
internal sealed class PostgresControlRoomDb(DbContextOptions<PostgresControlRoomDb> options, IEnumerable<IModelPart> parts)
    : ControlRoomDb(options, parts)
{
    private const string Schema = "control_room", DemonstrationSchema = "control_room_demonstration";

    public override string Remedy => $"See {PostgresConnection.Setting} and the server's own log.";

    public override string Where => $"The database '{Database.GetDbConnection().Database}' of {Database.GetDbConnection().DataSource}";

    public static void Configure(DbContextOptionsBuilder options, string connection, bool demonstration)
    {
        var schema = demonstration ? DemonstrationSchema : Schema;
        options.UseNpgsql(PostgresConnection.InSchema(connection, schema), o => o.MigrationsHistoryTable(HistoryRepository.DefaultTableName, schema))
            // Logged by the caller; and whether there is a history is found out by asking it.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.CommandError, RelationalEventId.ConnectionError));
    }

    public override async Task ReachAsync(TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        // The engine's own connection: EF hides what is transient in another exception.
        var connection = Database.GetDbConnection();
        await Retry(time, failed => DatabaseLog.Away(log, Where, failed.Message))
            .ExecuteAsync(async stopping => await connection.OpenAsync(stopping), cancellationToken);
        await connection.CloseAsync();
    }

    /// <summary>Backups are the server's own, and each migration is one transaction there: it is made whole or not at all.</summary>
    public override Task BackUpAsync(string folder, DateTimeOffset now) => Task.CompletedTask;

    public override string? WhyNotCopied =>
        $"The database is {Where}, whose backups are the server's own: run pg_dump there, "
            + "and copy the data folder and the key folder while the control room is stopped.";

    public override Task CopyAsync(string file, CancellationToken cancellationToken) => throw new InvalidOperationException(WhyNotCopied);

    /// <summary>For a server that is away; one that refuses is not asked again.</summary>
    private static ResiliencePipeline Retry(TimeProvider time, Action<Exception> report) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(e => e.IsTransient),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromSeconds(1),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                    report(failed.Outcome.Exception!);
                return default;
            },
        }).Build();
}

/// <summary>For <c>dotnet ef migrations add NAME --project control-room --context PostgresControlRoomDb --output-dir Database/PostgresMigrations</c>.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresControlRoomDb>
{
    public PostgresControlRoomDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresControlRoomDb>();
        PostgresControlRoomDb.Configure(options, "Host=127.0.0.1;Database=design-time", demonstration: false);
        return new(options.Options, ModelParts.All);
    }
}
