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
        var before = File.Exists(file) ? $" UNION ALL BY NAME SELECT * FROM read_parquet({DuckDbSql.Text(file)})" : "";
        DuckDbSql.Execute(connection, $"COPY (SELECT * FROM {Rows}{before} ORDER BY device, t, boot, seq) TO {DuckDbSql.Text(part)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {(table.IsSeconds ? 32_768 : 4096)})");
        using SafeFileHandle handle = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Takes the copied rows from the database. Until <see cref="Finish"/> they are in no reading.</summary>
    public void Commit()
    {
        DuckDbSql.Execute(connection, $"DELETE FROM {Rows}; INSERT INTO day_move VALUES ({DuckDbSql.Text(Path.GetRelativePath(files.Folder, part))})");
        transaction.Commit();
    }

    /// <summary>Puts finished files in their places, those of a move before a crash too.</summary>
    public static void Finish(DuckDBConnection connection, DayFiles files)
    {
        foreach (var part in DuckDbSql.Select(connection, "SELECT part FROM day_move", row => Path.Combine(files.Folder, row.GetString(0))).Where(File.Exists))
            File.Move(part, Path.ChangeExtension(Path.ChangeExtension(part, null), "parquet"), overwrite: true);
    }

    /// <summary>Forgets moves that are over, and deletes what unfinished ones left behind.</summary>
    public static void Forget(DuckDBConnection connection, DayFiles files)
    {
        DuckDbSql.Execute(connection, "DELETE FROM day_move");
        foreach (var part in Directory.EnumerateFiles(files.Folder, "*" + PartExtension, SearchOption.AllDirectories))
            File.Delete(part);
    }

    public void Dispose() => transaction.Dispose();
}
