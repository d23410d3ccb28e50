using DuckDB.NET.Data;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Statements and questions to DuckDB.</summary>
internal static class DuckDbSql
{
    /// <summary>A text as it stands in a statement.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

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
