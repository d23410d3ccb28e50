using DuckDB.NET.Data;
using Microsoft.Win32.SafeHandles;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// One day of a stream on its way from the database to its file, late records to the file there is: <see cref="Write"/>,
/// <see cref="Commit"/>, <see cref="Finish"/>. Wherever that breaks off, after the next <see cref="Finish"/> every record is there once.
/// </summary>
/// <remarks>
/// The transaction that takes the rows from the database also notes the finished file, which replaces the day's by its rename. The note
/// stays until the next <see cref="Finish"/>: by then the rename is on disk too.
/// </remarks>
internal sealed class DayMove : IDisposable
{
    public const string Notes = "CREATE TABLE IF NOT EXISTS day_move (part VARCHAR);";

    private const string PartExtension = ".part";
    private readonly DuckDBConnection connection;
    private readonly DuckDBTransaction transaction;
    private readonly DayFiles files;
    private readonly ReadingTable table;
    private readonly DateOnly day;
    private readonly string part;

    public DayMove(DuckDBConnection connection, DayFiles files, ReadingTable table, DateOnly day)
    {
        (this.connection, this.files, this.table, this.day) = (connection, files, table, day);
        // A name of its own: a part that was left behind is never taken for the one that is noted.
        part = Path.ChangeExtension(files.Of(table, day), Guid.NewGuid().ToString("N") + PartExtension);
        // One snapshot for both steps: what is stored meanwhile is neither copied nor deleted.
        transaction = connection.BeginTransaction();
    }

    private string Rows => FormattableString.Invariant(
        $"{table.Name} WHERE t >= {DayFiles.Start(day).ToUnixTimeMilliseconds()} AND t < {DayFiles.Start(day.AddDays(1)).ToUnixTimeMilliseconds()}");

    /// <summary>Copies the day's rows and those of its file to a new file.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        var file = files.Of(table, day);
        // Before the rows leave the database: until it is away they would be in no reading.
        if (Directory.Exists(file))
            throw new IOException($"{file} is a folder where a day's file belongs; move it away");
        var before = File.Exists(file) ? $" UNION ALL BY NAME SELECT * FROM read_parquet({DuckDbSql.Text(file)})" : "";
        DuckDbSql.Execute(connection,
            $"COPY (SELECT * FROM {Rows}{before} ORDER BY device, t, boot, seq) TO {DuckDbSql.Text(part)} "
                + $"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {(table.IsSeconds ? 32_768 : 4096)})");
        using SafeFileHandle handle = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Takes the copied rows from the database. Until <see cref="Finish"/> they are in no reading.</summary>
    public void Commit()
    {
        DuckDbSql.Execute(connection, $"DELETE FROM {Rows}; INSERT INTO day_move VALUES ({DuckDbSql.Text(Path.GetRelativePath(files.Folder, part))})");
        transaction.Commit();
    }

    /// <summary>Puts finished files in their places, those of a move before a crash too. One that cannot take its place is logged and stays noted.</summary>
    public static void Finish(DuckDBConnection connection, DayFiles files, ILogger log)
    {
        foreach (var part in Noted(connection, files).Where(File.Exists))
        {
            var file = Path.ChangeExtension(Path.ChangeExtension(part, null), "parquet");
            try
            {
                File.Move(part, file, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                ReadingsLog.MoveUnfinished(log, part, Directory.Exists(file) ? $"{file} is a folder; move it away" : e.Message);
            }
        }
    }

    /// <summary>Forgets moves that are over, and deletes what unfinished ones left behind.</summary>
    public static void Forget(DuckDBConnection connection, DayFiles files)
    {
        var unfinished = Noted(connection, files).Where(File.Exists).ToHashSet();
        DuckDbSql.Execute(connection, "DELETE FROM day_move" + string.Concat(unfinished.Select((part, n) =>
            $"{(n == 0 ? " WHERE part NOT IN (" : ", ")}{DuckDbSql.Text(Path.GetRelativePath(files.Folder, part))}")) + (unfinished.Count > 0 ? ")" : ""));
        foreach (var part in Directory.EnumerateFiles(files.Folder, "*" + PartExtension, SearchOption.AllDirectories).Where(p => !unfinished.Contains(p)))
            File.Delete(part);
    }

    private static List<string> Noted(DuckDBConnection connection, DayFiles files) =>
        DuckDbSql.Select(connection, "SELECT part FROM day_move", row => Path.Combine(files.Folder, row.GetString(0)));

    public void Dispose() => transaction.Dispose();
}
