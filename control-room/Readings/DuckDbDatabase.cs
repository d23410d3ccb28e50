using DuckDB.NET.Data;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The file of what is new. It is opened when it is asked for, again after a time that failed, so that a control room starts without it.</summary>
/// <param name="file">The database; beside it the engine keeps its write-ahead log.</param>
/// <param name="prepare">What is done first on a connection that has just opened it.</param>
internal sealed class DuckDbDatabase(string file, Action<DuckDBConnection> prepare) : IDisposable
{
    private readonly Lock opening = new();

    /// <summary>Keeps the database open between queries, and is the one connection that writes records.</summary>
    private DuckDBConnection? writer;

    private bool isClosed;

    /// <summary>The connection that writes; one thread at a time.</summary>
    /// <exception cref="IOException">The database does not open.</exception>
    public DuckDBConnection Writer
    {
        get
        {
            lock (opening)
            {
                ObjectDisposedException.ThrowIf(isClosed, this);
                return writer ??= Open();
            }
        }
    }

    /// <summary>A connection of one's own.</summary>
    /// <exception cref="IOException">The database does not open.</exception>
    public DuckDBConnection Connect()
    {
        lock (opening)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            writer ??= Open();
            return Connection();
        }
    }

    /// <summary>Has it opened anew by the next caller: the engine gives up a database in which it has met what must not be.</summary>
    public void GiveUp()
    {
        lock (opening)
        {
            writer?.Dispose();
            writer = null;
        }
    }

    public void Dispose()
    {
        GiveUp();
        lock (opening)
            isClosed = true;
    }

    private DuckDBConnection Open()
    {
        DuckDBConnection? opened = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            opened = Connection();
            prepare(opened);
            return opened;
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
        {
            opened?.Dispose();
            throw new IOException($"the readings database {file} does not open ({DuckDbSql.Reason(e)}); "
                + $"move it and {file}.wal away, or put backups of both in their places: it is tried again by itself", e);
        }
    }

    private DuckDBConnection Connection()
    {
        var connection = new DuckDBConnection($"Data Source={file}");
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
