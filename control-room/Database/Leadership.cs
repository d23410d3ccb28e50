using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Solutions.Edge.ControlRoom.Database;

/// <summary>
/// Which of several control rooms on one PostgreSQL database works: the one that holds its advisory lock, which the server takes back when
/// that one's connection ends. Every term of leading has a number, and what must not come from two is stored only under the number that holds: who
/// has lost the lock without knowing stores nothing any more.
/// </summary>
internal sealed class Leadership : IAsyncDisposable
{
    /// <summary>Of the advisory locks of this database: one for production, the next for the demonstration, whose tables stay apart.</summary>
    private const long Lock = 0x534F4C5554494F4E;

    private const int PatienceSeconds = 5;

    /// <summary>A machine that is gone says no goodbye: the server asks after 3 s of silence, and five times more.</summary>
    private const string AsksAfterTheSilent = "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=5";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.5);

    private readonly NpgsqlConnection connection;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task watching;

    private Leadership(NpgsqlConnection connection, TimeProvider time)
    {
        (this.connection, this.time) = (connection, time);
        watching = Task.Run(WatchAsync);
    }

    /// <summary>Cancelled when the lock may be another's.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>The number of this term; 0 = it has not begun.</summary>
    private long Term { get; set; }

    /// <summary>Waits for the lock, however long.</summary>
    /// <param name="postgres">The connection string.</param>
    /// <param name="demonstration">Whose lock.</param>
    /// <param name="time">For the waiting.</param>
    /// <param name="waits">Is told why it waits, when that changes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NpgsqlException">The server refuses, and would again.</exception>
    public static async Task<Leadership> TakeAsync(string postgres, bool demonstration, TimeProvider time, Action<string> waits,
        CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds };
        settings.Options = $"{settings.Options} {AsksAfterTheSilent}".Trim();
        for (string? told = null; ; await Task.Delay(Every, time, cancellationToken))
        {
            var connection = new NpgsqlConnection(settings.ConnectionString);
            try
            {
                if (await IsFreeAsync(connection, demonstration ? Lock + 1 : Lock, cancellationToken))
                    return new(connection, time);
                Tell("another control room on its database works");
            }
            catch (NpgsqlException e) when (e.IsTransient)
            {
                Tell($"its database does not answer: {e.Message}");
            }
            await connection.DisposeAsync();

            void Tell(string reason)
            {
                if (told != reason)
                    waits(told = reason);
            }
        }
    }

    /// <summary>Begins a term: whoever led before stores nothing from now on.</summary>
    public async Task BeginAsync(IDbContextFactory<ControlRoomDb> databases, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        Term = (await db.Database
            .SqlQuery<long>($"""
                INSERT INTO terms AS t ("Id", "Number") VALUES (1, 1)
                ON CONFLICT ("Id") DO UPDATE SET "Number" = t."Number" + 1 RETURNING "Number" AS "Value"
                """)
            .ToListAsync(cancellationToken))[0];
    }

    /// <summary>A transaction that only who leads can make: the next term begins after it.</summary>
    /// <exception cref="InvalidOperationException">Another leads.</exception>
    public async Task<IDbContextTransaction> TransactionAsync(ControlRoomDb db)
    {
        var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Database.SqlQuery<long>($"""SELECT "Number" AS "Value" FROM terms FOR SHARE""").ToListAsync() is [var number] && number == Term)
            return transaction;
        await transaction.DisposeAsync();
        throw new InvalidOperationException("another control room works on this database now");
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        ending.Dispose();
        lost.Dispose();
    }

    private static async Task<bool> IsFreeAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
        return (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task WatchAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Every, time);
            await using var ask = new NpgsqlCommand("SELECT 1", connection);
            while (await timer.WaitForNextTickAsync(ending.Token))
                await ask.ExecuteScalarAsync(ending.Token);
        }
        catch (Exception e) when (!ending.IsCancellationRequested && e is NpgsqlException or InvalidOperationException)
        {
            await lost.CancelAsync();
        }
    }
}

/// <summary>The table that numbers terms: one row.</summary>
internal sealed class LeadershipModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<LeadTerm>().ToTable("terms").Property(t => t.Id).ValueGeneratedNever();

    private sealed class LeadTerm
    {
        public int Id { get; init; }

        public long Number { get; init; }
    }
}
