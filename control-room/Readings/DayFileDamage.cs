using DuckDB.NET.Data;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Finds the day files that keep a question from being answered, and has them set aside.</summary>
internal static class DayFileDamage
{
    /// <summary>Whether the question is worth asking again: one of its files is out of the way now.</summary>
    public static bool IsSetAside(DuckDBConnection connection, DayFiles days, IReadOnlyList<string> files)
    {
        // Most damage shows at the end of a file, where it states what it holds: only else all of each is read.
        var found = Damaged(connection, days, files, "SELECT count(*) FROM (SELECT * FROM read_parquet({0}) LIMIT 0)");
        return found || Damaged(connection, days, files, "SELECT bit_xor(hash(f)) FROM read_parquet({0}) f");
    }

    private static bool Damaged(DuckDBConnection connection, DayFiles days, IReadOnlyList<string> files, string question)
    {
        var found = false;
        foreach (var file in files)
        {
            try
            {
                if (File.Exists(file))
                    DuckDbSql.Execute(connection, question.Replace("{0}", DuckDbSql.Text(file), StringComparison.Ordinal));
                else
                    found = true;
            }
            catch (DuckDBException e) when (!DuckDbSql.IsShortOfRoom(e))
            {
                days.SetAside(file, DuckDbSql.Reason(e));
                found = true;
            }
        }
        return found;
    }
}
