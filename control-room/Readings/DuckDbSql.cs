using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Statements and questions to DuckDB.</summary>
internal static class DuckDbSql
{
    /// <summary>What the engine states of a lack where it gives it no type of its own, as at a commit.</summary>
    private static readonly string[] ShortOfRoom = ["failed to pin", "could not allocate", "failed to allocate", "Out of Memory", "No space left",
        "Too many open files"];

    /// <summary>A text as it stands in a statement.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The condition from ≤ t &lt; to.</summary>
    public static string Within(DateTimeOffset from, DateTimeOffset to) =>
        FormattableString.Invariant($"t >= {from.ToUnixTimeMilliseconds()} AND t < {to.ToUnixTimeMilliseconds()}");

    /// <summary>The first line of what went wrong, without the statement: the engine shows that too.</summary>
    public static string Reason(Exception e) => e.Message.Split('\n', 2)[0].Trim().Replace("DuckDBOpen failed: ", "", StringComparison.Ordinal);

    /// <summary>Whether the engine lacks memory, disk or files, so that nothing is wrong with what it was asked or given.</summary>
    public static bool IsShortOfRoom(DuckDBException e) => e.ErrorType == DuckDBErrorType.OutOfMemory
        || ShortOfRoom.Any(said => e.Message.Contains(said, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the engine has given the database up: it answers nothing until it is opened anew.</summary>
    public static bool IsFatal(DuckDBException e) => e.ErrorType is DuckDBErrorType.Fatal or DuckDBErrorType.Internal
        || e.Message.Contains("invalidated", StringComparison.Ordinal);

    public static void Execute(DuckDBConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    public static List<T> Select<T>(DuckDBConnection connection, string question, Func<DuckDBDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
