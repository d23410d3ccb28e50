using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// The database and the day files as one place: reading, writing and moving rows keep out of each other's way, and a damaged file is set aside.
/// </summary>
internal sealed class DuckDbAccess : IDisposable
{
    /// <summary>For what the engine keeps of files and sorts; unlimited, it would keep what is written until most of the machine's memory is full.</summary>
    private const string MostMemory = "256MB";

    private readonly DayFiles days;
    private readonly DuckDbDatabase database;
    private readonly SemaphoreSlim writing = new(1);

    /// <summary>Held together by all that read database and files as one, and alone by what carries rows from one to the other.</summary>
    private readonly ReaderWriterLockSlim places = new();

    /// <param name="path">Of the database.</param>
    /// <param name="days">The day files beside it.</param>
    /// <param name="log">Gets what is damaged there.</param>
    public DuckDbAccess(string path, DayFiles days, ILogger log)
    {
        this.days = days;
        database = new(path, connection =>
        {
            DuckDbSql.Execute(connection, string.Concat(ReadingTable.All.Select(DuckDbRows.Schema)) + DayMove.Notes
                + "CREATE TABLE IF NOT EXISTS spool_offset (position BIGINT); "
                + $"SET GLOBAL parquet_metadata_cache = true; SET GLOBAL memory_limit = '{MostMemory}';");
            DayMove.Finish(connection, days, log);
            DayMove.Forget(connection, days);
        });
    }

    public DuckDBConnection Connect() => database.Connect();

    /// <param name="files">The day files that the question reads.</param>
    /// <param name="ask">The question; asked again once a damaged file is out of its way.</param>
    /// <param name="cancellationToken">Before it begins.</param>
    public Task<T> AskAsync<T>(Func<IEnumerable<string>> files, Func<DuckDBConnection, T> ask, CancellationToken cancellationToken) => Task.Run(() =>
    {
        while (true)
        {
            try
            {
                return Together(() =>
                {
                    using var connection = database.Connect();
                    return ask(connection);
                });
            }
            catch (DuckDBException e)
            {
                if (IsOutOfTheWay(e, files))
                    continue;
                if (!DuckDbSql.IsFatal(e))
                    throw new IOException($"the readings do not come ({DuckDbSql.Reason(e)})", e);
                // Not while a transaction is on it.
                writing.Wait(CancellationToken.None);
                database.GiveUp();
                writing.Release();
                throw new IOException($"the readings database is opened anew ({DuckDbSql.Reason(e)})", e);
            }
            catch (Exception e) when (e is JsonException or InvalidCastException or InvalidOperationException and not ObjectDisposedException)
            {
                throw new IOException($"what is stored does not read ({DuckDbSql.Reason(e)})", e);
            }
        }
    }, cancellationToken);

    /// <param name="records">How many records are written.</param>
    /// <param name="files">The day files that are read for it.</param>
    /// <param name="write">Writes them.</param>
    /// <param name="cancellationToken">Before it begins.</param>
    public async Task InTransactionAsync(int records, Func<IEnumerable<string>> files, Action<DuckDBConnection> write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            while (!await Task.Run(() => IsWritten(records, files, write), cancellationToken))
            {
            }
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Carries rows from the database to the files, or takes files away: nobody reads meanwhile.</summary>
    public void Alone(Action change)
    {
        places.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            places.ExitWriteLock();
        }
    }

    /// <summary>Reads database and files as one.</summary>
    public T Together<T>(Func<T> read)
    {
        places.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            places.ExitReadLock();
        }
    }

    public void Dispose()
    {
        database.Dispose();
        writing.Dispose();
        places.Dispose();
    }

    private bool IsOutOfTheWay(DuckDBException e, Func<IEnumerable<string>> files)
    {
        if (DuckDbSql.IsShortOfRoom(e) || DuckDbSql.IsFatal(e) || files().ToList() is not { Count: > 0 } asked)
            return false;
        using var connection = database.Connect();
        return DayFileDamage.IsSetAside(connection, days, asked);
    }

    /// <returns>False: a damaged file was in the way, and no longer is.</returns>
    private bool IsWritten(int records, Func<IEnumerable<string>> files, Action<DuckDBConnection> write)
    {
        var writer = database.Writer;
        try
        {
            using var transaction = writer.BeginTransaction();
            write(writer);
            transaction.Commit();
            return true;
        }
        catch (DuckDBException e)
        {
            if (IsOutOfTheWay(e, files))
                return false;
            if (DuckDbSql.IsFatal(e))
                database.GiveUp();
            // One record that was not committed may be wrong, or the disk full.
            var isOfTheStore = records == 0 || DuckDbSql.IsFatal(e) || e.ErrorType == DuckDBErrorType.Io
                || (records == 1 && (e.ErrorType == DuckDBErrorType.Transaction || DuckDbSql.IsShortOfRoom(e)));
            throw isOfTheStore ? new IOException($"the readings database takes nothing ({DuckDbSql.Reason(e)})", e)
                : new RefusedReadingsException(DuckDbSql.Reason(e), e);
        }
        catch (Exception e) when (records > 0 && e is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            throw new RefusedReadingsException(DuckDbSql.Reason(e), e);
        }
    }
}
